/** The Mann-Kendall test: does a series go one way more often than chance would have it? */
import { twoSidedP } from "./normal.ts";

/** The result of the test over the values that are there. */
export interface MannKendall {
  /** How many values took part. */
  readonly count: number;
  /** Rises minus falls over all pairs. */
  readonly s: number;
  /** The variance of S without a trend, less for ties. */
  readonly variance: number;
  readonly z: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Kendall's tau-b, -1 to 1; null for a constant or a single value. */
  readonly tau: number | null;
}

/** Tests a series in time order; missing values (null) are skipped. Source: METHODS.md 8. */
export function mannKendall(series: readonly (number | null)[]): MannKendall {
  const values = series.filter((value) => value !== null);
  const count = values.length;
  let s = 0;
  values.forEach((later, j) => {
    for (let i = 0; i < j; i++) s += Math.sign(later - values[i]!);
  });
  const ties = tieSizes(values);
  const weightOf = (n: number) => n * (n - 1) * (2 * n + 5);
  const pairsOf = (n: number) => (n * (n - 1)) / 2;
  const variance = (weightOf(count) - sumOver(ties, weightOf)) / 18;
  const z = s === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  const untied = pairsOf(count) - sumOver(ties, pairsOf);
  const tau = untied > 0 ? s / Math.sqrt(untied * pairsOf(count)) : null;
  return { count, s, variance, z, pValue: twoSidedP(z), tau };
}

function tieSizes(values: readonly number[]): number[] {
  const sizes = new Map<number, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes.values()];
}

function sumOver(sizes: readonly number[], amount: (size: number) => number): number {
  return sizes.reduce((sum, size) => sum + amount(size), 0);
}
