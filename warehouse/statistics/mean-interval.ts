/** Means of quantities, such as the ages of mothers, from sums that add up over areas (4.9). */
import { type Interval, requireCount, scaled } from "./interval.ts";
import { tOf } from "./student-t.ts";

/** A mean with the spread of the values that it comes from. */
export interface MeanInterval extends Interval {
  readonly standardDeviation: number;
}

/**
 * The mean of `count` values with Student limits, from their sum and their sum of squares. Null
 * below two values. RangeError for a negative count.
 */
export function meanInterval(
  count: number,
  sum: number,
  sumOfSquares: number,
  confidence = 0.95,
  multiplier = 1,
): MeanInterval | null {
  requireCount(count, "count");
  if (count < 2) return null;
  const value = sum / count;
  // Equal values leave a trace of rounding, on either side of zero.
  const variance = Math.max(0, sumOfSquares - sum * value) / (count - 1);
  const reach = tOf(confidence, count - 1) * Math.sqrt(variance / count);
  const interval = { value, lower: value - reach, upper: value + reach };
  return {
    ...scaled(interval, multiplier),
    standardDeviation: Math.sqrt(variance) * multiplier,
  };
}
