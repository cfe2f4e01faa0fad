/** One count per another count that does not hold it, such as abortions per live births. */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import { scaled } from "../statistics/interval.ts";
import { zOf } from "../statistics/normal.ts";
import { wilson } from "../statistics/wilson.ts";
import { chanceFlags, undefinedBecause } from "./evaluation.ts";

/**
 * multiplier × part / other with log-normal limits, value × exp(∓ z √(1/a + 1/b)) (METHODS.md 4.5, the
 * option LOG). Without events of the first kind there is no logarithm: Wilson's limits of their share
 * in both, as odds, give 0 with an upper limit.
 */
export function ratioOfCounts(part: string, other: string) {
  return (sums: Sums, { multiplier, confidence }: Circumstances): Evaluation => {
    const numerator = sums[part] ?? null;
    const denominator = sums[other] ?? null;
    if (Math.min(numerator ?? 0, denominator ?? 0) < 0) {
      return undefinedBecause("negative_input", numerator, denominator);
    }
    if (denominator === 0) return undefinedBecause("zero_denominator", numerator, denominator);
    if (numerator === null || denominator === null) {
      return undefinedBecause("no_data", numerator, denominator);
    }
    const limits = scaled(limitsOf(numerator, denominator, confidence), multiplier);
    return {
      ...limits,
      numerator,
      denominator,
      intervalMethod: numerator === 0 ? "wilsonOdds" : "log",
      reason: null,
      flags: chanceFlags(Math.min(numerator, denominator), limits, denominator),
    };
  };
}

function limitsOf(a: number, b: number, confidence: number) {
  if (a === 0) {
    const { upper } = wilson(0, b, confidence);
    return { value: 0, lower: 0, upper: upper / (1 - upper) };
  }
  const factor = Math.exp(zOf(confidence) * Math.sqrt(1 / a + 1 / b));
  return { value: a / b, lower: a / b / factor, upper: (a / b) * factor };
}
