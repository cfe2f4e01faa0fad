/** What an area owed in the newest year and what came: how far the numbers above it can be trusted. */
import { html } from "npm:htl";
import type { AreaProfilePayload } from "./area-profile-payload.js";
import { tableFigure } from "./figure.js";
import type { Formats } from "./format.js";
import { nothingToShow } from "./page-parts.js";
import { sourceLine } from "./source-line.js";
import { stateMarks } from "./states.js";

type Row = AreaProfilePayload["returns"][number];

export function areaReturnsTable(payload: AreaProfilePayload, format: Formats): HTMLElement {
  const { say, name, whole, percent, list } = format;
  const { returns, area, years, snapshot } = payload;
  const last = years.at(-1) ?? "";
  if (returns.length === 0)
    return nothingToShow(
      say(
        "这个地区没有单独的上报可以核对。",
        "This area owes no returns of its own to be checked.",
      ),
    );
  const lacking = returns.filter((row) => row.returns.missing > 0);
  const names = list(lacking.map(({ source }) => name(source)));
  const title =
    lacking.length === 0
      ? say(`${last}年${name(area)}该报的都报了`, `In ${last} ${name(area)} sent all that was due`)
      : say(
          `${last}年${name(area)}缺报${lacking.length}个来源的报表`,
          `In ${last} ${name(area)} lacks returns of ${lacking.length} ${lacking.length === 1 ? "source" : "sources"}`,
        );
  const count = (which: "due" | "onTime" | "late" | "missing" | "notDue") => (row: Row) =>
    whole(row.returns[which]);
  const element = tableFigure<Row>({
    id: "returns",
    format,
    title,
    subtitle: say(
      "应报的报表和收到的报表；没有收到不等于零",
      "Returns due and received; what has not come is not zero",
    ),
    table: {
      rows: returns,
      columns: [
        { label: say("来源", "Source"), text: ({ source }) => name(source), wraps: true },
        { label: say("应报", "Due"), text: count("due") },
        { label: say("按时", "In time"), text: count("onTime"), wideOnly: true },
        { label: say("迟到", "Late"), text: count("late"), wideOnly: true },
        { label: say("未报", "Missing"), text: count("missing") },
        { label: say("未到期", "Not due"), text: count("notDue"), wideOnly: true },
        {
          label: say("上报比例", "Reported"),
          text: (row) => shareText(row, format),
        },
        {
          label: say("按时比例", "Share in time"),
          text: ({ returns: { onTimeShare } }) =>
            onTimeShare === null ? "–" : percent(onTimeShare),
          wideOnly: true,
        },
      ],
    },
    source: sourceLine([], snapshot, format),
    notes: lacking.length > 0 ? [say(`缺报：${names}。`, `Missing: ${names}.`)] : [],
  }).element;
  return html`<div>${element}<p><a href="../data-quality.html">${say(
    "各来源、各地区的上报日历",
    "The calendar of returns of all sources and areas",
  )}</a></p></div>`;
}

/** `◐ 92.3%`, `✕ 0%`, `100%`; an ellipsis when nothing is due yet. */
function shareText({ returns }: Row, { percent, say }: Formats): string {
  const { reportedShare, missing, due } = returns;
  if (reportedShare === null || due === 0)
    return `${stateMarks.NOT_DUE} ${say("未到期", "not due")}`;
  const mark = missing === due ? stateMarks.NOT_REPORTED : missing > 0 ? stateMarks.INCOMPLETE : "";
  return `${mark} ${percent(reportedShare)}`.trim();
}
