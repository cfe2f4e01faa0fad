/** Mean ages of mothers: of the births as they are, and of fertility freed of the women's ages. */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import { meanInterval } from "../statistics/mean-interval.ts";
import { meanAgeAtChildbearing } from "../statistics/total-fertility.ts";
import { undefinedBecause } from "./evaluation.ts";
import { mothersByAge } from "./mothers-by-age.ts";
import { withUnknown } from "./proportion.ts";

/** Fewer events than this make no mean age (METHODS.md section 5). */
const fewestBirths = 10;
/** Ages are known in completed years, half a year less than the age on average. */
const halfYear = 0.5;

/**
 * The mean of ages in completed years, plus half a year, with Student's limits (METHODS.md 4.9), from
 * the births of known age, the sum of their ages and of the squares. `all` names all births.
 */
export function meanAge(known: string, sum: string, squares: string, all: string) {
  return (sums: Sums, { confidence }: Circumstances): Evaluation => {
    const [births, ages, ageSquares] = [sums[known], sums[sum], sums[squares]];
    if (births == null || ages == null || ageSquares == null) return undefinedBecause("no_data");
    if (births === 0) return undefinedBecause("zero_denominator", ages, births);
    const interval =
      births < fewestBirths ? null : meanInterval(births, ages, ageSquares, confidence);
    if (!interval) return undefinedBecause("too_few_events", ages, births);
    const evaluation: Evaluation = {
      value: interval.value + halfYear,
      numerator: ages,
      denominator: births,
      lower: interval.lower + halfYear,
      upper: interval.upper + halfYear,
      intervalMethod: "student",
      reason: null,
      flags: births < 20 ? ["low_count"] : [],
    };
    const unknown = Math.max(0, (sums[all] ?? births) - births);
    return withUnknown(evaluation, unknown, births, "age_unknown_excluded");
  };
}

/**
 * The mean age at childbearing weighted by age-specific rates, with delta-method limits (METHODS.md
 * 4.7). Births of unknown age are left out: they would change no rate against another.
 */
export function meanAgeOfFertility(ages: readonly number[]) {
  return (sums: Sums, { confidence }: Circumstances): Evaluation => {
    const mothers = mothersByAge(ages, sums);
    if (!("groups" in mothers)) return mothers;
    const { groups, known, unknown, denominator } = mothers;
    const { interval, reason } = meanAgeAtChildbearing(groups, 5, confidence);
    if (!interval) return undefinedBecause(reason, known, denominator);
    const evaluation: Evaluation = {
      value: interval.value,
      numerator: known,
      denominator,
      lower: interval.lower,
      upper: interval.upper,
      intervalMethod: "delta",
      reason: null,
      flags: known < 20 ? ["low_count"] : [],
    };
    return withUnknown(evaluation, unknown, known, "age_unknown_excluded");
  };
}
