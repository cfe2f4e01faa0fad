/** The home page: what this warehouse holds, its newest numbers with their doubt, who has reported. */
import { html } from "npm:htl";
import type { Column } from "./data-table.js";
import { figure, tableFigure } from "./figure.js";
import { changeWords, courseFinding, newest, yearText } from "./findings.js";
import { changeText, countOf, type Formats, formats, interval } from "./format.js";
import { bigNumber, key, nothingToShow, pageHead } from "./page-parts.js";
import type {
  ExtractInfo,
  Headline,
  HomePayload,
  Lang,
  MeasureInfo,
  Reporting,
} from "./payload.js";
import {
  isReported,
  type ReportingCell,
  reportingCells,
  reportingGrid,
  reportingText,
} from "./reporting-grid.js";
import { sourceLine, sourceName } from "./source-names.js";
import { sparkline } from "./sparkline.js";
import { doubtOf } from "./states.js";

export interface HomePage {
  readonly head: HTMLElement;
  readonly headlines: HTMLElement;
  readonly reporting: HTMLElement;
  readonly sources: HTMLElement;
}

export function homePage(payload: HomePayload, lang: Lang): HomePage {
  const format = formats(lang);
  return {
    head: homeHead(payload, format),
    headlines: headlines(payload, format),
    reporting: reportingFigures(payload, format),
    sources: sourcesTable(payload, format),
  };
}

function homeHead(payload: HomePayload, format: Formats): HTMLElement {
  const { say } = format;
  const { root, years } = payload;
  const title = root
    ? say(
        `${root.zh}的人口与计划生育服务，${span(years)}`,
        `Population and family-planning services of ${root.en}, ${span(years)}`,
      )
    : say("这个数据仓库里还没有地区", "This warehouse has no areas yet");
  return pageHead(
    payload,
    { kicker: "Demograph", title, standfirst: root ? summary(payload, format) : "" },
    format,
  );
}

const span = (years: readonly string[]) =>
  years.length === 0 ? "" : years.length === 1 ? years[0]! : `${years[0]}–${years.at(-1)}`;

/** One sentence of what there is: place, people, parts, years, measures. */
function summary(payload: HomePayload, format: Formats): string {
  const { root, level, childCount, years, measures, headlines: shown } = payload;
  const people = newest(shown.find((one) => one.measure === "crudeBirthRate")?.series.points ?? []);
  const { say, whole, name } = format;
  const persons = people?.denominator
    ? say(
        `（约${whole(Math.round(people.denominator))}人）`,
        ` (about ${whole(Math.round(people.denominator))} people)`,
      )
    : "";
  const parts =
    childCount > 0
      ? say(
          `和所辖${countOf(childCount, level, format)}`,
          ` and its ${countOf(childCount, level, format)}`,
        )
      : "";
  const time = years.length > 0 ? say(`${span(years)}年`, ` for ${span(years)}`) : "";
  const missing =
    measures.length -
    shown.length -
    (shown.length > 0 ? measures.filter((m) => !m.ranked).length : 0);
  const lacking =
    missing > 0 ? say(`其中${missing}项没有数据。`, ` ${missing} of them have no data here.`) : "";
  return say(
    `这里有${root ? name(root) : ""}${persons}${parts}${time}的${measures.length}项指标：每个数字都带着误差范围、上报情况和来源。${lacking}`,
    `${measures.length} measures of ${root ? name(root) : ""}${persons}${parts}${time}: every number comes with its margin of doubt, how fully it was reported and where it comes from.${lacking}`,
  );
}

function headlines(payload: HomePayload, format: Formats): HTMLElement {
  if (payload.headlines.length === 0)
    return nothingToShow(format.say("还没有任何指标有数据。", "No measure has data yet."));
  const measure = new Map(payload.measures.map((one) => [one.id, one]));
  const cards = payload.headlines.map((one) =>
    headlineCard(one, measure.get(one.measure)!, format),
  );
  const without = payload.measures.filter(
    (one) => one.ranked && !payload.headlines.some((headline) => headline.measure === one.id),
  );
  const note =
    without.length === 0
      ? ""
      : html`<p class="empty">${format.say("没有数据：", "No data: ")}${format.list(without.map((one) => format.name(one.title)))}${format.say("。", ".")}</p>`;
  return html`<div><div class="headlines">${cards}</div>${note}</div>`;
}

function headlineCard(
  { series, yearOnYear }: Headline,
  measure: MeasureInfo,
  format: Formats,
): HTMLElement {
  const { say, name } = format;
  const last = newest(series.points);
  if (!last) return html`<div></div>`;
  const limits = interval(last, measure, format);
  const doubt = doubtOf(last, format);
  const year = yearText(last.period, format);
  const change = yearOnYear && changeText(yearOnYear, measure.decimals, format);
  const card = bigNumber({
    label: `${name(measure.title)}${say("，", ", ")}${year}${doubt && say(`（${doubt}）`, ` (${doubt})`)}`,
    value: name(last),
    unit: name(measure.unit),
    details: [
      limits && say(`95%置信区间 ${limits}`, `95% interval ${limits}`),
      yearOnYear && change
        ? html`${say("比上年 ", "On the year before ")}${change}${say("：", ": ")}<b>${changeWords(yearOnYear, format)}</b>`
        : "",
      courseFinding(measure, series, null, format),
    ],
    spark: sparkline(series.points, { width: 110, height: 36 }),
  });
  const links = html`<div class="links"><a href=${`./trends/${measure.slug}`} aria-label=${`${name(measure.title)}${say("：趋势", ": trend")}`}>${say("趋势", "Trend")}</a>
    <a href=${`./rankings/${measure.slug}`} aria-label=${`${name(measure.title)}${say("：排名", ": ranking")}`}>${say("排名", "Ranking")}</a></div>`;
  card.append(links);
  return card;
}

function reportingFigures(payload: HomePayload, format: Formats): HTMLElement {
  const { say } = format;
  const kinds = payload.reporting.map((reporting) => {
    const cells = reportingCells(reporting, format);
    return { reporting, cells, lacking: cells.filter((cell) => !isReported(cell.point)) };
  });
  if (kinds.length === 0)
    return nothingToShow(say("还没有可以核对的上报。", "There are no reports to check yet."));
  const elements = kinds.map(({ reporting, cells, lacking }) =>
    lacking.length === 0
      ? html`<p>${kindName(reporting, payload, format)}${say("：各地各年全部上报。", ": every area has reported every year.")}</p>`
      : reportingFigure(reporting, cells, lacking, payload, format),
  );
  return html`<div>${elements}</div>`;
}

function kindName(reporting: Reporting, payload: HomePayload, format: Formats): string {
  const measure = payload.measures.find((one) => one.id === reporting.measure);
  const names: Readonly<Record<string, readonly [string, string]>> = {
    crudeBirthRate: ["出生", "Births"],
    crudeDeathRate: ["死亡", "Deaths"],
    fundingPerCapita: ["经费", "Money"],
  };
  const known = names[reporting.measure];
  return known ? format.say(...known) : measure ? format.name(measure.title) : reporting.measure;
}

function reportingFigure(
  reporting: Reporting,
  cells: readonly ReportingCell[],
  lacking: readonly ReportingCell[],
  payload: HomePayload,
  format: Formats,
): HTMLElement {
  const { say } = format;
  const kind = kindName(reporting, payload, format);
  const areas = [...new Set(lacking.map((cell) => cell.area))];
  const years = [...new Set(lacking.map((cell) => cell.point.period))].sort();
  const title = say(
    `${kind}：${areas.length > 4 ? countOf(areas.length, payload.level, format) : format.list(areas)}在${format.list(years)}年没有全部上报`,
    `${kind}: ${areas.length > 4 ? countOf(areas.length, payload.level, format) : format.list(areas)} not fully reported in ${format.list(years)}`,
  );
  return figure<ReportingCell>({
    id: `reporting-${reporting.measure}`,
    format,
    title,
    subtitle: say(
      "各地各年已上报的地区月份占应上报的比例",
      "Share of the expected area-months that were reported, by area and year",
    ),
    legend: [
      key("band", "var(--accent)", say("全部上报", "complete")),
      key("box", "var(--low)", say("部分上报", "incomplete")),
      html`<span>✕ ${say("未上报", "not reported")}</span>`,
    ],
    draw: (width) => reportingGrid(cells, { format, width: Math.min(width, 760) }),
    table: {
      columns: [
        { label: say("地区", "Area"), text: (cell) => cell.area },
        { label: say("年份", "Year"), text: (cell) => cell.point.period },
        {
          label: say("上报", "Reported"),
          text: (cell) => reportingText(cell.point, format),
          align: "left",
        },
      ],
      rows: lacking,
    },
    source: sourceLine([], payload.snapshot, format),
    alt: title,
  }).element;
}

function sourcesTable(payload: HomePayload, format: Formats): HTMLElement {
  const { say, whole, date } = format;
  const bySource = new Map<string, ExtractInfo[]>();
  for (const extract of payload.extracts)
    bySource.set(extract.source, [...(bySource.get(extract.source) ?? []), extract]);
  const rows = [...bySource].map(([source, extracts]) => ({ source, extracts }));
  if (rows.length === 0)
    return nothingToShow(say("还没有收到提取文件。", "No extracts have been received."));
  type Row = (typeof rows)[number];
  const sum = (row: Row, what: "acceptedRows" | "rejectedRows") =>
    row.extracts.reduce((total, extract) => total + extract[what], 0);
  const last = (row: Row) =>
    row.extracts
      .map((extract) => extract.receivedAt)
      .sort()
      .at(-1)!;
  const columns: Column<Row>[] = [
    { label: say("来源", "Source"), text: (row) => sourceName(row.source, format) },
    { label: say("文件", "Files"), text: (row) => whole(row.extracts.length) },
    { label: say("接收行数", "Rows accepted"), text: (row) => whole(sum(row, "acceptedRows")) },
    { label: say("退回行数", "Rows rejected"), text: (row) => whole(sum(row, "rejectedRows")) },
    { label: say("最近收到", "Last received"), text: (row) => date(last(row)), wideOnly: true },
  ];
  const accepted = rows.reduce((total, row) => total + sum(row, "acceptedRows"), 0);
  const rejected = rows.reduce((total, row) => total + sum(row, "rejectedRows"), 0);
  return tableFigure<Row>({
    id: "sources",
    format,
    title: say(
      `${rows.length}个来源共${whole(payload.extracts.length)}个文件，${whole(accepted)}行接收，${whole(rejected)}行退回`,
      `${rows.length} sources sent ${whole(payload.extracts.length)} files: ${whole(accepted)} rows accepted, ${whole(rejected)} rejected`,
    ),
    subtitle: say("现行快照所用的提取文件", "The extracts in force in this snapshot"),
    table: { columns, rows },
    source: sourceLine([], payload.snapshot, format),
  }).element;
}
