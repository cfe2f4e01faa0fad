/** Events over person-years, and the difference of two such rates. */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import { rateInterval } from "../statistics/rate-interval.ts";
import { squareAndAdd } from "../statistics/square-and-add.ts";
import { chanceFlags, undefinedBecause } from "./evaluation.ts";

/**
 * multiplier × events / exposure with exact or Byar limits (METHODS.md 4.3). Annualised, the exposure
 * is the person-years; of the kind `period` it is the mean population, the person-years over the
 * length of the period in years (2.2), as bulletins print it.
 */
export function rate(events: string, exposure: string) {
  return (sums: Sums, circumstances: Circumstances): Evaluation => {
    const { rateKind, years } = circumstances;
    const lived = sums[exposure] ?? null;
    const denominator = lived === null || rateKind === "annualised" ? lived : lived / years;
    return rateOf(sums[events] ?? null, denominator, circumstances);
  };
}

/** The same of two numbers that are known already. */
export function rateOf(
  numerator: number | null,
  denominator: number | null,
  { multiplier, confidence }: Circumstances,
): Evaluation {
  if (numerator === null) return undefinedBecause("no_data", null, denominator);
  if (denominator === null) return undefinedBecause("exposure_missing", numerator);
  if (numerator < 0) return undefinedBecause("negative_input", numerator, denominator);
  if (denominator <= 0) return undefinedBecause("zero_denominator", numerator, denominator);
  const interval = rateInterval(numerator, denominator, confidence, multiplier);
  return {
    value: interval.value,
    numerator,
    denominator,
    lower: interval.lower,
    upper: interval.upper,
    intervalMethod: interval.method,
    reason: null,
    flags: chanceFlags(numerator, interval, denominator),
  };
}

/**
 * One rate less another, each on the person-years where its own events were reported, with MOVER
 * limits (METHODS.md 4.6). The numerator is the difference of the events.
 */
export function differenceOfRates(
  first: readonly [events: string, exposure: string],
  second: readonly [events: string, exposure: string],
) {
  const [minuend, subtrahend] = [rate(...first), rate(...second)];
  return (sums: Sums, circumstances: Circumstances): Evaluation => {
    const [a, b] = [minuend(sums, circumstances), subtrahend(sums, circumstances)];
    const missing = a.value === null ? a : b.value === null ? b : null;
    if (missing) return undefinedBecause(missing.reason!, null, missing.denominator);
    const interval = squareAndAdd(limitsOf(a), limitsOf(b));
    return {
      ...interval,
      numerator: a.numerator! - b.numerator!,
      denominator: a.denominator,
      intervalMethod: "mover",
      reason: null,
      flags: Math.min(a.numerator!, b.numerator!) < 20 ? ["low_count"] : [],
    };
  };
}

function limitsOf({ value, lower, upper }: Evaluation) {
  return { value: value!, lower: lower!, upper: upper! };
}
