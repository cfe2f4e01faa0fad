/** Parts of a whole: shares with Wilson limits, and shares of complete counts without limits. */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation, NullReason, ReliabilityFlag } from "../estimate.ts";
import { wilson } from "../statistics/wilson.ts";
import { chanceFlags, undefinedBecause } from "./evaluation.ts";

/** Below this base a proportion is flagged (METHODS.md section 5). */
const smallBase = 30;

/** multiplier × part / whole with Wilson limits (METHODS.md 4.2); a part above its whole is null. */
export function proportion(part: string, whole: string) {
  return (sums: Sums, { multiplier, confidence }: Circumstances): Evaluation => {
    const sides = sidesOf(sums[part] ?? null, sums[whole] ?? null);
    if ("reason" in sides) return sides;
    const { numerator, denominator } = sides;
    const interval = wilson(numerator, denominator, confidence, multiplier);
    const flags = chanceFlags(numerator, interval, denominator);
    return {
      ...interval,
      numerator,
      denominator,
      intervalMethod: "wilson",
      reason: null,
      flags: denominator < smallBase ? [...flags, "small_base"] : flags,
    };
  };
}

/** The same of a complete count, such as the villages of a county: no interval (METHODS.md 4.1). */
export function completeShare(part: string, whole: string) {
  return (sums: Sums, { multiplier }: Circumstances): Evaluation => {
    const sides = sidesOf(sums[part] ?? null, sums[whole] ?? null);
    if ("reason" in sides) return sides;
    const { numerator, denominator } = sides;
    const value = (multiplier * numerator) / denominator;
    return { ...undefinedBecause("complete_enumeration", numerator, denominator), value };
  };
}

/** The same per person of the mean population, the person-years over the length of the period. */
export function shareOfPopulation(part: string, personYears: string) {
  const share = proportion("part", "population");
  return (sums: Sums, circumstances: Circumstances): Evaluation => {
    const lived = sums[personYears] ?? null;
    if (lived === null) return undefinedBecause("exposure_missing", sums[part] ?? null);
    const population = lived / circumstances.years;
    return share({ part: sums[part] ?? null, population }, circumstances);
  };
}

/**
 * A share of those whose category is known. `unknown` names the sum of the others, who are told by
 * the flag and the share; when nobody's is known there is no value.
 */
export function shareOfKnown(part: string, known: string, unknown: string, flag: ReliabilityFlag) {
  const share = proportion(part, known);
  return (sums: Sums, circumstances: Circumstances): Evaluation => {
    const others = sums[unknown] ?? 0;
    if (others > 0 && !sums[known]) return undefinedBecause("no_data", sums[part] ?? null);
    return withUnknown(share(sums, circumstances), others, sums[known] ?? 0, flag);
  };
}

/**
 * A share of visits, where one person may count several times: Wilson's limits are too narrow then,
 * and without the number of visits per person it is only said (METHODS.md 3.2).
 */
export function visitShare(part: string, whole: string) {
  const share = proportion(part, whole);
  return (sums: Sums, circumstances: Circumstances): Evaluation => {
    const evaluation = share(sums, circumstances);
    if (evaluation.value === null) return evaluation;
    return { ...evaluation, flags: [...evaluation.flags, "visits_not_persons"] };
  };
}

/** Adds the flag and the share of the unknown in known + unknown, where there are any. */
export function withUnknown(
  evaluation: Evaluation,
  unknown: number,
  known: number,
  flag: ReliabilityFlag,
): Evaluation {
  const unknownShare = known + unknown > 0 ? unknown / (known + unknown) : 0;
  const flags = unknown > 0 && evaluation.value !== null ? [flag] : [];
  return { ...evaluation, flags: [...evaluation.flags, ...flags], unknownShare };
}

/** Both sides of a share, or why there is none (METHODS.md 2.3). */
function sidesOf(
  numerator: number | null,
  denominator: number | null,
): { readonly numerator: number; readonly denominator: number } | Evaluation {
  const because = (reason: NullReason) => undefinedBecause(reason, numerator, denominator);
  if (Math.min(numerator ?? 0, denominator ?? 0) < 0) return because("negative_input");
  if (denominator === 0) return because("zero_denominator");
  if (numerator === null || denominator === null) return because("no_data");
  // Shares of divided areas do not add up to the last digit.
  if (numerator > denominator * (1 + 1e-9)) return because("inconsistent_input");
  return { numerator: Math.min(numerator, denominator), denominator };
}
