/** Upper tails of the chi-square distribution, for tests on tables of counts. */
import { requireCount } from "./interval.ts";
import { twoSidedP } from "./normal.ts";

/**
 * P(X >= x) of chi-square on a whole number of degrees of freedom, 0 to 1; keeps its digits in the
 * far tail. RangeError for a negative x or other degrees of freedom. Source: Abramowitz and Stegun
 * 1964, 26.4.4 and 26.4.5: finite sums over half the degrees of freedom.
 */
export function chiSquareTail(x: number, degrees: number): number {
  requireCount(x, "x");
  if (!(Number.isInteger(degrees) && degrees > 0)) {
    throw new RangeError(`degrees is "${degrees}"; give a whole number above zero.`);
  }
  const isOdd = degrees % 2 === 1;
  // Each term is the one before times x over the next odd (or even) number.
  let term = isOdd ? Math.exp(-x / 2) * Math.sqrt((2 * x) / Math.PI) : Math.exp(-x / 2);
  let sum = isOdd ? twoSidedP(Math.sqrt(x)) : 0;
  for (let next = isOdd ? 3 : 2; next <= degrees; next += 2) {
    sum += term;
    term *= x / next;
  }
  return Math.min(1, sum);
}

/** A test of counts against the shares that are expected of them. */
export interface GoodnessOfFit {
  readonly chiSquare: number;
  readonly degrees: number;
  readonly pValue: number;
}

/**
 * Pearson's test of counts against shares that sum to 1. Null when there is nothing to count.
 * RangeError for a negative count.
 */
export function goodnessOfFit(
  counts: readonly number[],
  shares: readonly number[],
): GoodnessOfFit | null {
  for (const count of counts) requireCount(count, "count");
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const chiSquare = counts.reduce((sum, count, i) => {
    const expected = total * shares[i]!;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  const degrees = counts.length - 1;
  return { chiSquare, degrees, pValue: chiSquareTail(chiSquare, degrees) };
}
