/** Numbers in the sentences of the audit: `2 462 800`, `3221 to 3223`, `at least 704`. */
import type { Range } from "./range.ts";

/** With as many decimals as asked for; the thousands of five digits and more are set apart. */
export function showNumber(value: number, decimals: number | null = null): string {
  if (value === Number.POSITIVE_INFINITY) return "any number";
  const fixed = decimals === null ? plain(value) : value.toFixed(decimals);
  const [whole, fraction] = fixed.replace("-", "").split(".") as [string, string | undefined];
  const spaced = whole.length > 4 ? whole.replace(/(?<=\d)(?=(\d{3})+$)/g, " ") : whole;
  const sign = value < 0 && Number(fixed) !== 0 ? "−" : "";
  return `${sign}${spaced}${fraction ? `.${fraction}` : ""}`;
}

/** A range in words. */
export function showRange({ low, high }: Range, decimals: number | null = null): string {
  const [first, last] = [showNumber(low, decimals), showNumber(high, decimals)];
  if (low === Number.NEGATIVE_INFINITY) return `at most ${last}`;
  if (high === Number.POSITIVE_INFINITY) return `at least ${first}`;
  if (first === last) return first;
  return `${first} to ${last}`;
}

function plain(value: number): string {
  return String(Number(value.toPrecision(10)));
}
