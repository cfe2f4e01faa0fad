/** Limits of a difference from the limits of its two parts, which need not be symmetric (MOVER). */
import type { Interval } from "./interval.ts";

/**
 * first - second, in their common unit: each limit lies the root of the summed squared distances
 * away. The parts are taken as independent. Source: Zou and Donner 2008; Newcombe 1998.
 */
export function squareAndAdd(first: Interval, second: Interval): Interval {
  const value = first.value - second.value;
  return {
    value,
    lower: value - Math.hypot(first.value - first.lower, second.upper - second.value),
    upper: value + Math.hypot(first.upper - first.value, second.value - second.lower),
  };
}
