/**
 * Indirect standardisation: the events of an area against those it would have at the rates of a
 * reference, for areas too small for age-specific rates of their own (METHODS.md 4.4).
 */
import { type Interval, requireCount, requireExposure, scaled } from "./interval.ts";
import { type RateMethod, rateInterval } from "./rate-interval.ts";

/** One group: the area's own exposure and what happened in the reference. */
export interface ReferenceStratum {
  /** Person-years of the area; may be 0. */
  readonly exposure: number;
  readonly referenceEvents: number;
  /** Above zero. */
  readonly referenceExposure: number;
}

/** Observed against expected, and the rate that this means. */
export interface IndirectlyStandardised {
  /** The events that the area would have at the rates of the reference. */
  readonly expected: number;
  /** The crude rate of the reference, per unit of exposure. */
  readonly referenceRate: number;
  /** Observed / expected, 1 for the level of the reference. */
  readonly ratio: Interval & { readonly method: RateMethod };
  /** The ratio times the rate of the reference, per unit of exposure. */
  readonly rate: Interval;
}

/**
 * Compares the observed events with the expected ones; limits from the count observed, exact below
 * 10 and Byar from 10 on, the reference taken as known. Null when nothing is expected. RangeError
 * for a negative count or a group of the reference without exposure.
 */
export function indirectStandardisation(
  observed: number,
  strata: readonly ReferenceStratum[],
  confidence = 0.95,
): IndirectlyStandardised | null {
  let [expected, events, exposure] = [0, 0, 0];
  for (const stratum of strata) {
    requireCount(stratum.exposure, "exposure");
    requireCount(stratum.referenceEvents, "referenceEvents");
    requireExposure(stratum.referenceExposure, "referenceExposure");
    expected += (stratum.exposure * stratum.referenceEvents) / stratum.referenceExposure;
    events += stratum.referenceEvents;
    exposure += stratum.referenceExposure;
  }
  requireCount(observed, "observed");
  if (expected === 0) return null;
  const referenceRate = events / exposure;
  const ratio = rateInterval(observed, expected, confidence);
  const { value, lower, upper } = ratio;
  return {
    expected,
    referenceRate,
    ratio,
    rate: scaled({ value, lower, upper }, referenceRate),
  };
}
