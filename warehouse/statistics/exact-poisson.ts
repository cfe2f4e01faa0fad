/** Exact limits of a count of events: used below 10 events and by funnel plots at any count. */
import { gammaTail } from "./gamma-tail.ts";
import { type Interval, requireCount } from "./interval.ts";
import { tailOf } from "./normal.ts";

/**
 * Exact Poisson limits of a count, in events; the lower limit of 0 events is 0.
 * RangeError for a negative count. Source: Garwood 1936; METHODS.md 4.3, whose chi-square
 * quantiles are twice these gamma quantiles.
 */
export function exactPoisson(events: number, confidence = 0.95): Interval {
  requireCount(events, "events");
  const tail = tailOf(confidence);
  const lower = events === 0 ? 0 : gammaTail("lower", tail, events);
  const upper = gammaTail("upper", tail, events + 1);
  return { value: events, lower, upper };
}
