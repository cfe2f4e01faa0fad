/** The official accuracy of reported births, a net error of two counts without an interval. */
import type { Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import { reportingAccuracy } from "../statistics/reporting-accuracy.ts";
import { undefinedBecause } from "./evaluation.ts";

/**
 * 100 − |verified − reported| / verified × 100 of the places that were audited, which were counted
 * completely. Misses and false entries cancel out.
 */
export function netAccuracy(reported: string, verified: string) {
  return (sums: Sums): Evaluation => {
    const numerator = sums[reported] ?? null;
    const denominator = sums[verified] ?? null;
    if (Math.min(numerator ?? 0, denominator ?? 0) < 0) {
      return undefinedBecause("negative_input", numerator, denominator);
    }
    if (denominator === 0) return undefinedBecause("zero_denominator", numerator, denominator);
    if (numerator === null || denominator === null) {
      return undefinedBecause("no_data", numerator, denominator);
    }
    const value = reportingAccuracy(numerator, denominator);
    return { ...undefinedBecause("complete_enumeration", numerator, denominator), value };
  };
}
