/** Males per 100 females with Wilson-odds limits and the exact tests against the natural band. */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation, ReliabilityFlag } from "../estimate.ts";
import {
  birthsNeeded,
  sexRatio as sexRatioInterval,
  sexRatioTest,
} from "../statistics/sex-ratio.ts";
import { undefinedBecause } from "./evaluation.ts";
import { withUnknown } from "./proportion.ts";

/** METHODS.md 4.5. `unknown` names the events of unknown sex, which are left out and flagged. */
export function sexRatio(male: string, female: string, unknown: string) {
  return (sums: Sums, { confidence }: Circumstances): Evaluation => {
    const males = sums[male] ?? null;
    const females = sums[female] ?? null;
    if (males === null && females === null) return undefinedBecause("no_data");
    const interval = sexRatioInterval(males ?? 0, females ?? 0, confidence);
    if (!interval) {
      // Births of which none has a known sex are no births of a known ratio: nothing is known.
      const known = (males ?? 0) + (females ?? 0) > 0 || !sums[unknown];
      return undefinedBecause(known ? "zero_denominator" : "no_data", males, females);
    }
    const flags: ReliabilityFlag[] = [];
    if (Math.min(males ?? 0, females ?? 0) < 10) flags.push("very_low_count");
    if ((interval.upper - interval.lower) / interval.value > 1.6) flags.push("wide_interval");
    const { verdict } = sexRatioTest(males ?? 0, females ?? 0);
    if (verdict !== "consistent_with_band") flags.push(verdict);
    const evaluation: Evaluation = {
      value: interval.value,
      numerator: males ?? 0,
      denominator: females ?? 0,
      lower: interval.lower,
      upper: interval.upper,
      intervalMethod: "wilsonOdds",
      reason: null,
      flags,
      eventsNeeded: interval.value > 0 ? birthsNeeded(interval.value) : null,
    };
    const knownBirths = (males ?? 0) + (females ?? 0);
    return withUnknown(evaluation, sums[unknown] ?? 0, knownBirths, "sex_unknown_excluded");
  };
}
