/** A score card over the years, and area by area. */
import { html } from "npm:htl";
import { cellGrid, type GridCell } from "./cell-grid.js";
import { figure } from "./figure.js";
import { countOf, type Formats, nounOf } from "./format.js";
import { key } from "./page-parts.js";
import type { CardLine, CardTotal, ScorecardPayload } from "./scorecard-payload.js";
import {
  notAssessedText,
  pointsText,
  totalRange,
  totalText,
  withheldText,
} from "./scorecard-words.js";
import { sourceLine } from "./source-line.js";
import { totalsChart } from "./totals-chart.js";

type Year = ScorecardPayload["totals"][number];
type AreaRow = ScorecardPayload["areas"][number];

/** Totals with their range, beside one another. */
export function yearsFigure(payload: ScorecardPayload, format: Formats, id = "years"): HTMLElement {
  const { say } = format;
  const { totals, points } = payload;
  if (totals.length < 2) return html`<span></span>`;
  const [first, last] = [totals[0]!, totals.at(-1)!];
  const number = (value: number) => totalText(value, format);
  const title = say(
    `${first.period}年得${number(first.achieved)}分（可评${number(first.assessable)}分），` +
      `${last.period}年得${number(last.achieved)}分（可评${number(last.assessable)}分）`,
    `${number(first.achieved)} of ${number(first.assessable)} in ${first.period}, ` +
      `${number(last.achieved)} of ${number(last.assessable)} in ${last.period}`,
  );
  return figure<Year>({
    id,
    format,
    title,
    subtitle: say(
      "得分；浅色为可评分，横线为随机范围",
      "Points; pale: assessable points, lines: range of chance",
    ),
    draw: (width) =>
      totalsChart(
        totals.map((one) => ({ ...one, name: one.period })),
        { format, width, most: points },
      ),
    table: {
      columns: [
        { label: say("年份", "Year"), text: ({ period }) => period },
        ...totalColumns<Year>(format),
      ],
      rows: totals,
    },
    source: sourceLine([], payload.snapshot, format),
    notes: [
      say(
        "可评分各年不同时，得分不能直接比较，请看得分率。",
        "Where the assessable points differ, compare the shares, not the points.",
      ),
    ],
    alt: title,
  }).element;
}

function totalColumns<Row extends CardTotal>(format: Formats) {
  const { say } = format;
  return [
    { label: say("得分", "Points"), text: (row: Row) => totalText(row.achieved, format) },
    { label: say("可评", "Assessable"), text: (row: Row) => totalText(row.assessable, format) },
    {
      label: say("得分率", "Share"),
      text: (row: Row) => (row.ratio === null ? "–" : format.percent(row.ratio)),
    },
    { label: say("随机范围", "Range of chance"), text: (row: Row) => totalRange(row, format) },
  ];
}

/** Every area by every line; areas for which nothing could be assessed are left out. */
export function areasFigure(payload: ScorecardPayload, format: Formats, id = "areas"): HTMLElement {
  const { say, name } = format;
  const assessed = payload.areas.filter(({ ratio }) => ratio !== null);
  if (assessed.length === 0)
    return html`<p class="empty">${say(
      `没有一个${nounOf(payload.level, format)}有可评的项目。`,
      `No ${nounOf(payload.level, format)} has a line that could be assessed.`,
    )}</p>`;
  const rows = [...assessed].sort((one, other) => other.ratio! - one.ratio!);
  const lines = payload.sections
    .flatMap((section) => section.lines)
    .filter(({ key: line }) => rows.some((row) => (row.lines[line] ?? null) !== null));
  const [best, worst] = [rows[0]!, rows.at(-1)!];
  const share = (row: AreaRow) => `${name(row.area)} ${format.percent(row.ratio!)}`;
  const title = say(
    `${countOf(rows.length, payload.level, format)}的得分率从${share(worst)}到${share(best)}`,
    `${countOf(rows.length, payload.level, format)}: shares from ${share(worst)} to ${share(best)}`,
  );
  return figure<AreaRow>({
    id,
    format,
    title,
    subtitle: say(
      `${payload.period}年，只列至少一个地区可评的${lines.length}行；按得分率由高到低`,
      `${payload.period}, the ${lines.length} lines that could be assessed somewhere; by share`,
    ),
    legend: [
      key("band", "var(--accent)", say("✓ 满分", "✓ full points")),
      key("box", "var(--low)", say("✗ 零分", "✗ no points")),
      html`<span>${notAssessedText(format)}</span>`,
      ...(rows.some(({ withheld }) => withheld.length > 0)
        ? [html`<span>${withheldText(format)}</span>`]
        : []),
    ],
    draw: (width) =>
      cellGrid(
        {
          rows: rows.map((row) => name(row.area)),
          columns: lines.map((line) => line.key),
          cells: rows.flatMap((row, at) =>
            lines.map((line, column) => cellOf(row, line, { row: at, column }, format)),
          ),
        },
        { format, width },
      ),
    table: {
      columns: [
        { label: format.opening(nounOf(payload.level, format)), text: ({ area }) => name(area) },
        ...totalColumns<AreaRow>(format),
        ...lines.map((line) => ({
          label: `${line.key} ${name(line)}`,
          text: (row: AreaRow) => {
            const achieved = row.lines[line.key] ?? null;
            return achieved === null ? whyOpen(row, line, format) : pointsText(achieved, format);
          },
          shown: false,
        })),
      ],
      rows,
    },
    source: sourceLine([], payload.snapshot, format),
    notes: [
      say(
        "许多项目只在县级考核；地区小，得分的随机范围宽，不宜据此排名。",
        "Many lines are only known for the whole area; small areas have wide ranges: no ranking.",
      ),
    ],
    alt: title,
  }).element;
}

/** `✕ 未评定`, `▨ 不公布` */
function whyOpen({ withheld }: AreaRow, { key: line }: CardLine, format: Formats): string {
  return withheld.includes(line) ? withheldText(format) : notAssessedText(format);
}

function cellOf(
  row: AreaRow,
  line: CardLine,
  place: { readonly row: number; readonly column: number },
  format: Formats,
): GridCell {
  const achieved = row.lines[line.key] ?? null;
  const text = achieved === null ? "" : pointsText(achieved, format);
  const said =
    achieved === null ? whyOpen(row, line, format) : `${text} / ${pointsText(line.points, format)}`;
  const told = `${format.name(row.area)}\n${line.key} ${format.name(line)}\n${said}`;
  const mark = said.slice(0, 1);
  if (achieved === null) return { ...place, kind: "open", text: mark, mark, told };
  if (achieved === 0) return { ...place, kind: "bad", text: "✗ 0", mark: "✗", told };
  const isFull = achieved === line.points;
  return { ...place, kind: isFull ? "good" : "weak", text: `✓ ${text}`, mark: "✓", told };
}
