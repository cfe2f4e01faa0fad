/** Money over money or over people: a complete count, so it has no interval (METHODS.md 4.1). */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import { undefinedBecause } from "./evaluation.ts";

/** multiplier × amount / base. */
export function ratioOfAmounts(amount: string, base: string) {
  return (sums: Sums, { multiplier }: Circumstances): Evaluation =>
    complete(sums[amount] ?? null, sums[base] ?? null, multiplier, "no_data");
}

/**
 * amount / mean population, the person-years of the period over its length in years. Part-year amounts
 * are not annualised; of several years it is the mean of their amounts.
 */
export function amountPerHead(amount: string, personYears: string) {
  return (sums: Sums, { multiplier, years }: Circumstances): Evaluation => {
    const lived = sums[personYears] ?? null;
    const population = lived === null ? null : lived / Math.min(years, 1);
    return complete(sums[amount] ?? null, population, multiplier, "exposure_missing");
  };
}

function complete(
  numerator: number | null,
  denominator: number | null,
  multiplier: number,
  withoutBase: "no_data" | "exposure_missing",
): Evaluation {
  if (numerator === null) return undefinedBecause("no_data", null, denominator);
  if (denominator === null) return undefinedBecause(withoutBase, numerator);
  if (denominator <= 0) return undefinedBecause("zero_denominator", numerator, denominator);
  const value = (multiplier * numerator) / denominator;
  return {
    ...undefinedBecause("complete_enumeration", numerator, denominator),
    value,
  };
}
