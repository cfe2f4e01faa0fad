/** The difference of two proportions with Newcombe's hybrid score limits (METHODS.md 4.6). */
import { type Interval, scaled } from "./interval.ts";
import { squareAndAdd } from "./square-and-add.ts";
import { wilson } from "./wilson.ts";

/**
 * events1 / base1 - events2 / base2, from -1 to 1 times `multiplier`, without continuity
 * correction. Each pair needs 0 <= events <= base and base > 0, else RangeError.
 * Source: Newcombe 1998, Statistics in Medicine 17:873, method 10.
 */
export function differenceOfProportions(
  events1: number,
  base1: number,
  events2: number,
  base2: number,
  confidence = 0.95,
  multiplier = 1,
): Interval {
  const first = wilson(events1, base1, confidence);
  const second = wilson(events2, base2, confidence);
  return scaled(squareAndAdd(first, second), multiplier);
}
