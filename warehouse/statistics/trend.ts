/** What a series says about its direction, with the least lengths that each figure needs. */
import { autocorrelation } from "./autocorrelation.ts";
import { mannKendall } from "./mann-kendall.ts";
import { type TheilSen, type TimedValue, theilSen } from "./theil-sen.ts";

/** `too_short` below eight values, `no_clear_trend` when chance explains the order. */
export type TrendDirection = "rising" | "falling" | "no_clear_trend" | "too_short";

/** A trend and what it rests on. */
export interface Trend {
  readonly direction: TrendDirection;
  /** Null below five values. */
  readonly line: TheilSen | null;
  /** Two-sided Mann-Kendall; null below eight values. */
  readonly pValue: number | null;
  readonly tau: number | null;
  /** Neighbouring years resemble each other, so p is too small: lag one above 0.3, 15 values. */
  readonly isAutocorrelated: boolean;
}

/** The fewest values that show a slope. */
export const fewestForSlope = 5;

/** The fewest values that show a p value, and so a direction. */
export const fewestForDirection = 8;

/**
 * The trend of values at rising times. Leave out provisional and partial periods and everything
 * before a break in definition. RangeError unless the times rise. Source: METHODS.md 8.
 */
export function trend(series: readonly TimedValue[], confidence = 0.95): Trend {
  const line = series.length < fewestForSlope ? null : theilSen(series, confidence);
  if (series.length < fewestForDirection) {
    return { direction: "too_short", line, pValue: null, tau: null, isAutocorrelated: false };
  }
  const { pValue, tau, s } = mannKendall(series.map((point) => point.value));
  const isClear = pValue < 1 - confidence;
  const direction = !isClear ? "no_clear_trend" : s > 0 ? "rising" : "falling";
  const isAutocorrelated = series.length >= 15 && autocorrelation(residuals(series, line!)) > 0.3;
  return { direction, line, pValue, tau, isAutocorrelated };
}

function residuals(series: readonly TimedValue[], line: TheilSen): number[] {
  return series.map(({ time, value }) => value - line.intercept - line.slope * time);
}
