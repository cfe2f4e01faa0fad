/**
 * The ranking as dots with intervals against the value of all areas, and beside it how far each
 * rank itself is known. Rows are clickable; the picked one is marked in every figure.
 */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing } from "./figure.js";
import { type Formats, interval, unitAfter } from "./format.js";
import type { MeasureInfo, Point, RankingEntry } from "./payload.js";
import { textWidth } from "./place-labels.js";
import { halo, narrowBelow, plotStyle, tickText, tipStyle, verticalAxis } from "./plot-theme.js";
import { pickedRow, rankIntervals } from "./rank-intervals.js";
import { type Standing, standing, standingColours } from "./standing.js";
import { describe, hidesPoint, isFirm, stateMarks } from "./states.js";

export interface RankingChartOptions {
  readonly format: Formats;
  readonly measure: MeasureInfo;
  readonly width: number;
  readonly baseline: Point;
  /** The name of all areas together. */
  readonly baselineName: string;
  /** The code of the highlighted area, or an empty string. */
  readonly picked: string;
  readonly onPick: (code: string) => void;
  readonly normal: readonly [number, number] | null;
}

/** What both halves of the chart need to know of the rows. */
export interface Rows {
  readonly entries: readonly RankingEntry[];
  readonly rowHeight: number;
  readonly marginTop: number;
  readonly marginBottom: number;
  readonly height: number;
}

export function rankingChart(
  entries: readonly RankingEntry[],
  options: RankingChartOptions,
): Drawing {
  const { format, width, onPick } = options;
  const rows = layout(entries, width < narrowBelow);
  const hasRanks = entries.some((entry) => entry.rankLower !== null);
  const rankWidth = hasRanks && width >= narrowBelow ? Math.min(300, width * 0.27) : 0;
  const main = dots(rows, { ...options, width: width - (rankWidth ? rankWidth + 30 : 0) });
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(rows.height));
  svg.setAttribute("viewBox", `0 0 ${width} ${rows.height}`);
  svg.setAttribute("font-size", "12.5");
  svg.append(main.plot);
  if (rankWidth > 0) {
    const ranks = rankIntervals(rows, { ...options, width: rankWidth });
    ranks.setAttribute("x", String(width - rankWidth));
    svg.append(ranks);
  }
  svg.addEventListener("click", (event) => {
    const box = svg.getBoundingClientRect();
    const y = (event.clientY - box.top) * (rows.height / box.height) - rows.marginTop;
    const entry = entries[Math.floor(y / rows.rowHeight)];
    if (y >= 0 && entry) onPick(entry.area.code);
  });
  // The keyboard sends its pointer to the outer drawing; Plot listens on its own.
  for (const type of ["pointermove", "pointerleave"])
    svg.addEventListener(type, (event) => {
      if (event.target === svg)
        main.plot.dispatchEvent(new PointerEvent(type, event as PointerEvent));
    });
  const x = main.plot.scale("x");
  const stops = entries.map((entry, index) => ({
    x: Number(x?.apply(entry.point.value ?? 0) ?? 0),
    y: rows.marginTop + (index + 0.5) * rows.rowHeight,
    label: rowTitle(entry, options).replaceAll("\n", format.say("，", ", ")),
  }));
  return { svg, stops };
}

function layout(entries: readonly RankingEntry[], narrow: boolean): Rows {
  const rowHeight = narrow ? 25 : 27;
  const [marginTop, marginBottom] = [44, 34];
  return {
    entries,
    rowHeight,
    marginTop,
    marginBottom,
    height: entries.length * rowHeight + marginTop + marginBottom,
  };
}

function rowTitle(
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

function dots(rows: Rows, options: RankingChartOptions): { plot: ReturnType<typeof Plot.plot> } {
  const { format, measure, width, baseline, picked, normal } = options;
  const { entries, rowHeight, marginTop, marginBottom, height } = rows;
  const narrow = width < narrowBelow - 100;
  const nameWidth = Math.max(
    ...entries.map((entry) => textWidth(format.name(entry.area), 13.5)),
    30,
  );
  const marginLeft = Math.min(width * 0.4, nameWidth + 14) + (narrow ? 0 : 34);
  const valueWidth =
    Math.max(...entries.map((entry) => textWidth(format.name(entry.point), 13)), 30) + 22;
  const limitsWidth = narrow ? 0 : 96;
  const known = entries.filter((entry) => entry.point.value !== null);
  const axis = verticalAxis(
    known
      .flatMap(({ point }) => [point.value, point.lower, point.upper])
      .concat(baseline.value, normal ?? []),
    narrow ? 3 : 6,
  );
  const code = (entry: RankingEntry) => entry.area.code;
  const plot = Plot.plot({
    width,
    height,
    marginLeft,
    marginRight: valueWidth + limitsWidth,
    marginTop,
    marginBottom,
    style: plotStyle,
    x: { domain: [...axis.domain], label: null },
    y: { type: "band", domain: entries.map(code), axis: null, padding: 0 },
    marks: [
      pickedRow(entries, picked, {
        x1: axis.domain[0],
        x2: axis.domain[1],
        insetLeft: -marginLeft,
        insetRight: -(valueWidth + limitsWidth),
      }),
      normal
        ? Plot.rect([normal], {
            x1: normal[0],
            x2: normal[1],
            fill: "var(--normal)",
            fillOpacity: 0.14,
          })
        : null,
      Plot.gridX(axis.ticks, { stroke: "var(--grid)", strokeOpacity: 1 }),
      Plot.axisX(axis.ticks, {
        tickFormat: tickText,
        tickSize: 0,
        fill: "var(--ink-3)",
        label: null,
      }),
      Plot.ruleY(entries, {
        y: code,
        x1: axis.domain[0],
        x2: axis.domain[1],
        stroke: "var(--grid)",
        dy: rowHeight / 2,
      }),
      baselineMarks(options),
      intervalsAndDots(known, baseline),
      absentRows(entries, format),
      rowTexts(entries, {
        ...options,
        marginLeft,
        valueWidth,
        limitsWidth,
        narrow,
        unit: unitAfter(measure, format),
      }),
      Plot.tip(
        known,
        Plot.pointerY({
          x: (entry: RankingEntry) => entry.point.value,
          y: code,
          title: (entry: RankingEntry) => rowTitle(entry, options),
          anchor: narrow ? "bottom" : "left",
          ...tipStyle,
        }),
      ),
    ],
  });
  return { plot };
}

function baselineMarks({ baseline, baselineName, format }: RankingChartOptions): Plot.Markish[] {
  if (baseline.value === null) return [];
  const { lower, upper, value } = baseline;
  return [
    lower !== null && upper !== null
      ? Plot.rect([baseline], { x1: lower, x2: upper, fill: "var(--ink)", fillOpacity: 0.1 })
      : null,
    Plot.ruleX([value], { stroke: "var(--ink)", strokeWidth: 1.4 }),
    Plot.text([baseline], {
      x: value,
      frameAnchor: "top",
      dy: -7,
      lineAnchor: "bottom",
      text: (point: Point) => `${baselineName} ${format.name(point)}`,
      fontWeight: 700,
      fill: "var(--ink)",
      ...halo,
    }),
  ];
}

function intervalsAndDots(known: readonly RankingEntry[], baseline: Point): Plot.Markish[] {
  const code = (entry: RankingEntry) => entry.area.code;
  const which = (entry: RankingEntry): Standing => standing(entry, baseline) ?? "same";
  const colour = (entry: RankingEntry) => standingColours[which(entry)];
  const symbols = { high: "triangle", same: "circle", low: trianglePointingDown } as const;
  const dot = (group: Standing, firm: boolean) =>
    Plot.dot(
      known.filter(
        (entry) =>
          which(entry) === group && isFirm(entry.point) === firm && !hidesPoint(entry.point),
      ),
      {
        y: code,
        x: (entry: RankingEntry) => entry.point.value,
        symbol: symbols[group],
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

/** Plot has a triangle that points up; this is its mirror, for values below. */
const trianglePointingDown: Plot.SymbolType = {
  draw(context: Parameters<Plot.SymbolImplementation["draw"]>[0], size: number) {
    const unit = Math.sqrt(size / (Math.sqrt(3) * 3));
    context.moveTo(0, unit * 2);
    context.lineTo(-Math.sqrt(3) * unit, -unit);
    context.lineTo(Math.sqrt(3) * unit, -unit);
    context.closePath();
  },
};

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

interface TextOptions extends RankingChartOptions {
  readonly marginLeft: number;
  readonly valueWidth: number;
  readonly limitsWidth: number;
  readonly narrow: boolean;
  readonly unit: string;
}

function rowTexts(entries: readonly RankingEntry[], options: TextOptions): Plot.Markish[] {
  const { format, measure, marginLeft, valueWidth, limitsWidth, narrow, unit, picked } = options;
  const y = (entry: RankingEntry) => entry.area.code;
  const atRight = { y, frameAnchor: "right", textAnchor: "start", fill: "var(--ink)" } as const;
  const heading = {
    lineAnchor: "bottom",
    textAnchor: "start",
    fill: "var(--ink-3)",
    fontSize: 12,
    dy: -7,
  } as const;
  const named = (isPicked: boolean) =>
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
  const known = entries.filter((entry) => entry.point.value !== null);
  return [
    named(true),
    named(false),
    narrow
      ? null
      : Plot.text(entries, {
          y,
          frameAnchor: "left",
          dx: -marginLeft + 4,
          textAnchor: "start",
          text: (entry: RankingEntry) => (entry.rank === null ? "" : String(entry.rank)),
          fill: "var(--ink-3)",
          fontSize: 12,
        }),
    Plot.text(known, {
      ...atRight,
      dx: 15,
      text: (entry: RankingEntry) => format.name(entry.point),
      fontWeight: 600,
      fontSize: 13,
    }),
    Plot.text([unit.trim()], { frameAnchor: "top-right", dx: 15, ...heading, textAnchor: "start" }),
    limitsWidth === 0
      ? null
      : Plot.text(known, {
          ...atRight,
          dx: valueWidth + limitsWidth,
          textAnchor: "end",
          text: (entry: RankingEntry) => interval(entry.point, measure, format),
          fill: "var(--ink-3)",
          fontSize: 12,
        }),
  ];
}
