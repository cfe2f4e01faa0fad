/**
 * Smooths a series of rates by pooling events and exposure over a window. The mean of the rates is
 * never taken: a month with few people would weigh as much as one with many (METHODS.md 8).
 */
import { requireCount } from "./interval.ts";

/** The events and the exposure of one period; null for a period that nobody reported. */
export type PooledPeriod = { readonly events: number; readonly exposure: number } | null;

/** `centred` needs an odd window, such as 3 or 5 years; `trailing` ends with the period itself. */
export type WindowPlace = "centred" | "trailing";

/**
 * The pooled rate of the window of each period, per unit of exposure times `multiplier`; null where
 * the window is not complete or has no exposure. RangeError for an even centred window, a window
 * below 1 or a negative count.
 */
export function movingAverage(
  series: readonly PooledPeriod[],
  window: number,
  place: WindowPlace = "centred",
  multiplier = 1,
): (number | null)[] {
  if (!(Number.isInteger(window) && window >= 1)) {
    throw new RangeError(`window is "${window}"; give a whole number of periods.`);
  }
  if (place === "centred" && window % 2 === 0) {
    throw new RangeError(`window is "${window}"; a centred window has an odd number of periods.`);
  }
  const after = place === "centred" ? (window - 1) / 2 : 0;
  return series.map((_, i) => {
    const [start, end] = [i + after - window + 1, i + after + 1];
    if (start < 0 || end > series.length) return null;
    return pooledRate(series.slice(start, end), multiplier);
  });
}

function pooledRate(periods: readonly PooledPeriod[], multiplier: number): number | null {
  let [events, exposure] = [0, 0];
  for (const period of periods) {
    if (period === null) return null;
    requireCount(period.events, "events");
    requireCount(period.exposure, "exposure");
    events += period.events;
    exposure += period.exposure;
  }
  return exposure === 0 ? null : (events / exposure) * multiplier;
}
