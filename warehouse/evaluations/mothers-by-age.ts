/** Births and woman-years by age group from the sums of a measure: what fertility is made of. */
import type { Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import type { MotherAgeGroup } from "../statistics/total-fertility.ts";
import { undefinedBecause } from "./evaluation.ts";

export interface Mothers {
  readonly groups: readonly MotherAgeGroup[];
  /** Births to mothers of known and of unknown age. */
  readonly known: number;
  readonly unknown: number;
  /** Woman-years of all groups. */
  readonly denominator: number;
}

/**
 * Sums are named `births15` … `births45`, `women15` … `women45` and `birthsUnknownAge`. Gives the
 * reason instead when no birth or not every age's exposure is known.
 */
export function mothersByAge(ages: readonly number[], sums: Sums): Mothers | Evaluation {
  const births = ages.map((age) => sums[`births${age}`] ?? null);
  const women = ages.map((age) => sums[`women${age}`] ?? null);
  const known = births.reduce<number>((total, count) => total + (count ?? 0), 0);
  const unknown = sums.birthsUnknownAge ?? 0;
  if (births.every((count) => count === null)) return undefinedBecause("no_data");
  if (women.some((count) => count === null)) return undefinedBecause("exposure_missing", known);
  if (known === 0 && unknown > 0) return undefinedBecause("no_data", unknown);
  return {
    groups: ages.map((age, i) => ({ age, births: births[i] ?? 0, women: women[i]! })),
    known,
    unknown,
    denominator: women.reduce<number>((total, count) => total + count!, 0),
  };
}
