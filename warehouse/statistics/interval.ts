/** The shape that every interval function returns: a value and its limits, in one unit. */

/** A value with its limits; lower <= value <= upper, all in the same unit. */
export interface Interval {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** The same interval with value and limits times a positive multiplier, such as 1000. */
export function scaled<T extends Interval>(interval: T, multiplier: number): T {
  if (multiplier === 1) return interval;
  return {
    ...interval,
    value: interval.value * multiplier,
    lower: interval.lower * multiplier,
    upper: interval.upper * multiplier,
  };
}

/** Throws RangeError unless `count` is a number >= 0; fractions are allowed. */
export function requireCount(count: number, name: string): void {
  if (!(count >= 0 && Number.isFinite(count))) {
    throw new RangeError(`${name} is "${count}"; give a number that is not negative.`);
  }
}

/** Throws RangeError unless `exposure` is a number > 0. */
export function requireExposure(exposure: number, name: string): void {
  if (!(exposure > 0 && Number.isFinite(exposure))) {
    throw new RangeError(`${name} is "${exposure}"; give a number above zero.`);
  }
}
