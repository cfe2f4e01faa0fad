/**
 * Unbiased rounding of a count to a multiple of 3 or 5, the same way every time: fixed by the cell
 * key, because new draws for each query could be averaged away. Tables of rounded counts need not
 * add. Source: METHODS.md 11.4; Stats NZ (base 3) and Statistics Canada (base 5).
 */
import { topByte } from "./cell-key.ts";

/** The multiples to which counts are rounded. */
export type RoundingBase = 3 | 5;

/** The two values a count may be rounded to; equal for a multiple of the base. */
export interface RoundingOutcomes {
  readonly lower: number;
  readonly upper: number;
  readonly probabilityLower: number;
  readonly probabilityUpper: number;
  /** Equals the count. */
  readonly expectedValue: number;
  /** q (base - q) for remainder q, in squared counts. */
  readonly variance: number;
}

/**
 * The multiple of the base for a count with this cell key: up when top byte / 256 < q / base.
 * With 256 rows the upper value comes with probability ceil(256 q / base) / 256, at most 1/256 off.
 */
export function randomRounding(count: number, base: RoundingBase, key: number): number {
  const { lower, upper, probabilityUpper } = roundingOutcomes(count, base);
  return topByte(key) / 256 < probabilityUpper ? upper : lower;
}

/** The outcomes for remainder q: down with probability 1 - q / base, up with q / base. */
export function roundingOutcomes(count: number, base: RoundingBase): RoundingOutcomes {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError("A count to round is negative or no whole number; give whole counts.");
  }
  const remainder = count % base;
  const lower = count - remainder;
  return {
    lower,
    upper: remainder === 0 ? count : lower + base,
    probabilityLower: 1 - remainder / base,
    probabilityUpper: remainder / base,
    expectedValue: count,
    variance: remainder * (base - remainder),
  };
}
