/** The figures of a trend page that set the areas side by side. */
import { html } from "npm:htl";
import { areaColumns, areaRows } from "./area-table.js";
import { figure, tableFigure } from "./figure.js";
import { newest, settled } from "./findings.js";
import { countOf, type Formats, nounOf, titleAndUnit } from "./format.js";
import { key, notDrawn, stateKeys, targetKeys } from "./page-parts.js";
import type { RankingAnswer, TrendPayload } from "./page-payloads.js";
import type { Level, Point, Verdict } from "./payload.js";
import { pointTable } from "./point-table.js";
import { type Slope, slopeChart, slopes } from "./slope-chart.js";
import { smallMultiples } from "./small-multiples.js";
import { sourceOf } from "./source-line.js";
import { byStanding } from "./standing.js";
import { targetsAtEnd } from "./targets.js";

/** More areas than this are not drawn side by side; the table has them all. */
const mostPanels = 48;

export function multiplesFigure(payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, course, areas, root, level } = payload;
  const { say, name } = format;
  const order = [...areas].sort(
    (one, other) =>
      (newest(other.series.points)?.value ?? Number.NEGATIVE_INFINITY) -
      (newest(one.series.points)?.value ?? Number.NEGATIVE_INFINITY),
  );
  const drawn = order.slice(0, mostPanels);
  const panels = drawn.map(({ area, series }) => ({
    id: area.code,
    name: name(area),
    points: series.points,
  }));
  const rows = order.flatMap(({ area, series }) =>
    series.points.map((point) => ({ area: name(area), point })),
  );
  const title = verdictsTitle(payload, format);
  const held = targetsAtEnd(course, payload.targets);
  const hasLimits = rows.some((row) => row.point.lower !== null);
  return figure({
    id: "areas",
    format,
    title,
    subtitle: say(
      `各地${titleAndUnit(measure, format)}，同一尺度，按最近一年由高到低`,
      `${titleAndUnit(measure, format)} on one scale, in order of the newest value`,
    ),
    legend: [
      key("line", "var(--accent)", say("该地", "this area")),
      key("line", "var(--context-2)", root ? name(root) : ""),
      ...(hasLimits ? [key("band", "var(--accent)", say("95%置信区间", "95% interval"))] : []),
      ...targetKeys(held, format),
      ...stateKeys(
        rows.map((row) => row.point),
        format,
      ),
    ],
    draw: (width) =>
      smallMultiples(panels, {
        format,
        measure,
        width,
        behind: course?.points ?? [],
        targets: held,
      }),
    table: pointTable(
      payload,
      { label: format.opening(nounOf(level, format)), text: (row) => row.area },
      rows,
      (row) => row.point,
      format,
    ),
    source: sourceOf(payload, format),
    notes:
      drawn.length < areas.length
        ? [
            say(
              `只画了前${mostPanels}个，表格里有全部。`,
              `Only the first ${mostPanels} are drawn; the table has all.`,
            ),
          ]
        : [],
    alt: title,
  }).element;
}

/** `14个乡级地区：8个下降，6个看不出升降`; verdicts that no area has are left out. */
function verdictsTitle({ areas, level }: TrendPayload, format: Formats): string {
  const words: readonly [Verdict, string, string][] = [
    ["RISING", "个上升", "rose"],
    ["FALLING", "个下降", "fell"],
    ["STEADY", "个大体稳定", "held steady"],
    ["CANNOT_TELL", "个看不出升降", "show no clear course"],
  ];
  const parts = words.flatMap(([verdict, zh, en]) => {
    const count = areas.filter(({ series }) => series.verdict === verdict).length;
    return count === 0 ? [] : format.say(`${count}${zh}`, `${count} ${en}`);
  });
  const total = countOf(areas.length, level, format);
  return format.say(`${total}：${parts.join("，")}`, `Of ${total}, ${format.list(parts)}`);
}

export function tableOfAreas(payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, ranking, root, level, areas } = payload;
  const { say, name } = format;
  const whole = root ? name(root) : "";
  const standings = ranking && standingsTitle(ranking, level, whole, format);
  const total = countOf(areas.length, level, format);
  const title = standings ?? say(`${total}的最近数值与变化`, `Newest value and change of ${total}`);
  return tableFigure({
    id: "table",
    format,
    title,
    subtitle: say(
      `${titleAndUnit(measure, format)}与95%区间；变化为首末两年之差`,
      `${titleAndUnit(measure, format)} with 95% interval; change from the first to the last year`,
    ),
    table: { columns: areaColumns(payload, format), rows: areaRows(payload) },
    source: sourceOf(payload, format),
  }).element;
}

/** How many stand above and below the whole; null where no comparison is possible. */
function standingsTitle(
  ranking: RankingAnswer,
  level: Level | null,
  whole: string,
  format: Formats,
): string | null {
  const { high, low, same } = byStanding(ranking);
  if (high.length + low.length + same.length === 0) return null;
  const noun = nounOf(level, format);
  if (high.length + low.length === 0)
    return format.say(
      `没有一个${noun}与${whole}有明显差别`,
      `No ${noun} is clearly different from ${whole}`,
    );
  const above = countOf(high.length, level, format);
  return format.say(
    `${high.length}个${noun}明显高于${whole}，${low.length}个明显低于`,
    `${above} clearly above ${whole}, ${low.length} clearly below`,
  );
}

export function slopeFigure(payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, course, areas, root } = payload;
  const { say, name } = format;
  const points = settled(course?.points ?? []);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return html`<span></span>`;
  const whole = { name: root ? name(root) : "", points: course?.points ?? [] };
  const lines = slopes(areas, whole, [first.period, last.period], format);
  const drawn = lines.filter((line) => !line.total);
  const leftOut = notDrawn(absentEnds(areas, [first.period, last.period]), format);
  if (drawn.length < 2) return html`<p class="empty">${leftOut.join("")}</p>`;
  const spread = (which: "from" | "to") => {
    const values = drawn.map((line) => line[which].value!);
    return Math.max(...values) - Math.min(...values);
  };
  if (spread("from") === 0 && spread("to") === 0) return html`<span></span>`;
  const title =
    spread("to") < spread("from")
      ? say("各地之间的差距缩小了", "The areas have moved closer together")
      : say("各地之间的差距没有缩小", "The areas have not moved closer together");
  const text = (which: "from" | "to") => (line: Slope) => name(line[which]);
  return figure<Slope>({
    id: "slopes",
    format,
    title,
    subtitle: say(
      `${titleAndUnit(measure, format)}，标出升降最多的`,
      `${titleAndUnit(measure, format)}; the largest rises and falls are named`,
    ),
    draw: (width) => slopeChart(lines, { format, measure, width }),
    table: {
      columns: [
        { label: say("地区", "Area"), text: (line) => line.name },
        { label: first.period, text: text("from") },
        { label: last.period, text: text("to") },
      ],
      rows: lines,
    },
    source: sourceOf(payload, format),
    notes: leftOut,
    alt: title,
  }).element;
}

/** Of each area that has no value at one end, the first end that has none. */
function absentEnds(areas: TrendPayload["areas"], periods: readonly string[]): Point[] {
  return areas.flatMap(
    ({ series }) =>
      series.points.find(({ period, value }) => periods.includes(period) && value === null) ?? [],
  );
}
