/**
 * First digits against Benford's law: a screening flag for whole sets of counts, never evidence on
 * a unit. Counts of villages are bounded and need not follow it (METHODS.md 6.4).
 */
import { type GoodnessOfFit, goodnessOfFit } from "./chi-square-tail.ts";

/** Nigrini's reading of the mean absolute deviation. */
export type BenfordConformity = "close" | "acceptable" | "marginal" | "nonconformity";

/** How well first digits follow the law. */
export interface BenfordFit extends GoodnessOfFit {
  /** The mean over the nine digits of |share - expected share|. */
  readonly meanDeviation: number;
  readonly conformity: BenfordConformity;
}

/**
 * Tests how often 1 to 9 lead (nine counts). Null when all are zero. Ask `benfordApplies` first.
 * Source: Benford 1938; bands 0.006, 0.012 and 0.015 by Nigrini 2012.
 */
export function benford(digitCounts: readonly number[]): BenfordFit | null {
  if (digitCounts.length !== 9) {
    throw new RangeError(`"${digitCounts.length}" counts of first digits; give nine, for 1 to 9.`);
  }
  const fit = goodnessOfFit(digitCounts, expectedShares);
  if (fit === null) return null;
  const total = digitCounts.reduce((sum, count) => sum + count, 0);
  const meanDeviation =
    digitCounts.reduce((sum, count, i) => sum + Math.abs(count / total - expectedShares[i]!), 0) /
    9;
  return { ...fit, meanDeviation, conformity: conformityOf(meanDeviation) };
}

/** True for 300 or more values above zero whose largest is 1,000 times the smallest or more. */
export function benfordApplies(values: readonly number[]): boolean {
  const positive = values.filter((value) => value > 0);
  if (positive.length < fewestForBenford) return false;
  const [least, most] = positive.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, 0],
  );
  return most / least >= 1000;
}

/** How often 1 to 9 lead the values above zero. */
export function firstDigitCounts(values: readonly number[]): number[] {
  const counts = new Array<number>(9).fill(0);
  for (const value of values) {
    if (!(value > 0 && Number.isFinite(value))) continue;
    const digit = Number(value.toExponential()[0]);
    counts[digit - 1] = counts[digit - 1]! + 1;
  }
  return counts;
}

/** Fewer values than this say nothing about first digits. */
export const fewestForBenford = 300;

const expectedShares = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => Math.log10(1 + 1 / digit));

function conformityOf(deviation: number): BenfordConformity {
  if (deviation <= 0.006) return "close";
  if (deviation <= 0.012) return "acceptable";
  return deviation <= 0.015 ? "marginal" : "nonconformity";
}
