/** The spine charts of a profile, one for each section of measures, with their tables. */
import { html } from "npm:htl";
import type { AreaProfilePayload, ProfileRow } from "./area-profile-payload.js";
import { isWhole, rowStanding, sectionTitle } from "./area-profile-words.js";
import type { Table } from "./csv-text.js";
import { figure } from "./figure.js";
import { countOf, type Formats, nounOf } from "./format.js";
import { key, stateKeys } from "./page-parts.js";
import { bySection, sectionName } from "./sections.js";
import { sourceLine } from "./source-line.js";
import { spineChart } from "./spine-chart.js";
import { standingText } from "./standing.js";
import { valueText } from "./states.js";

export function spineFigures(payload: AreaProfilePayload, format: Formats): HTMLElement {
  const sections = bySection(payload.rows.map((row) => ({ row, section: row.measure.section })));
  return html`<div>${sections.map(({ id, items }) =>
    spineFigure(
      id,
      items.map(({ row }) => row),
      payload,
      format,
    ),
  )}</div>`;
}

function spineFigure(
  section: string,
  rows: readonly ProfileRow[],
  payload: AreaProfilePayload,
  format: Formats,
): HTMLElement {
  const { say, name } = format;
  const { area, root, level, areas, snapshot } = payload;
  const whole = root ? name(root) : "";
  const title = sectionTitle(name(sectionName(section)), rows, payload, format);
  const others = countOf(areas.length - (isWhole(payload) ? 1 : 2), level, format);
  const periods = [...new Set(rows.map(({ point }) => point.period.slice(0, 4)))].sort();
  const time = periods.length > 1 ? `${periods[0]}–${periods.at(-1)}` : (periods[0] ?? "");
  const subtitle = isWhole(payload)
    ? say(
        `${time}，${others}与${whole}之差；每行自成尺度，离${whole}最远的${nounOf(level, format)}在边上`,
        `${time}: ${others} against ${whole}; each row has its own scale, the farthest at the edge`,
      )
    : say(
        `${time}，${name(area)}（大标记，横线为95%区间）在其他${others}之间；中线为${whole}`,
        `${time}: ${name(area)} (large mark, line: 95% interval) among ${others}; middle line: ${whole}`,
      );
  return figure<ProfileRow>({
    id: `spine-${section}`,
    format,
    title,
    subtitle,
    legend: legend(rows, isWhole(payload), format),
    draw: (width) => spineChart(rows, { format, width, whole, isWhole: isWhole(payload) }),
    table: spineTable(rows, whole, format),
    source: sourceLine([], snapshot, format),
    alt: title,
  }).element;
}

function legend(rows: readonly ProfileRow[], areDots: boolean, format: Formats): HTMLElement[] {
  const { say } = format;
  const directions = rows.map(({ measure }) => measure.direction);
  return [
    key("up", "var(--high)", say("明显较高", "clearly above")),
    key("dot", areDots ? "var(--same)" : "var(--ink-2)", say("分不出", "not told apart")),
    key("down", "var(--low)", say("明显较低", "clearly below")),
    ...(areDots ? [] : [key("rule", "var(--context)", say("其他各地", "the others"))]),
    key("band", "var(--context)", say("居中的一半", "middle half")),
    directions.includes("HIGHER_BETTER")
      ? html`<span>↑ ${say("高为好", "higher is better")}</span>`
      : null,
    directions.includes("LOWER_BETTER")
      ? html`<span>↓ ${say("低为好", "lower is better")}</span>`
      : null,
    ...stateKeys(
      rows.map(({ point }) => point),
      format,
    ),
  ].filter((entry) => entry !== null);
}

/** The rows of a section in figures: what the table button shows and the download has. */
function spineTable(
  rows: readonly ProfileRow[],
  whole: string,
  format: Formats,
): Table<ProfileRow> {
  const { say, name, fixed } = format;
  const limit = (which: "lower" | "upper") => (row: ProfileRow) =>
    fixed(row.point[which], row.measure.decimals);
  const place = (which: "rank" | "rankLower" | "rankUpper") => (row: ProfileRow) =>
    row.place?.[which] ? String(row.place[which]) : "–";
  const ranked = rows.some((row) => row.place !== null);
  return {
    rows,
    columns: [
      { label: say("指标", "Measure"), text: ({ measure }) => name(measure.title), wraps: true },
      { label: say("单位", "Unit"), text: ({ measure }) => name(measure.unit), align: "left" },
      { label: say("年份", "Year"), text: ({ point }) => point.period },
      { label: say("数值", "Value"), text: ({ point }) => valueText(point, format) },
      { label: say("95%下限", "95% lower"), text: limit("lower") },
      { label: say("95%上限", "95% upper"), text: limit("upper") },
      ...(ranked
        ? [
            { label: whole, text: ({ baseline }: ProfileRow) => valueText(baseline, format) },
            {
              label: say("比较", "Against it"),
              text: (row: ProfileRow) => standingText(rowStanding(row), format),
              align: "left" as const,
            },
            { label: say("名次", "Rank"), text: place("rank") },
            { label: say("名次从", "Rank from"), text: place("rankLower") },
            { label: say("名次到", "Rank to"), text: place("rankUpper") },
          ]
        : []),
    ],
  };
}
