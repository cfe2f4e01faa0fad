/** Exact limits of a count of events: used below 10 events and by funnel plots at any count. */
import chiSquareQuantile from "@stdlib/stats-base-dists-chisquare-quantile";
import { type Interval, requireCount } from "./interval.ts";
import { tailOf } from "./normal.ts";

/**
 * Exact Poisson limits of a count, in events; the lower limit of 0 events is 0.
 * RangeError for a negative count. Source: Garwood 1936 by chi-square quantiles; METHODS.md 4.3.
 */
export function exactPoisson(events: number, confidence = 0.95): Interval {
  requireCount(events, "events");
  const tail = tailOf(confidence);
  const lower = events === 0 ? 0 : chiSquareQuantile(tail, 2 * events) / 2;
  const upper = chiSquareQuantile(1 - tail, 2 * events + 2) / 2;
  return { value: events, lower, upper };
}
