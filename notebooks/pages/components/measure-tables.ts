/** Every measure with its newest value, section by section: the way into all other pages. */
import { html } from "npm:htl";
import type { Column } from "./csv-text.js";
import { tableFigure } from "./figure.js";
import { newest } from "./findings.js";
import { changeText, type Formats } from "./format.js";
import { nothingToShow } from "./page-parts.js";
import type { Headline, HomePayload } from "./page-payloads.js";
import type { Point } from "./payload.js";
import { bySection, sectionName } from "./sections.js";
import { sourceLine } from "./source-line.js";
import { sparkline } from "./sparkline.js";
import { laterAbsence, valueWithLimits } from "./states.js";
import { valueCell } from "./table-cells.js";
import { statusMark } from "./target-cells.js";
import { statusesOf, statusText, targetEdge, targetName } from "./targets.js";
import { countVerdicts, verdictCounts } from "./verdict-counts.js";
import { verdictWords } from "./words.js";

interface Row extends Headline {
  readonly section: string;
  readonly last: Point;
}

export function measureTables(payload: HomePayload, format: Formats): HTMLElement {
  const { say, list, name } = format;
  const rows = payload.headlines.flatMap((one): Row[] => {
    // What is withheld stays in the table, told as that.
    const last = newest(one.series.points) ?? one.series.points.at(-1);
    return last ? [{ ...one, last, section: one.measure.section }] : [];
  });
  const tables = bySection(rows).map(({ id, items }) => sectionTable(id, items, payload, format));
  const silent = payload.measures.filter(({ hasData }) => !hasData);
  const names = list(silent.map(({ title }) => name(title)));
  const note = nothingToShow(
    say(`快照里没有数据的指标：${names}。`, `Without any data in this snapshot: ${names}.`),
  );
  return html`<div>${tables}${silent.length > 0 ? note : ""}</div>`;
}

function sectionTable(
  section: string,
  rows: readonly Row[],
  payload: HomePayload,
  format: Formats,
): HTMLElement {
  const { say, name } = format;
  const title = name(sectionName(section));
  const held = verdictCounts(
    countVerdicts(
      rows.map(({ last }) => last),
      payload.targets,
    ),
    format,
  );
  const targets = held ? say(`；目标${held}`, `; targets: ${held}`) : "";
  return tableFigure<Row>({
    id: `section-${section}`,
    format,
    title: say(
      `${title}：${rows.length}项${targets}`,
      `${title}: ${rows.length} measures${targets}`,
    ),
    subtitle: say(
      "最近一年的数值与95%区间、目标、比上年的变化和走势",
      "Newest value with its 95% interval, targets, change on the year before, and course",
    ),
    table: { columns: columnsOf(payload, format), rows },
    source: sourceLine([], payload.snapshot, format),
  }).element;
}

function columnsOf({ targets }: HomePayload, format: Formats): Column<Row>[] {
  const { say, name } = format;
  const title = ({ measure, series }: Row) =>
    [name(measure.title), ...series.categories.map((category) => name(category))].join(" ");
  const since = ({ last, series }: Row) => laterAbsence(series.points, last, format);
  return [
    {
      label: say("指标", "Measure"),
      wraps: true,
      text: title,
      cell: (row) => html`<a href=${`./trends/${row.measure.slug}.html`}>${title(row)}</a>`,
    },
    { label: say("年份", "Year"), text: ({ last }) => last.period, wideOnly: true },
    {
      label: say("数值（95%区间）", "Value (95% interval)"),
      head: say("数值", "Value"),
      text: (row) => `${valueWithLimits(row.last, row.measure, format)} ${since(row)}`.trim(),
      cell: (row) => valueCell(row.last, row.measure, format, since(row)),
    },
    {
      label: say("单位", "Unit"),
      text: ({ measure }) => name(measure.unit),
      align: "left",
      wideOnly: true,
    },
    {
      label: say("目标", "Targets"),
      text: ({ last, measure }) =>
        statusesOf(last, targets)
          .map(
            ({ target, status }) =>
              `${statusText(status.status, format)} ${targetName(target, measure, format)}`,
          )
          .join(say("；", "; ")) || "–",
      cell: (row) => statusCell(row, targets, format),
      align: "left",
    },
    {
      label: say("比上年", "On the year before"),
      text: ({ yearOnYear, measure }) =>
        (yearOnYear && changeText(yearOnYear, measure.decimals, format)) ?? "–",
      cell: ({ yearOnYear, measure }) =>
        format.signed(yearOnYear?.change ?? null, measure.decimals),
      wideOnly: true,
    },
    {
      label: say("走势", "Course"),
      text: ({ series }) => verdictWords(series.verdict, format),
      cell: ({ series }) => sparkline(series.points),
      wideOnly: true,
    },
    {
      label: say("排名", "Ranking"),
      text: () => "",
      cell: (row) => rankingLink(row, format),
      download: false,
      wideOnly: true,
    },
  ];
}

function rankingLink({ measure }: Row, format: Formats): Node | string {
  if (!measure.ranked) return "–";
  const text = format.say("排名", "Ranking");
  const whole = `${format.name(measure.title)}${format.say("：", ": ")}${text}`;
  return html`<a href=${`./rankings/${measure.slug}.html`} aria-label=${whole}>${text}</a>`;
}

function statusCell({ last, measure }: Row, targets: HomePayload["targets"], format: Formats) {
  const held = statusesOf(last, targets);
  if (held.length === 0) return "–";
  return html`<span>${held.map(
    ({ target, status }) =>
      html`<span class="status">${statusMark(status.status, format)}
        ${targetEdge(target, measure, format)}</span>`,
  )}</span>`;
}
