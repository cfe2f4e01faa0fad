/** What a ranking tells beside ranks: tiers that chance cannot part, and rates drawn to the mean. */
import type { Measure } from "./define-measure.ts";
import type { Estimate } from "./estimate.ts";
import { empiricalBayes } from "./statistics/empirical-bayes.ts";

/** A rate shrunken by empirical Bayes, in the measure's unit; for maps and screening only. */
export interface Shrunken {
  readonly value: number;
  /** Null where the areas differ by chance alone. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The shrunken rate of each estimate; null for what is no rate, and below five areas. */
export function shrunkenRates(
  { chance, multiplier }: Measure,
  estimates: readonly Estimate[],
): (Shrunken | null)[] {
  const isRate = chance === "rate" && estimates.every(({ denominator }) => (denominator ?? 0) > 0);
  const shrunken = isRate
    ? empiricalBayes(
        estimates.map(({ numerator, denominator }) => ({
          events: numerator!,
          exposure: denominator!,
        })),
      )
    : null;
  const scaled = (value: number | null) => (value === null ? null : value * multiplier);
  return estimates.map((_, i) => {
    const area = shrunken?.areas[i];
    if (!area) return null;
    return { value: area.value * multiplier, lower: scaled(area.lower), upper: scaled(area.upper) };
  });
}

/**
 * The tiers of entries in order of rank, from 1: an area begins a new one when its rank interval lies
 * wholly behind that of the tier's first. Null without intervals.
 */
export function tiersOf(
  entries: readonly { readonly rankLower: number | null; readonly rankUpper: number | null }[],
): (number | null)[] {
  let tier = 0;
  let behind = 0;
  return entries.map(({ rankLower, rankUpper }) => {
    if (rankLower === null || rankUpper === null) return null;
    if (tier === 0 || rankLower > behind) {
      tier++;
      behind = rankUpper;
    }
    return tier;
  });
}
