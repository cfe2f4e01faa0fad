/** The interval of every count and rate: exact below 10 events, Byar from 10 on (4.3). */
import { byar } from "./byar.ts";
import { exactPoisson } from "./exact-poisson.ts";
import { type Interval, requireExposure } from "./interval.ts";

/** Which formula made the limits of a rate. */
export type RateMethod = "exact" | "byar";

/** A rate with its limits and the formula that made them. */
export interface RateInterval extends Interval {
  readonly method: RateMethod;
}

/**
 * events / exposure with limits, per unit of exposure times `multiplier` (default 1). A rate may
 * pass the multiplier and is not capped. The method is chosen by the count unless one is named.
 * For a count alone give the exposure 1. RangeError for negative events or no exposure.
 */
export function rateInterval(
  events: number,
  exposure: number,
  confidence = 0.95,
  multiplier = 1,
  method: RateMethod | "auto" = "auto",
): RateInterval {
  requireExposure(exposure, "exposure");
  const chosen = method === "auto" ? (events < 10 ? "exact" : "byar") : method;
  const count = chosen === "exact" ? exactPoisson(events, confidence) : byar(events, confidence);
  const scale = multiplier / exposure;
  return {
    value: (events / exposure) * multiplier,
    lower: count.lower * scale,
    upper: count.upper * scale,
    method: chosen,
  };
}
