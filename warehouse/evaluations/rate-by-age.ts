/** Rates of one age group where the age of some mothers is unknown: their births are spread. */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import { undefinedBecause } from "./evaluation.ts";
import { withUnknown } from "./proportion.ts";
import { rate } from "./rate.ts";

/**
 * A rate by age whose births of `unknown` age are spread in proportion to the `known` ones (METHODS.md
 * 3 D). The numerator is the births with their part of the unknown, so it may have a fraction.
 */
export function rateByAge(births: string, women: string, known: string, unknown: string) {
  const ageRate = rate(births, women);
  return (sums: Sums, circumstances: Circumstances): Evaluation => {
    const [all, others] = [sums[known] ?? 0, sums[unknown] ?? 0];
    const own = sums[births] ?? null;
    if (all === 0 && others > 0) return undefinedBecause("no_data", own, sums[women] ?? null);
    const spread = all === 0 ? 1 : (all + others) / all;
    const spreadSums = { ...sums, [births]: own === null ? null : own * spread };
    return withUnknown(ageRate(spreadSums, circumstances), others, all, "age_unknown_spread");
  };
}
