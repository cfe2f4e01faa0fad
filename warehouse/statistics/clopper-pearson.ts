/** Clopper-Pearson limits of a proportion, offered beside Wilson and used by exact rate ratios. */
import betaQuantile from "@stdlib/stats-base-dists-beta-quantile";
import { type Interval, scaled } from "./interval.ts";
import { tailOf } from "./normal.ts";
import { requireShare } from "./wilson.ts";

/**
 * The share events / base with exact limits from beta quantiles, 0 to 1 times `multiplier`.
 * Needs 0 <= events <= base and base > 0, else RangeError. Source: Clopper and Pearson 1934;
 * METHODS.md 4.2.
 */
export function clopperPearson(
  events: number,
  base: number,
  confidence = 0.95,
  multiplier = 1,
): Interval {
  requireShare(events, base);
  const tail = tailOf(confidence);
  const others = base - events;
  const lower = events === 0 ? 0 : betaQuantile(tail, events, others + 1);
  const upper = others === 0 ? 1 : betaQuantile(1 - tail, events + 1, others);
  return scaled({ value: events / base, lower, upper }, multiplier);
}
