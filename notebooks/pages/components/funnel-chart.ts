/**
 * The funnel: each area's value against the size of its denominator, with the limits that chance
 * alone would keep to. The limits come with the payload; the marks follow the exact tests.
 */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing } from "./figure.js";
import { endOfScale, type Formats, unitAfter } from "./format.js";
import type { FunnelLimit, RankingAnswer, RankingEntry } from "./page-payloads.js";
import type { MeasureInfo, Point } from "./payload.js";
import { placeLabels } from "./place-labels.js";
import {
  drawing,
  narrowBelow,
  plotStyle,
  tipStyle,
  valueAxis,
  verticalAxisMarks,
} from "./plot-theme.js";
import { standing, standingColours } from "./standing.js";
import { describe, isFirm } from "./states.js";

export interface FunnelOptions {
  readonly format: Formats;
  readonly measure: MeasureInfo;
  readonly width: number;
  readonly baselineName: string;
  readonly picked: string;
  readonly height?: number;
}

export function funnelChart(ranking: RankingAnswer, options: FunnelOptions): Drawing {
  const { format, measure, width, baselineName, height = 420 } = options;
  const { baseline, limits } = ranking;
  const entries = ranking.entries.filter(
    ({ point }) => point.value !== null && sizeOf(point) !== null,
  );
  const largest = Math.max(...entries.map(size)) * 1.06;
  const values = [...entries.map(value), ...visibleLimits(limits, entries)];
  const axis = valueAxis(values, { count: 5, zero: false, end: endOfScale(measure) });
  const title = (entry: RankingEntry) =>
    [
      format.name(entry.area),
      describe(entry.point, measure, format),
      `${sizeLabel(measure, format)} ${format.whole(size(entry))}`,
    ].join("\n");
  const plot = Plot.plot({
    width,
    height,
    marginLeft: 0,
    marginRight: width < narrowBelow ? 10 : 76,
    marginTop: 36,
    marginBottom,
    style: plotStyle,
    x: { domain: [0, largest], insetLeft, label: null },
    y: { domain: [...axis.domain], axis: null },
    marks: [
      verticalAxisMarks(axis, unitAfter(measure, format)),
      limitAreas(limits),
      Plot.ruleY([baseline.value ?? 0], { stroke: "var(--ink)", strokeWidth: 1.4 }),
      width < narrowBelow ? null : limitNames(limits, ranking, { format, largest, baselineName }),
      sizeAxis(measure, format),
      areaDots(entries, ranking, options),
      Plot.tip(entries, Plot.pointer({ x: size, y: value, title, ...tipStyle })),
    ],
  });
  const order = [...entries].sort((one, other) => size(one) - size(other));
  return drawing(plot, ({ x, y }) =>
    order.map((entry) => ({
      x: x(size(entry)),
      y: y(value(entry)),
      label: title(entry).replaceAll("\n", format.say("，", ", ")),
    })),
  );
}

const insetLeft = 46;
const marginBottom = 44;
/** Of entries that have both: the others are filtered out first. */
const size = (entry: RankingEntry) => sizeOf(entry.point)!;
const value = (entry: RankingEntry) => entry.point.value!;

function sizeAxis(measure: MeasureInfo, format: Formats): Plot.Markish {
  return Plot.axisX({
    ticks: 4,
    tickFormat: (count: number) => format.whole(count),
    tickSize: 4,
    fill: "var(--ink-3)",
    stroke: "var(--ink-3)",
    label: `${sizeLabel(measure, format)} →`,
    labelAnchor: "center",
    labelArrow: "none",
    labelOffset: 40,
  });
}

/** The areas; those that stand out and the picked one are named. */
function areaDots(
  entries: readonly RankingEntry[],
  { baseline }: RankingAnswer,
  { format, picked, width, height = 420 }: FunnelOptions,
): Plot.Markish[] {
  const colour = (entry: RankingEntry) => standingColours[standing(entry, baseline) ?? "same"];
  const isPicked = (entry: RankingEntry) => entry.area.code === picked;
  const named = entries.filter((entry) => standing(entry, baseline) !== "same" || isPicked(entry));
  const firm = (entry: RankingEntry) => isFirm(entry.point);
  return [
    Plot.dot(entries, {
      x: size,
      y: value,
      r: 5,
      fill: (entry: RankingEntry) => (firm(entry) ? colour(entry) : "var(--paper)"),
      stroke: (entry: RankingEntry) => (firm(entry) ? "var(--paper)" : colour(entry)),
      strokeWidth: 1.4,
    }),
    Plot.dot(entries.filter(isPicked), {
      x: size,
      y: value,
      r: 10,
      stroke: "var(--accent)",
      strokeWidth: 2,
    }),
    (_index, { scales }) => {
      const at = (entry: RankingEntry) => ({
        x: Number(scales.x?.apply(size(entry))),
        y: Number(scales.y?.apply(value(entry))),
      });
      const labels = named.map((entry) => ({
        ...at(entry),
        text: format.name(entry.area),
        first: isPicked(entry),
        radius: isPicked(entry) ? 10 : 5,
      }));
      return placeLabels(labels, [insetLeft, 0, width, height - marginBottom], entries.map(at));
    },
  ];
}

/** What carries the chance: the denominator, the place of an area on the funnel's axis. */
function sizeOf(point: Point): number | null {
  return point.denominator;
}

/** What the funnel's horizontal axis counts: what the formula divides by. */
export function sizeLabel({ formula }: MeasureInfo, format: Formats): string {
  const divided = { zh: /÷([^÷]*)$/.exec(formula.zh)?.[1], en: /\/([^/]*)$/.exec(formula.en)?.[1] };
  const words = (text = "") => text.replace(/[×+].*$/, "").trim();
  return format.opening(
    format.say(words(divided.zh) || "分母", words(divided.en) || "denominator"),
  );
}

/** Limits where the areas are: at small sizes they open so far that all else would flatten. */
function visibleLimits(limits: readonly FunnelLimit[], entries: readonly RankingEntry[]): number[] {
  const smallest = Math.min(...entries.map((entry) => sizeOf(entry.point)!));
  const at = limits.filter((limit) => limit.denominator >= smallest);
  return at.flatMap((limit) => [limit.lower998, limit.upper998]);
}

function limitAreas(limits: readonly FunnelLimit[]): Plot.Markish[] {
  const area = (lower: keyof FunnelLimit, upper: keyof FunnelLimit, fillOpacity: number) =>
    Plot.areaY(limits, {
      x: "denominator",
      y1: lower,
      y2: upper,
      fill: "var(--context)",
      fillOpacity,
      clip: true,
    });
  return [area("lower998", "upper998", 0.13), area("lower95", "upper95", 0.17)];
}

function limitNames(
  limits: readonly FunnelLimit[],
  { baseline }: RankingAnswer,
  { format, largest, baselineName }: { format: Formats; largest: number; baselineName: string },
): Plot.Markish {
  const last = limits.at(-1);
  if (!last || baseline.value === null) return null;
  const names = [
    { y: last.upper998, text: format.say("99.8%界限", "99.8% limit") },
    { y: baseline.value, text: baselineName },
    { y: last.lower95, text: format.say("95%界限", "95% limit") },
  ];
  return Plot.text(names, {
    x: largest,
    y: "y",
    dx: 6,
    textAnchor: "start",
    lineWidth: 6,
    text: "text",
    fill: "var(--ink-2)",
    fontSize: 12,
  });
}
