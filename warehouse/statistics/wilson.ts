/** Wilson score limits, the interval of every proportion (METHODS.md 4.2). */
import { type Interval, requireCount, requireExposure, scaled } from "./interval.ts";
import { zOf } from "./normal.ts";

/**
 * The share events / base with Wilson score limits and no continuity correction.
 * Unit: 0 to 1 times `multiplier` (default 1). The lower limit is exactly 0 when no event happened,
 * the upper exactly `multiplier` when all did. Needs 0 <= events <= base and base > 0, else
 * RangeError. Source: Wilson 1927; Newcombe 1998, method 3.
 */
export function wilson(events: number, base: number, confidence = 0.95, multiplier = 1): Interval {
  return wilsonAt(events, base, zOf(confidence), multiplier);
}

/** The same at a quantile of your own, such as Student's t for surveys of few clusters. */
export function wilsonAt(events: number, base: number, z: number, multiplier = 1): Interval {
  requireShare(events, base);
  const distance = z * Math.sqrt(z * z + 4 * events * (1 - events / base));
  const middle = 2 * events + z * z;
  const divisor = 2 * (base + z * z);
  const value = events / base;
  // The limits enclose the value in theory; rounding may miss it by the last bit.
  const lower = events === 0 ? 0 : Math.min(value, Math.max(0, (middle - distance) / divisor));
  const upper = events === base ? 1 : Math.max(value, Math.min(1, (middle + distance) / divisor));
  return scaled({ value, lower, upper }, multiplier);
}

/** Throws RangeError unless 0 <= events <= base and base > 0. */
export function requireShare(events: number, base: number): void {
  requireExposure(base, "base");
  requireCount(events, "events");
  if (events > base) {
    throw new RangeError(`events "${events}" pass their base "${base}"; a share needs a part.`);
  }
}
