/** The difference of two rates with MOVER limits, and natural increase, which is one. */
import { type Interval, scaled } from "./interval.ts";
import { rateInterval } from "./rate-interval.ts";
import { squareAndAdd } from "./square-and-add.ts";

/**
 * events1 / exposure1 - events2 / exposure2, per unit of exposure times `multiplier`.
 * Limits by square-and-add over the limits of 4.3. RangeError for negative events or no exposure.
 * Source: Zou and Donner 2008; METHODS.md 4.6.
 */
export function differenceOfRates(
  events1: number,
  exposure1: number,
  events2: number,
  exposure2: number,
  confidence = 0.95,
  multiplier = 1,
): Interval {
  const first = rateInterval(events1, exposure1, confidence);
  const second = rateInterval(events2, exposure2, confidence);
  return scaled(squareAndAdd(first, second), multiplier);
}

/**
 * Births minus deaths over the same person-years, per `multiplier` persons (default 1). Never the
 * difference of two rounded rates. RangeError as above.
 */
export function naturalIncrease(
  births: number,
  deaths: number,
  personYears: number,
  confidence = 0.95,
  multiplier = 1,
): Interval {
  return differenceOfRates(births, personYears, deaths, personYears, confidence, multiplier);
}
