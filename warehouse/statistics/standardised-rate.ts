/** Directly standardised rates with Dobson's limits, or the gamma limits as an option (4.4). */
import { byar } from "./byar.ts";
import { gammaTail } from "./gamma-tail.ts";
import { type Interval, requireCount, requireExposure, scaled } from "./interval.ts";
import { tailOf } from "./normal.ts";

/** One age group: its events, its own exposure and its weight in the standard. */
export interface Stratum {
  readonly events: number;
  /** Person-years, above zero. */
  readonly exposure: number;
  /** The standard population of the group; only its share of the total counts. */
  readonly weight: number;
}

/** A standardised figure with its limits and its standard error, in one unit. */
export interface StandardisedInterval extends Interval {
  readonly standardError: number;
}

/** Below this many events in all groups a standardised figure is `too_few_events`. */
export const fewestEvents = 10;

/**
 * The directly standardised rate per unit of exposure times `multiplier`, with Dobson's limits.
 * Null (`too_few_events`) below 10 events. RangeError for a group without exposure, a negative
 * count or weights that sum to nothing. Source: Dobson et al. 1991.
 */
export function standardisedRate(
  strata: readonly Stratum[],
  confidence = 0.95,
  multiplier = 1,
): StandardisedInterval | null {
  const { events, value, variance } = weightedSum(strata);
  if (events < fewestEvents) return null;
  const count = byar(events, confidence);
  const perEvent = Math.sqrt(variance / events);
  const lower = value + perEvent * (count.lower - events);
  const upper = value + perEvent * (count.upper - events);
  return scaledWithError({ value, lower, upper, standardError: Math.sqrt(variance) }, multiplier);
}

/**
 * The same rate with gamma limits, which stay wide when one rare group carries a great weight.
 * Null below 10 events; errors as above. Source: Fay and Feuer 1997.
 */
export function standardisedRateByGamma(
  strata: readonly Stratum[],
  confidence = 0.95,
  multiplier = 1,
): StandardisedInterval | null {
  const { events, value, variance, largest } = weightedSum(strata);
  if (events < fewestEvents) return null;
  const tail = tailOf(confidence);
  const lower = gammaTail("lower", tail, value ** 2 / variance) * (variance / value);
  const above = value + largest;
  const aboveVariance = variance + largest ** 2;
  const upper = gammaTail("upper", tail, above ** 2 / aboveVariance) * (aboveVariance / above);
  return scaledWithError({ value, lower, upper, standardError: Math.sqrt(variance) }, multiplier);
}

/** The same figure times a positive multiplier, its standard error with it. */
export function scaledWithError(
  interval: StandardisedInterval,
  multiplier: number,
): StandardisedInterval {
  const standardError = interval.standardError * multiplier;
  return { ...scaled(interval, multiplier), standardError };
}

function weightedSum(strata: readonly Stratum[]) {
  const total = strata.reduce((sum, stratum) => sum + stratum.weight, 0);
  requireExposure(total, "the sum of the weights");
  let events = 0;
  let value = 0;
  let variance = 0;
  let largest = 0;
  for (const stratum of strata) {
    requireCount(stratum.events, "events");
    requireCount(stratum.weight, "weight");
    requireExposure(stratum.exposure, "exposure");
    const perEvent = stratum.weight / (total * stratum.exposure);
    events += stratum.events;
    value += perEvent * stratum.events;
    variance += perEvent ** 2 * stratum.events;
    largest = Math.max(largest, perEvent);
  }
  return { events, value, variance, largest };
}
