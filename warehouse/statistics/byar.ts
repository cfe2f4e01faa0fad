/** Byar's limits of a count of events: a closed form that is exact enough from 10 events on. */
import { type Interval, requireCount } from "./interval.ts";
import { zOf } from "./normal.ts";

/**
 * Byar's approximation to the exact Poisson limits, in events; never below 0.
 * RangeError for a negative count. Source: Breslow and Day 1987; METHODS.md 4.3.
 */
export function byar(events: number, confidence = 0.95): Interval {
  requireCount(events, "events");
  const z = zOf(confidence);
  const next = events + 1;
  const lower =
    events === 0 ? 0 : events * (1 - 1 / (9 * events) - z / (3 * Math.sqrt(events))) ** 3;
  const upper = next * (1 - 1 / (9 * next) + z / (3 * Math.sqrt(next))) ** 3;
  // At one or two events and a high confidence the cube turns negative.
  return { value: events, lower: Math.max(0, lower), upper };
}
