/** The total fertility rate from births and woman-years by age group, with Dobson's limits. */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import { totalFertility } from "../statistics/total-fertility.ts";
import { chanceFlags, undefinedBecause } from "./evaluation.ts";
import { mothersByAge } from "./mothers-by-age.ts";
import { withUnknown } from "./proportion.ts";

/**
 * METHODS.md 4.7, of the sums that mothers-by-age.ts names. Births of unknown age are spread in
 * proportion to the known ones and flagged.
 */
export function sumOfFertilityRates(ages: readonly number[]) {
  return (sums: Sums, { confidence }: Circumstances): Evaluation => {
    const mothers = mothersByAge(ages, sums);
    if (!("groups" in mothers)) return mothers;
    const { known, unknown, denominator } = mothers;
    const spread = known === 0 ? 1 : (known + unknown) / known;
    const groups = mothers.groups.map((group) => ({ ...group, births: group.births * spread }));
    const { interval, reason } = totalFertility(groups, 5, confidence);
    if (!interval) return undefinedBecause(reason, known + unknown, denominator);
    const evaluation: Evaluation = {
      value: interval.value,
      numerator: known + unknown,
      denominator,
      lower: interval.lower,
      upper: interval.upper,
      intervalMethod: "dobson",
      reason: null,
      flags: chanceFlags(known + unknown, interval, denominator),
    };
    return withUnknown(evaluation, unknown, known, "age_unknown_spread");
  };
}
