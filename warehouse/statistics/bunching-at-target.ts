/**
 * Values that crowd just above a target and are missing just below it: the mark of figures made to
 * pass (METHODS.md 6.1, R11). It flags a set of reports, never one of them.
 */
import { binomialTest } from "./binomial-test.ts";
import { requireExposure } from "./interval.ts";

/** The values on either side of a target. */
export interface Bunching {
  /** Within the width above the target, the target itself included. */
  readonly above: number;
  /** Within the width below the target. */
  readonly below: number;
  /** (above - below) / all values, -1 to 1; null without values. */
  readonly excess: number | null;
  /** Two-sided, exact, against as many above as below; null when there are none. */
  readonly pValue: number | null;
}

/**
 * Counts and tests the values within `width` (default 1 point) of the target. Where lower is
 * better, look for a negative excess. RangeError unless the width is above zero.
 */
export function bunchingAtTarget(values: readonly number[], target: number, width = 1): Bunching {
  requireExposure(width, "width");
  const above = values.filter((value) => value >= target && value <= target + width).length;
  const below = values.filter((value) => value < target && value >= target - width).length;
  const near = above + below;
  return {
    above,
    below,
    excess: values.length === 0 ? null : (above - below) / values.length,
    pValue: near === 0 ? null : binomialTest(above, near, 0.5),
  };
}
