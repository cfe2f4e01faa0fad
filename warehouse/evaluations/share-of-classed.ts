/** Shares of all births by a class that some births lack: the whole keeps them, and says so. */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import { undefinedBecause } from "./evaluation.ts";
import { proportion, withUnknown } from "./proportion.ts";

/**
 * part / whole where the official formula divides by all births, classed or not (METHODS.md 3 D).
 * Births of unknown class are in the whole; when none is classed there is no value.
 */
export function shareOfClassed(part: string, whole: string, unclassed: string) {
  const share = proportion(part, whole);
  return (sums: Sums, circumstances: Circumstances): Evaluation => {
    const [all, others] = [sums[whole] ?? 0, sums[unclassed] ?? 0];
    if (all > 0 && others >= all) return undefinedBecause("no_data", null, all);
    return withUnknown(share(sums, circumstances), others, all - others, "class_unknown_included");
  };
}
