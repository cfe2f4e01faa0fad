/** What may be said of a measure's course in one area (METHODS.md sections 4.6 and 8). */
import type { Borders, Breakdown, Category, Estimate, PopulationBase } from "./estimate.ts";
import { parsePeriod } from "./periods.ts";
import { queryEstimates } from "./query-estimates.ts";
import type { Measures } from "./read-measures.ts";
import type { Snapshot } from "./snapshot.ts";
import { squareAndAdd } from "./statistics/square-and-add.ts";
import { trend } from "./statistics/trend.ts";

export type TrendVerdict = "RISING" | "FALLING" | "STEADY" | "CANNOT_TELL";

export interface TrendQuestion {
  readonly measure: string;
  readonly area: string;
  readonly periods: readonly string[];
  readonly by?: readonly Breakdown[] | undefined;
  readonly base?: PopulationBase | null | undefined;
  readonly borders?: Borders | null | undefined;
  readonly confidence?: number | undefined;
}

export interface TrendSeries {
  readonly categories: readonly Category[];
  readonly points: readonly Estimate[];
  /** Last settled value less the first, with limits where both have them. */
  readonly change: number | null;
  readonly changeLower: number | null;
  readonly changeUpper: number | null;
  /** Theil–Sen, per period; null below five settled values. */
  readonly slope: number | null;
  /** Mann–Kendall, two-sided; null below eight settled values. */
  readonly pValue: number | null;
  readonly verdict: TrendVerdict;
}

/** A change within this share of the first value is no change that matters. */
const steadyShare = 0.05;

/** The series of one measure and area, one for each combination of categories. */
export async function assessTrend(
  snapshot: Snapshot,
  measures: Measures,
  question: TrendQuestion,
): Promise<{ readonly series: readonly TrendSeries[] }> {
  const [estimates] = await queryEstimates(snapshot, measures, [
    { ...question, measures: [question.measure], areas: [question.area] },
  ]);
  const groups = new Map<string, Estimate[]>();
  for (const estimate of estimates!) {
    const id = estimate.categories.map((category) => category.code).join("/");
    groups.set(id, [...(groups.get(id) ?? []), estimate]);
  }
  if (groups.size === 0) return { series: [] };
  return { series: [...groups.values()].map((points) => assess(points)) };
}

function assess(points: readonly Estimate[]): TrendSeries {
  const settled = points.filter(isSettled);
  const first = settled[0];
  const last = settled.at(-1);
  const series = settled.map((point) => ({ time: timeOf(point), value: point.value! }));
  const { line, pValue, direction } = trend(series);
  const change = first && last && first !== last ? changeOf(first, last) : null;
  const clear = direction === "rising" ? "RISING" : direction === "falling" ? "FALLING" : null;
  return {
    categories: points[0]!.categories,
    points,
    change: change?.value ?? null,
    changeLower: change?.lower ?? null,
    changeUpper: change?.upper ?? null,
    slope: line?.slope ?? null,
    pValue,
    verdict: clear ?? (change ? verdictOf(change, first!.value!) : "CANNOT_TELL"),
  };
}

/** Provisional, partial and incomplete points are drawn but decide nothing. */
function isSettled(point: Estimate): boolean {
  return point.state === "SHOWN" && !point.provisional && !point.flags.includes("partial_period");
}

/** The order of the point in time, in periods, so that gaps count. */
function timeOf(point: Estimate): number {
  const { from, months } = parsePeriod(point.period);
  return (Math.floor(from / 100) * 12 + (from % 100)) / months;
}

interface Change {
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

function changeOf(first: Estimate, last: Estimate): Change {
  const [before, after] = [limitsOf(first), limitsOf(last)];
  if (before && after) return squareAndAdd(after, before);
  return { value: last.value! - first.value!, lower: null, upper: null };
}

function limitsOf({ value, lower, upper }: Estimate) {
  return lower === null || upper === null ? null : { value: value!, lower, upper };
}

/** Money has no chance in it, so its change counts as it is. */
function verdictOf(change: Change, first: number): TrendVerdict {
  const { value } = change;
  const [lower, upper] = [change.lower ?? value, change.upper ?? value];
  const matters = Math.abs(first) * steadyShare;
  const complete = change.lower === null;
  if (lower > 0 && (!complete || value > matters)) return "RISING";
  if (upper < 0 && (!complete || -value > matters)) return "FALLING";
  return lower >= -matters && upper <= matters ? "STEADY" : "CANNOT_TELL";
}
