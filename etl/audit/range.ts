/**
 * Ranges of numbers, ends included and maybe infinite: what a rounded, bounded or unknown figure can
 * be. Sums, products and quotients of ranges bound a recomputed figure (interval arithmetic).
 */

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Everything: nothing is known. */
export const anything: Range = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** The range of one number. */
export function rangeAt(value: number): Range {
  return { low: value, high: value };
}

/** Whether nothing at all is known of it. */
export function isUnbounded({ low, high }: Range): boolean {
  return low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY;
}

/** Whether the ranges share a number; a hair of binary fractions does not keep them apart. */
export function overlap(a: Range, b: Range): boolean {
  return a.low <= b.high + hair(b.high) && b.low <= a.high + hair(a.high);
}

/** The whole numbers of a range that are not negative; null when there is none. */
export function wholeNumbersIn({ low, high }: Range): Range | null {
  const first = Math.max(0, Math.ceil(low - hair(low)));
  const last = Math.floor(high + hair(high));
  return first > last ? null : { low: first, high: last };
}

export function addRanges(a: Range, b: Range): Range {
  return { low: a.low + b.low, high: a.high + b.high };
}

export function subtractRanges(a: Range, b: Range): Range {
  return { low: a.low - b.high, high: a.high - b.low };
}

export function multiplyRanges(a: Range, b: Range): Range {
  return hull([a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]);
}

/** Everything when the divisor may be zero inside; at its edge one side is open. */
export function divideRanges(a: Range, b: Range): Range {
  if (b.low < 0 && b.high > 0) return anything;
  if (b.low === 0 && b.high === 0) return anything;
  const inverse = {
    low: b.high === 0 ? Number.NEGATIVE_INFINITY : 1 / b.high,
    high: b.low === 0 ? Number.POSITIVE_INFINITY : 1 / b.low,
  };
  // Dividing the ends themselves keeps 1083 / 1083 = 1 where 1083 × (1 / 1083) might not.
  if (b.low > 0 && a.low >= 0 && Number.isFinite(b.high)) {
    return { low: a.low / b.high, high: a.high / b.low };
  }
  return multiplyRanges(a, inverse);
}

/** 0 × ∞ is 0 here: no events among however many people are none. */
function hull(products: readonly number[]): Range {
  const known = products.map((product) => (Number.isNaN(product) ? 0 : product));
  return { low: Math.min(...known), high: Math.max(...known) };
}

function hair(end: number): number {
  return Number.isFinite(end) ? Math.abs(end) * 1e-11 + 1e-12 : 0;
}
