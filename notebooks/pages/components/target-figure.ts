/** Every target of a measure, year by year: met, missed or open, with the value that was judged. */
import { html } from "npm:htl";
import type { Column } from "./csv-text.js";
import { tableFigure } from "./figure.js";
import type { Formats } from "./format.js";
import type { TrendPayload } from "./page-payloads.js";
import type { Point, Series, Target, TargetStatus, TargetVerdict } from "./payload.js";
import { sourceOf } from "./source-line.js";
import { bareMark, statusMark } from "./target-cells.js";
import {
  statusesOf,
  statusText,
  targetEdge,
  targetSource,
  targetValidity,
  verdictWord,
} from "./targets.js";
import { yearText } from "./words.js";

/** A target of all together, or of one category. */
interface Row {
  readonly target: Target;
  readonly series: Series;
}

export function targetFigure(payload: TrendPayload, format: Formats): HTMLElement {
  const { course, breakdown, targets } = payload;
  const all = [...(course ? [course] : []), ...(breakdown?.series ?? [])];
  const rows = all.flatMap((series) =>
    targets.flatMap((target): Row[] =>
      series.points.some((point) => statusesOf(point, [target]).length > 0)
        ? [{ target, series }]
        : [],
    ),
  );
  const years = [
    ...new Set(rows.flatMap(({ series }) => series.points.map(({ period }) => period))),
  ].sort();
  const newest = years.findLast((year) => rows.some((row) => statusIn(row, year)));
  if (!newest) return html`<span></span>`;
  return tableFigure<Row>({
    id: "targets",
    format,
    title: title(rows, newest, format),
    subtitle: format.say(
      "整个95%区间都在目标一侧才算达标或未达标；跨在两侧的、上报不全的不能断定",
      "Met or missed only where the whole 95% interval is on one side; " +
        "where it lies on both, or reports are incomplete, it cannot be told",
    ),
    table: {
      columns: [
        ...targetColumns(payload, rows, format),
        ...years.toReversed().map((year) => yearColumn(year, year === newest, format)),
      ],
      rows,
    },
    source: sourceOf(payload, format),
    notes: [
      ...new Set(rows.flatMap(({ target }) => (target.note ? [format.name(target.note)] : []))),
    ],
  }).element;
}

function statusIn(
  { target, series }: Row,
  year: string,
): { readonly status: TargetStatus; readonly point: Point } | null {
  const point = series.points.find(({ period }) => period === year);
  const [found] = statusesOf(point, [target]);
  return point && found ? { status: found.status, point } : null;
}

function title(rows: readonly Row[], year: string, format: Formats): string {
  const verdicts = rows.flatMap((row) => statusIn(row, year)?.status.status ?? []);
  const parts = (["MET", "NOT_MET", "CANNOT_TELL"] as const).flatMap((verdict: TargetVerdict) => {
    const count = verdicts.filter((one) => one === verdict).length;
    if (count === 0) return [];
    return verdicts.length === 1
      ? verdictWord(verdict, format)
      : format.say(
          `${count}项${verdictWord(verdict, format)}`,
          `${count} ${{ MET: "met", NOT_MET: "missed", CANNOT_TELL: "open" }[verdict]}`,
        );
  });
  return format.say(
    `${yearText(year, format)}的目标：${parts.join("，")}`,
    `Targets in ${year}: ${format.list(parts)}`,
  );
}

function targetColumns(
  { measure }: TrendPayload,
  rows: readonly Row[],
  format: Formats,
): Column<Row>[] {
  const { say, name } = format;
  const category = ({ series }: Row) => series.categories.map((one) => name(one)).join(" ");
  const edge = ({ target }: Row) => {
    const pooled = format.say(`（${target.years}年合计）`, ` (${target.years} years together)`);
    return `${targetEdge(target, measure, format)}${target.years > 1 ? pooled : ""}`;
  };
  const columns: Column<Row>[] = [
    {
      label: say("目标", "Target"),
      text: (row) => [category(row), edge(row)].filter(Boolean).join(" "),
    },
    {
      label: say("依据", "Written in"),
      text: ({ target }) => targetSource(target, format),
      align: "left",
    },
  ];
  if (rows.some(({ target }) => targetValidity(target, format)))
    columns.push({
      label: say("有效期", "In force"),
      text: ({ target }) => targetValidity(target, format) || "–",
      align: "left",
      wideOnly: true,
    });
  return columns;
}

/** The value that was judged with its mark; the newest year in words, the others without. */
function yearColumn(year: string, isNewest: boolean, format: Formats): Column<Row> {
  const judged = ({ status, point }: NonNullable<ReturnType<typeof statusIn>>) => {
    const of = status.pooled ?? point;
    return of.value === null ? "" : format.name(of);
  };
  return {
    label: year,
    text: (row) => {
      const found = statusIn(row, year);
      return found ? `${statusText(found.status.status, format)} ${judged(found)}`.trim() : "–";
    },
    cell: (row) => {
      const found = statusIn(row, year);
      if (!found) return "–";
      const { status } = found.status;
      const mark = isNewest ? statusMark(status, format) : bareMark(status, format);
      return html`<span>${mark} <span class="limits">${judged(found)}</span></span>`;
    },
    wideOnly: !isNewest,
  };
}
