/** A share of births with those of earlier years that were registered in this one (003 formula 8). */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import { undefinedBecause } from "./evaluation.ts";
import { shareOfClassed } from "./share-of-classed.ts";

/**
 * (within + late within) / (births + late births). Late births are known by calendar year alone: a
 * month's late births and the births of the months before would count twice, so every other period
 * is `not_applicable`. Sums: `within`, `births`, `unclassed`, and the same with `late`.
 */
export function shareWithLateBirths() {
  const share = shareOfClassed("within", "births", "unclassed");
  return (sums: Sums, circumstances: Circumstances): Evaluation => {
    if (!circumstances.isCalendarYear) return undefinedBecause("not_applicable");
    const both = (timely: string, late: string) => {
      const [a, b] = [sums[timely] ?? null, sums[late] ?? null];
      return a === null || b === null ? null : a + b;
    };
    const total = {
      within: both("within", "lateWithin"),
      births: both("births", "lateBirths"),
      unclassed: both("unclassed", "lateUnclassed"),
    };
    return share(total, circumstances);
  };
}
