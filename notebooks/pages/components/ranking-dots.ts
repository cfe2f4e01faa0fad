/** The dots of a ranking with their intervals, against the value of all areas together. */
import * as Plot from "npm:@observablehq/plot";
import { endOfScale, type Formats, interval, unitAfter } from "./format.js";
import type { RankingEntry } from "./page-payloads.js";
import type { Point } from "./payload.js";
import { textWidth } from "./place-labels.js";
import {
  narrowBelow,
  plotStyle,
  tickText,
  tipStyle,
  type ValueAxis,
  valueAxis,
} from "./plot-theme.js";
import { pickedRow } from "./rank-intervals.js";
import type { RankingChartOptions, Rows } from "./ranking-chart.js";
import { baselineMarks, heldTo } from "./ranking-references.js";
import { tierLines } from "./ranking-tiers.js";
import { type Standing, standing, standingColours } from "./standing.js";
import { symbolOf } from "./standing-symbols.js";
import { describe, hidesPoint, isFirm, stateMarks } from "./states.js";
import { targetValues } from "./target-lines.js";

/** The row in words: value, interval, parts and place, a line each. */
export function rowTitle(
  { area, point, rank, rankLower, rankUpper }: RankingEntry,
  { format, measure }: RankingChartOptions,
): string {
  const place =
    rank === null
      ? ""
      : rankLower === null || rankUpper === null
        ? format.say(`\n第${rank}位`, `\nrank ${rank}`)
        : format.say(
            `\n第${rank}位（可能为第${rankLower}–${rankUpper}）`,
            `\nrank ${rank} (plausibly ${rankLower}–${rankUpper})`,
          );
  const parts =
    point.numerator === null || point.denominator === null
      ? ""
      : `\n${format.whole(point.numerator)} / ${format.whole(point.denominator)}`;
  return `${format.name(area)}\n${describe(point, measure, format)}${parts}${place}`;
}

/** The left half of the ranking chart. */
export function rankingDots(
  rows: Rows,
  options: RankingChartOptions,
): ReturnType<typeof Plot.plot> {
  const { width, baseline, picked, targets } = options;
  const { entries, marginTop, marginBottom, height } = rows;
  const columns = columnsOf(rows, options);
  const { marginLeft, marginRight, narrow } = columns;
  const known = entries.filter((entry) => entry.point.value !== null);
  const limits = known.flatMap(({ point }) => [point.value, point.lower, point.upper]);
  const axis = valueAxis([...limits, baseline.value, ...targetValues(targets)], {
    count: Math.max(3, Math.min(6, Math.floor((width - marginLeft - marginRight) / 45))),
    zero: false,
    end: endOfScale(options.measure),
  });
  const [x1, x2] = axis.domain;
  const insets = { insetLeft: -marginLeft, insetRight: -marginRight };
  return Plot.plot({
    width,
    height,
    marginLeft,
    marginRight,
    marginTop,
    marginBottom,
    style: plotStyle,
    x: { domain: [x1, x2], label: null },
    y: { type: "band", domain: entries.map(codeOf), axis: null, padding: 0 },
    marks: [
      pickedRow(entries, picked, { x1, x2, ...insets }),
      grid(rows, axis),
      heldTo(options),
      baselineMarks(options),
      tierLines(entries, { x1, x2 }, { rowHeight: rows.rowHeight, ...insets }),
      intervalsAndDots(known, baseline),
      absentRows(entries, options.format),
      rowTexts(entries, options, columns),
      Plot.tip(
        known,
        Plot.pointerY({
          x: (entry: RankingEntry) => entry.point.value,
          y: codeOf,
          title: (entry: RankingEntry) => rowTitle(entry, options),
          anchor: narrow ? "bottom" : "left",
          ...tipStyle,
        }),
      ),
    ],
  });
}

const codeOf = (entry: RankingEntry) => entry.area.code;

/** The fewest pixels that dots and whiskers get beside the limits in figures. */
const leastRoom = 220;

/** The room for names, values and limits beside the dots, in pixels. */
interface Columns {
  readonly narrow: boolean;
  readonly marginLeft: number;
  readonly marginRight: number;
  readonly valueWidth: number;
  readonly showsLimits: boolean;
}

function columnsOf({ entries }: Rows, { format, measure, width }: RankingChartOptions): Columns {
  const narrow = width < narrowBelow - 100;
  const widest = (text: (entry: RankingEntry) => string, size: number) =>
    Math.max(30, ...entries.map((entry) => textWidth(text(entry), size)));
  const nameWidth = widest((entry) => format.name(entry.area), 13.5);
  const limitsWidth = widest((entry) => interval(entry.point, measure, format), 12);
  const unitRoom = width < narrowBelow ? 72 : 110;
  const unitWidth = Math.min(unitRoom, textWidth(unitAfter(measure, format).trim(), 12));
  const valueWidth =
    Math.max(
      widest((entry) => format.name(entry.point), 13),
      unitWidth,
    ) + 24;
  const marginLeft = Math.min(width * 0.4, nameWidth + 14) + (narrow ? 0 : 34);
  // On paper the dots need the room more than the limits, which the whiskers and the table give too.
  const room = width - marginLeft - valueWidth - limitsWidth;
  const hasLimits = entries.some((entry) => entry.point.lower !== null);
  const showsLimits = !narrow && hasLimits && room >= leastRoom;
  return {
    narrow,
    marginLeft,
    marginRight: valueWidth + (showsLimits ? limitsWidth : 0),
    valueWidth,
    showsLimits,
  };
}

function grid({ entries, rowHeight }: Rows, axis: ValueAxis): Plot.Markish[] {
  const [x1, x2] = axis.domain;
  const rules = { y: codeOf, x1, x2, stroke: "var(--grid)", dy: rowHeight / 2 };
  const names = { tickFormat: tickText, tickSize: 0, fill: "var(--ink-3)", label: null };
  return [
    Plot.gridX(axis.ticks, { stroke: "var(--grid)", strokeOpacity: 1 }),
    Plot.axisX(axis.ticks, names),
    Plot.ruleY(entries, rules),
  ];
}

function intervalsAndDots(known: readonly RankingEntry[], baseline: Point): Plot.Markish[] {
  const code = (entry: RankingEntry) => entry.area.code;
  const which = (entry: RankingEntry): Standing => standing(entry, baseline) ?? "same";
  const colour = (entry: RankingEntry) => standingColours[which(entry)];
  const dot = (group: Standing, firm: boolean) =>
    Plot.dot(
      known.filter(
        (entry) =>
          which(entry) === group && isFirm(entry.point) === firm && !hidesPoint(entry.point),
      ),
      {
        y: code,
        x: (entry: RankingEntry) => entry.point.value,
        symbol: symbolOf[group],
        r: group === "same" ? 4.6 : 5.4,
        fill: firm ? colour : "var(--paper)",
        stroke: firm ? "var(--paper)" : colour,
        strokeWidth: firm ? 1 : 2,
      },
    );
  return [
    Plot.ruleY(
      known.filter(({ point }) => point.lower !== null && point.upper !== null),
      {
        y: code,
        x1: (entry: RankingEntry) => entry.point.lower,
        x2: (entry: RankingEntry) => entry.point.upper,
        stroke: colour,
        strokeWidth: 3,
        strokeOpacity: 0.42,
        strokeLinecap: "round",
      },
    ),
    ...(["high", "same", "low"] as const).flatMap((group) => [dot(group, true), dot(group, false)]),
  ];
}

function absentRows(entries: readonly RankingEntry[], format: Formats): Plot.Markish {
  return Plot.text(
    entries.filter((entry) => entry.point.value === null),
    {
      y: (entry: RankingEntry) => entry.area.code,
      frameAnchor: "left",
      dx: 8,
      textAnchor: "start",
      text: (entry: RankingEntry) => `${stateMarks[entry.point.state]} ${format.name(entry.point)}`,
      fill: "var(--ink-3)",
    },
  );
}

function rowTexts(
  entries: readonly RankingEntry[],
  { format, measure, picked }: RankingChartOptions,
  { narrow, marginLeft, marginRight, showsLimits }: Columns,
): Plot.Markish[] {
  const y = codeOf;
  const known = entries.filter((entry) => entry.point.value !== null);
  const atRight = { y, frameAnchor: "right" } as const;
  const name = (isPicked: boolean) =>
    Plot.text(
      entries.filter((entry) => (entry.area.code === picked) === isPicked),
      {
        y,
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        text: (entry: RankingEntry) => format.name(entry.area),
        fill: "var(--ink)",
        fontSize: 13.5,
        fontWeight: isPicked ? 700 : 400,
      },
    );
  return [
    name(true),
    name(false),
    narrow ? null : ranks(entries, marginLeft),
    Plot.text(known, {
      ...atRight,
      dx: 15,
      textAnchor: "start",
      text: (entry: RankingEntry) => format.name(entry.point),
      fill: "var(--ink)",
      fontWeight: 600,
      fontSize: 13,
    }),
    Plot.text([unitAfter(measure, format).trim()], {
      frameAnchor: "top-right",
      dx: 15,
      dy: -7,
      lineAnchor: "bottom",
      textAnchor: "start",
      lineWidth: Math.min(9, (marginRight - 16) / 12),
      fill: "var(--ink-3)",
      fontSize: 12,
    }),
    showsLimits
      ? Plot.text(known, {
          ...atRight,
          dx: marginRight,
          textAnchor: "end",
          text: (entry: RankingEntry) => interval(entry.point, measure, format),
          fill: "var(--ink-3)",
          fontSize: 12,
        })
      : null,
  ];
}

function ranks(entries: readonly RankingEntry[], marginLeft: number): Plot.Markish {
  return Plot.text(entries, {
    y: codeOf,
    frameAnchor: "left",
    dx: -marginLeft + 4,
    textAnchor: "start",
    text: (entry: RankingEntry) => (entry.rank === null ? "" : String(entry.rank)),
    fill: "var(--ink-3)",
    fontSize: 12,
  });
}
