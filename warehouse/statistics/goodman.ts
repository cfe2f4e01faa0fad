/** Limits for all shares of one whole at once, such as every method of a method mix. */
import { type Interval, requireExposure } from "./interval.ts";
import { tailOf } from "./normal.ts";
import { wilson } from "./wilson.ts";

/**
 * The share of each count in their sum, 0 to 1 times `multiplier`, with limits that hold together
 * at the confidence: Wilson's at the level 1 - (1 - confidence) / groups. RangeError without any
 * count. Source: Goodman 1965.
 */
export function goodman(counts: readonly number[], confidence = 0.95, multiplier = 1): Interval[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  requireExposure(total, "the sum of the counts");
  const each = 1 - (2 * tailOf(confidence)) / counts.length;
  return counts.map((count) => wilson(count, total, each, multiplier));
}
