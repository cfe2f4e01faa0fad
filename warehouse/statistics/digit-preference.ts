/**
 * Last digits of reported counts: made-up or rounded figures end in 0 and 5 more often than counted
 * ones (METHODS.md 6.4). A screening flag, not evidence on a unit.
 */
import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";
import { type GoodnessOfFit, goodnessOfFit } from "./chi-square-tail.ts";

/** How evenly last digits fall. */
export interface DigitPreference extends GoodnessOfFit {
  /** The share that ends in 0 or 5, 0 to 1; about 0.2 by chance. */
  readonly zeroFiveShare: number;
  /** The chance of as many or more of them: one-sided, exact, against 0.2. */
  readonly zeroFivePValue: number;
}

/** Fewer values than this say nothing about last digits. */
export const fewestForDigitPreference = 50;

/**
 * Tests how often values end in 0 to 9 (ten counts) against a tenth each. Null when all are zero.
 * Below 50 values do not use it. RangeError for another number of counts.
 */
export function digitPreference(digitCounts: readonly number[]): DigitPreference | null {
  if (digitCounts.length !== 10) {
    throw new RangeError(`"${digitCounts.length}" counts of last digits; give ten, for 0 to 9.`);
  }
  const fit = goodnessOfFit(digitCounts, new Array<number>(10).fill(0.1));
  if (fit === null) return null;
  const total = digitCounts.reduce((sum, count) => sum + count, 0);
  const zeroFive = digitCounts[0]! + digitCounts[5]!;
  // As a lower tail of the others: one minus the other tail would lose its digits.
  const zeroFivePValue = binomialCdf(total - zeroFive, total, 0.8);
  return { ...fit, zeroFiveShare: zeroFive / total, zeroFivePValue };
}

/**
 * How often 0 to 9 end the whole values of 100 or more; smaller ones are not free to end anywhere.
 * Leave out totals and whatever is computed from other values.
 */
export function lastDigitCounts(values: readonly number[]): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const value of values) {
    if (!(Number.isInteger(value) && value >= 100)) continue;
    const digit = value % 10;
    counts[digit] = counts[digit]! + 1;
  }
  return counts;
}
