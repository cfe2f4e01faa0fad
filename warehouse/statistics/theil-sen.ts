/** The Theil-Sen line: the median slope over all pairs, which a few odd years do not move. */
import { mannKendall } from "./mann-kendall.ts";
import { zOf } from "./normal.ts";

/** One value of a series at its true time, so that gaps count; any unit of time. */
export interface TimedValue {
  readonly time: number;
  readonly value: number;
}

/** A line through a series; the slope is per unit of time. */
export interface TheilSen {
  readonly slope: number;
  /** The value of the line at time 0. */
  readonly intercept: number;
  /** Null when the series is too short for limits at this confidence. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * The line with Sen's limits of the slope. Null below two values. RangeError unless the times
 * rise. Source: Sen 1968; METHODS.md 8.
 */
export function theilSen(series: readonly TimedValue[], confidence = 0.95): TheilSen | null {
  if (series.length < 2) return null;
  const slopes: number[] = [];
  series.forEach((later, j) => {
    if (j > 0 && !(later.time > series[j - 1]!.time)) {
      throw new RangeError(`Time "${later.time}" does not follow its predecessor; sort by time.`);
    }
    for (const earlier of series.slice(0, j)) {
      slopes.push((later.value - earlier.value) / (later.time - earlier.time));
    }
  });
  slopes.sort((a, b) => a - b);
  const values = series.map((point) => point.value);
  const slope = medianOfSorted(slopes);
  const intercept = median(values) - slope * median(series.map((point) => point.time));
  const reach = zOf(confidence) * Math.sqrt(mannKendall(values).variance);
  const at = (position: number) => slopes[halfToEven(position) - 1] ?? null;
  const lower = at((slopes.length - reach) / 2);
  const upper = at((slopes.length + reach) / 2 + 1);
  return { slope, intercept, lower, upper };
}

function median(values: readonly number[]): number {
  return medianOfSorted([...values].sort((a, b) => a - b));
}

function medianOfSorted(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function halfToEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}
