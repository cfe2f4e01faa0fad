/** What every source owed for the report's year, and what came in time, late or not at all. */
import { html } from "npm:htl";
import type { Column } from "./csv-text.js";
import { tableFigure } from "./figure.js";
import type { Formats } from "./format.js";
import { svgFrom } from "./plot-theme.js";
import type { Returns, SourceInfo } from "./quality-payload.js";
import type { ReportPayload } from "./report-payload.js";
import { sourceLine } from "./source-line.js";

interface Row {
  readonly source: SourceInfo;
  readonly returns: Returns;
}

/** Nothing for a year in which no source owes anything. */
export function reportReturns(payload: ReportPayload, format: Formats): HTMLElement {
  const { say } = format;
  const { quality, period } = payload;
  const rows = quality.sources
    .flatMap(({ source, years }): Row[] => {
      const returns = years.find((one) => one.period === period);
      return returns && returns.due + returns.notDue > 0 ? [{ source, returns }] : [];
    })
    .sort((one, other) => share(one, "missing") - share(other, "missing"))
    .reverse();
  if (rows.length === 0) return html`<span></span>`;
  const lacking = rows.filter(({ returns }) => returns.missing > 0).length;
  const late = rows.filter(({ returns }) => returns.late > returns.onTime).length;
  return tableFigure<Row>({
    id: "returns",
    format,
    title: say(
      `${rows.length}个来源中${lacking}个有缺报，${late}个多半迟到`,
      `Of ${rows.length} sources ${lacking} lack returns and ${late} came mostly late`,
    ),
    subtitle: say(
      `${period}年应报的报表；深色按时，浅色迟到，空框未报`,
      `Returns due for ${period}; dark: in time, pale: late, empty: missing`,
    ),
    table: { columns: columns(format), rows },
    source: sourceLine([], payload.snapshot, format),
  }).element;
}

function share({ returns }: Row, which: "onTime" | "late" | "missing"): number {
  return returns.due === 0 ? 0 : returns[which] / returns.due;
}

function columns(format: Formats): Column<Row>[] {
  const { say, name, whole, fixed } = format;
  const count = (which: "due" | "onTime" | "late" | "missing" | "notDue") => (row: Row) =>
    whole(row.returns[which]);
  return [
    { label: say("来源", "Source"), text: ({ source }) => name(source), wraps: true },
    {
      label: say("图示", "Drawn"),
      text: () => "",
      cell: bar,
      download: false,
      wideOnly: true,
      align: "left",
    },
    { label: say("应报", "Due"), text: count("due") },
    { label: say("按时", "In time"), text: count("onTime") },
    { label: say("迟到", "Late"), text: count("late") },
    { label: say("未报", "Missing"), text: count("missing") },
    { label: say("未到期", "Not due"), text: count("notDue"), wideOnly: true },
    {
      label: say("迟到天数中位数", "Median days late"),
      text: ({ returns }) => fixed(returns.medianDaysLate, 0),
      wideOnly: true,
    },
  ];
}

const width = 140;

/** The returns due as a bar: in time, late, missing. */
function bar(row: Row): SVGSVGElement {
  const [inTime, late] = [share(row, "onTime") * width, share(row, "late") * width];
  const rim = row.returns.missing > 0 ? "var(--low)" : "var(--context-2)";
  return svgFrom(
    width + 2,
    12,
    `<rect x="1" y="1.5" width="${width}" height="9" fill="none" stroke="${rim}" ` +
      `stroke-dasharray="2,2"/>` +
      `<rect x="1" y="1.5" width="${inTime.toFixed(1)}" height="9" fill="var(--accent)"/>` +
      `<rect x="${(1 + inTime).toFixed(1)}" y="1.5" width="${late.toFixed(1)}" height="9" ` +
      `fill="var(--accent)" fill-opacity="0.3"/>`,
  );
}
