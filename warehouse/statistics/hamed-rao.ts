/**
 * The Mann-Kendall test for series whose neighbours resemble one another, where the plain p value
 * is too small (METHODS.md 8).
 */
import { autocorrelation } from "./autocorrelation.ts";
import { type MannKendall, mannKendall } from "./mann-kendall.ts";
import { twoSidedP, zOf } from "./normal.ts";
import { type TimedValue, theilSen } from "./theil-sen.ts";

/**
 * Tests a series with the variance of S corrected for the autocorrelation of the ranks around the
 * Theil-Sen line, at all lags up to `mostLags` (default all) where it is significant; for seasons
 * take the seasonal test, as opposed months would shrink the variance here. Null below four values,
 * and when the correction leaves no variance. RangeError unless the times rise.
 * Source: Hamed and Rao 1998.
 */
export function mannKendallByHamedRao(
  series: readonly TimedValue[],
  mostLags = Number.POSITIVE_INFINITY,
  confidence = 0.95,
): MannKendall | null {
  const line = theilSen(series, confidence);
  const count = series.length;
  if (line === null || count < 4) return null;
  const plain = mannKendall(series.map((point) => point.value));
  const ranks = ranksOf(series.map(({ time, value }) => value - line.slope * time));
  const significant = zOf(confidence) / Math.sqrt(count);
  let sum = 0;
  for (let lag = 1; lag <= Math.min(mostLags, count - 1); lag++) {
    const correlation = autocorrelation(ranks, lag);
    if (Math.abs(correlation) <= significant) continue;
    sum += (count - lag) * (count - lag - 1) * (count - lag - 2) * correlation;
  }
  const factor = 1 + (2 * sum) / (count * (count - 1) * (count - 2));
  if (factor <= 0) return null;
  const variance = plain.variance * factor;
  const z = plain.s === 0 ? 0 : (plain.s - Math.sign(plain.s)) / Math.sqrt(variance);
  return { ...plain, variance, z, pValue: twoSidedP(z) };
}

/** Ranks from 1, ties sharing their mean rank. */
function ranksOf(values: readonly number[]): number[] {
  const ordered = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length);
  for (let start = 0; start < ordered.length; ) {
    let end = start;
    while (end < ordered.length && values[ordered[end]!] === values[ordered[start]!]) end++;
    for (const index of ordered.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}
