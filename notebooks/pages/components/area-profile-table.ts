/** The sparkline table of a profile: every measure with value, target, course and place. */
import { html } from "npm:htl";
import type { AreaProfilePayload, ProfileRow } from "./area-profile-payload.js";
import { isWhole, placeText } from "./area-profile-words.js";
import type { Column } from "./csv-text.js";
import { tableFigure } from "./figure.js";
import { changeText, type Formats } from "./format.js";
import { sectionName } from "./sections.js";
import { sourceLine } from "./source-line.js";
import { sparkline } from "./sparkline.js";
import { valueWithLimits } from "./states.js";
import { valueCell } from "./table-cells.js";
import { bareMark } from "./target-cells.js";
import { statusesOf, statusText, targetEdge, targetName } from "./targets.js";
import { verdictWords } from "./words.js";

export function profileTable(payload: AreaProfilePayload, format: Formats): HTMLElement {
  const { say, name } = format;
  const { area, rows, snapshot } = payload;
  return tableFigure<ProfileRow>({
    id: "measures",
    format,
    title: say(`${name(area)}的${rows.length}项指标`, `${rows.length} measures of ${name(area)}`),
    subtitle: say(
      "最近的数值与95%区间、目标（✓达标 ✗未达标 ?不能断定）、名次与可能的名次、历年走势",
      "Newest value with its 95% interval, targets (✓ meets, ✗ misses, ? cannot tell), rank with " +
        "plausible ranks, course over the years",
    ),
    table: {
      columns: columnsOf(payload, format),
      rows,
      group: ({ measure }) => name(sectionName(measure.section)),
    },
    source: sourceLine([], snapshot, format),
    notes: [
      say(
        "走势的判断只用上报完整的年份；灰线为全部地区。",
        "Courses are judged by completely reported years only; the grey line is the whole.",
      ),
    ],
  }).element;
}

function columnsOf(payload: AreaProfilePayload, format: Formats): Column<ProfileRow>[] {
  const { say, name } = format;
  const columns: Column<ProfileRow>[] = [
    {
      label: say("类别", "Section"),
      text: ({ measure }) => name(sectionName(measure.section)),
      shown: false,
    },
    {
      label: say("指标", "Measure"),
      wraps: true,
      text: ({ measure }) => name(measure.title),
      cell: ({ measure }) =>
        html`<span><a href=${`../trends/${measure.slug}.html`}>${name(measure.title)}</a>
          <span class="limits wide-only">${unitWords(measure, format)}</span></span>`,
    },
    { label: say("年份", "Year"), text: ({ point }) => point.period, shown: false },
    {
      label: say("数值（95%区间）", "Value (95% interval)"),
      head: say("数值", "Value"),
      text: ({ point, measure }) => valueWithLimits(point, measure, format),
      cell: ({ point, measure }) => valueCell(point, measure, format),
    },
    {
      label: say("单位", "Unit"),
      text: ({ measure }) => name(measure.unit),
      shown: false,
    },
    {
      label: say("目标", "Targets"),
      align: "left",
      text: (row) => targetsText(row, payload, format),
      cell: (row) => targetsCell(row, payload, format),
    },
    {
      label: say("变化", "Change"),
      text: ({ change, measure }) => changeText(change, measure.decimals, format) ?? "–",
      shown: false,
    },
    {
      label: say("走势", "Course"),
      align: "left",
      text: ({ change }) => verdictWords(change.verdict, format),
      cell: (row) => courseCell(row, format),
      wideOnly: true,
    },
  ];
  if (!isWhole(payload))
    columns.splice(6, 0, {
      label: say("名次（可能的）", "Rank (plausible)"),
      text: (row) => placeText(row, format),
      wideOnly: true,
    });
  return columns;
}

/** The unit in brackets, without brackets of its own. */
function unitWords({ unit }: ProfileRow["measure"], { name }: Formats): string {
  return name(unit).replace(/^[（(](.*)[）)]$/, "$1");
}

function courseCell({ course, wholeCourse, change }: ProfileRow, format: Formats): HTMLElement {
  const line = sparkline(course, { behind: wholeCourse, width: 84, height: 26 });
  return html`<span class="course">${line} ${verdictWords(change.verdict, format)}</span>`;
}

function targetsText(
  { point, measure }: ProfileRow,
  { targets }: AreaProfilePayload,
  format: Formats,
) {
  return (
    statusesOf(point, targets)
      .map(
        ({ target, status }) =>
          `${statusText(status.status, format)} ${targetName(target, measure, format)}`,
      )
      .join(format.say("；", "; ")) || "–"
  );
}

function targetsCell(
  { point, measure }: ProfileRow,
  { targets }: AreaProfilePayload,
  format: Formats,
) {
  const held = statusesOf(point, targets);
  if (held.length === 0) return "–";
  return html`<span>${held.map(
    ({ target, status }) =>
      html`<span class="status">${bareMark(status.status, format)}<span class="wide-only">
        ${targetEdge(target, measure, format)}</span></span>`,
  )}</span>`;
}
