/** Total fertility and the mean age at childbearing, from births and women by age (4.7). */
import { requireExposure } from "./interval.ts";
import { zOf } from "./normal.ts";
import {
  fewestEvents,
  type StandardisedInterval,
  scaledWithError,
  standardisedRate,
} from "./standardised-rate.ts";

/** One age group of mothers. */
export interface MotherAgeGroup {
  /** The lower bound of the group in years. */
  readonly age: number;
  readonly births: number;
  /** Person-years lived by women of this age. */
  readonly women: number;
}

/** Why there is no figure, spelled as in METHODS.md 2.3. */
export type FertilityNullReason = "no_data" | "zero_denominator" | "too_few_events";

/** A figure with limits, or the reason why there is none: exactly one of the two is null. */
export type FertilityResult =
  | { readonly interval: StandardisedInterval; readonly reason: null }
  | { readonly interval: null; readonly reason: FertilityNullReason };

/**
 * Children per woman: the width of the groups in years times the sum of births / women, with
 * Dobson's limits at equal weights. No figure without age groups (`no_data`), when a group has no
 * women (`zero_denominator`) or below 10 births (`too_few_events`).
 */
export function totalFertility(
  groups: readonly MotherAgeGroup[],
  widthInYears = 5,
  confidence = 0.95,
): FertilityResult {
  const reason = reasonAgainst(groups);
  if (reason !== null) return { interval: null, reason };
  const strata = groups.map((group) => ({
    events: group.births,
    exposure: group.women,
    weight: 1,
  }));
  const mean = standardisedRate(strata, confidence);
  if (mean === null) return { interval: null, reason: "too_few_events" };
  return { interval: scaledWithError(mean, widthInYears * groups.length), reason: null };
}

/**
 * The mean age of mothers in years, weighted by age-specific rates so that the age structure of
 * the women plays no part, with delta-method limits. Same null reasons as total fertility.
 */
export function meanAgeAtChildbearing(
  groups: readonly MotherAgeGroup[],
  widthInYears = 5,
  confidence = 0.95,
): FertilityResult {
  const reason = reasonAgainst(groups);
  if (reason !== null) return { interval: null, reason };
  const middle = (group: MotherAgeGroup) => group.age + widthInYears / 2;
  const rate = (group: MotherAgeGroup) => group.births / group.women;
  const total = sumOf(groups, rate);
  const value = sumOf(groups, (group) => middle(group) * rate(group)) / total;
  const variance = sumOf(
    groups,
    (group) => ((middle(group) - value) ** 2 * group.births) / group.women ** 2,
  );
  const standardError = Math.sqrt(variance) / total;
  const reach = zOf(confidence) * standardError;
  const interval = { value, lower: value - reach, upper: value + reach, standardError };
  return { interval, reason: null };
}

/**
 * The plain mean age of the mothers of these births in years, at the middle of the groups; null
 * below 10 births. It moves with the age structure of the women, so it is not comparable in time.
 */
export function meanAgeOfMothers(
  groups: readonly Omit<MotherAgeGroup, "women">[],
  widthInYears = 5,
): number | null {
  const births = sumOf(groups, (group) => group.births);
  if (births < fewestEvents) return null;
  return sumOf(groups, (group) => (group.age + widthInYears / 2) * group.births) / births;
}

/**
 * Births of women of all ages per woman aged 15 to 49, times `multiplier`; RangeError when there
 * are no such women.
 */
export function generalFertility(groups: readonly MotherAgeGroup[], multiplier = 1): number {
  const women = sumOf(groups, (group) => (group.age >= 15 && group.age < 50 ? group.women : 0));
  requireExposure(women, "women aged 15 to 49");
  return (sumOf(groups, (group) => group.births) / women) * multiplier;
}

function reasonAgainst(groups: readonly MotherAgeGroup[]): FertilityNullReason | null {
  if (groups.length === 0) return "no_data";
  if (groups.some((group) => group.women <= 0)) return "zero_denominator";
  return sumOf(groups, (group) => group.births) < fewestEvents ? "too_few_events" : null;
}

function sumOf<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((sum, item) => sum + amount(item), 0);
}
