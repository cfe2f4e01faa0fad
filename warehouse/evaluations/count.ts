/** A number of events on its own, such as accidents: none at all is a value with an upper limit. */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import { rateInterval } from "../statistics/rate-interval.ts";
import { chanceFlags, undefinedBecause } from "./evaluation.ts";

/** The count with exact limits below 10 and Byar's from 10 on (METHODS.md 4.3). */
export function count(events: string) {
  return (sums: Sums, { multiplier, confidence }: Circumstances): Evaluation => {
    const numerator = sums[events] ?? null;
    if (numerator === null) return undefinedBecause("no_data");
    if (numerator < 0) return undefinedBecause("negative_input", numerator);
    const { value, lower, upper, method } = rateInterval(numerator, 1, confidence, multiplier);
    return {
      value,
      numerator,
      denominator: null,
      lower,
      upper,
      intervalMethod: method,
      reason: null,
      // A count has no denominator that could be small.
      flags: chanceFlags(numerator, { value, lower, upper }, Number.POSITIVE_INFINITY),
    };
  };
}
