/** The total fertility rate from births and woman-years by age group, with Dobson's limits. */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import { totalFertility } from "../statistics/total-fertility.ts";
import { chanceFlags, undefinedBecause } from "./evaluation.ts";

/**
 * METHODS.md 4.7. Sums are named `births15` … `births45`, `women15` … `women45`; `birthsUnknownAge`
 * are spread in proportion to the known ones and flagged.
 */
export function sumOfFertilityRates(ages: readonly number[]) {
  return (sums: Sums, { confidence }: Circumstances): Evaluation => {
    const births = ages.map((age) => sums[`births${age}`] ?? null);
    const women = ages.map((age) => sums[`women${age}`] ?? null);
    const known = births.reduce<number>((total, count) => total + (count ?? 0), 0);
    const unknown = sums.birthsUnknownAge ?? 0;
    if (births.every((count) => count === null)) return undefinedBecause("no_data");
    if (women.some((count) => count === null)) return undefinedBecause("exposure_missing", known);
    if (known === 0 && unknown > 0) return undefinedBecause("no_data", unknown);
    const spread = known === 0 ? 1 : (known + unknown) / known;
    const groups = ages.map((age, i) => ({
      age,
      births: (births[i] ?? 0) * spread,
      women: women[i]!,
    }));
    const denominator = women.reduce<number>((total, count) => total + count!, 0);
    const { interval, reason } = totalFertility(groups, 5, confidence);
    if (!interval) return undefinedBecause(reason, known + unknown, denominator);
    const flags = chanceFlags(known + unknown, interval, denominator);
    return {
      value: interval.value,
      numerator: known + unknown,
      denominator,
      lower: interval.lower,
      upper: interval.upper,
      intervalMethod: "dobson",
      reason: null,
      flags: unknown > 0 ? [...flags, "age_unknown_spread"] : flags,
    };
  };
}
