/**
 * Which whole counts or bases can lie behind a printed percentage or mean (GRIM). A figure that no
 * whole number of units reaches was not computed from those units. All in whole numbers, so that
 * ties are ties. Source: Brown and Heathers 2017; METHODS.md 6.5.
 */
import { requirePrintedDecimal } from "./printed-decimal.ts";

/** `rounded` takes either direction at a tie; `truncated` means that digits were cut off. */
export type PrintedReading = "rounded" | "truncated";

/** Whole numbers from the lowest to the highest, both included; the highest may be infinite. */
export interface WholeRange {
  readonly lowest: number;
  readonly highest: number;
}

/**
 * The whole counts k >= 0 for which `multiplier` * k / base prints as the text, base a whole number
 * above 0; null when there is none. A count may pass its base. RangeError for text that is no
 * number or a base or multiplier that is not a whole number above zero.
 */
export function reachableCounts(
  printed: string,
  base: number,
  multiplier = 100,
  reading: PrintedReading = "rounded",
): WholeRange | null {
  const { low, high, per } = edges(printed, multiplier, reading);
  const units = wholeOf(base, "base");
  // low <= 2 k per / base <= high, the upper edge itself out when digits were cut off.
  const lowest = ceilingOf(low * units, 2n * per);
  const highest = floorOf(high * units - (reading === "truncated" ? 1n : 0n), 2n * per);
  return rangeOf(lowest < 0n ? 0n : lowest, highest);
}

/**
 * The whole bases n >= 1 for which `multiplier` * count / n prints as the text: 807 as 89.6 %
 * needs a base of 901. A print of 0 has no highest base (Infinity); null when there is no base.
 * RangeError for text that is no number or a count that is not a whole number above zero.
 */
export function reachableBases(
  printed: string,
  count: number,
  multiplier = 100,
  reading: PrintedReading = "rounded",
): WholeRange | null {
  const { low, high, per } = edges(printed, multiplier, reading);
  if (high <= 0n) return null;
  const scaledCount = 2n * per * wholeOf(count, "count");
  const lowest = ceilingOf(scaledCount, high);
  const isOut = reading === "truncated" && lowest * high === scaledCount;
  const first = isOut ? lowest + 1n : lowest;
  if (low <= 0n) return { lowest: Number(first), highest: Number.POSITIVE_INFINITY };
  return rangeOf(first, floorOf(scaledCount, low));
}

/** True when some k of n units, 0 <= k <= n, has the printed percentage. Errors as above. */
export function grimPercent(
  printed: string,
  base: number,
  reading: PrintedReading = "rounded",
): boolean {
  const counts = reachableCounts(printed, base, 100, reading);
  return counts !== null && counts.lowest <= base;
}

/** True when `base` whole numbers, none negative, can have the printed mean. Errors as above. */
export function grimMean(
  printed: string,
  base: number,
  reading: PrintedReading = "rounded",
): boolean {
  return reachableCounts(printed, base, 1, reading) !== null;
}

/** Twice the printed number -+ half a unit of its last digit, in units of that digit. */
function edges(printed: string, multiplier: number, reading: PrintedReading) {
  const { digits, decimals } = requirePrintedDecimal(printed);
  const per = wholeOf(multiplier, "multiplier") * 10n ** BigInt(decimals);
  const twice = 2n * digits;
  if (reading === "rounded") return { low: twice - 1n, high: twice + 1n, per };
  return { low: twice, high: twice + 2n, per };
}

function rangeOf(lowest: bigint, highest: bigint): WholeRange | null {
  return lowest > highest ? null : { lowest: Number(lowest), highest: Number(highest) };
}

function wholeOf(number: number, name: string): bigint {
  if (!(Number.isSafeInteger(number) && number > 0)) {
    throw new RangeError(`${name} is "${number}"; give a whole number above zero.`);
  }
  return BigInt(number);
}

/** The divisor is above zero; BigInt division alone would round towards zero. */
function floorOf(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

function ceilingOf(dividend: bigint, divisor: bigint): bigint {
  return -floorOf(-dividend, divisor);
}
