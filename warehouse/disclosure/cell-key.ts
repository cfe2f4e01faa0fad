/**
 * Keys that make noise repeatable: every record carries a random key, a cell's key is the sum of its
 * records' keys, so that one set of records gets one answer in every query. Source: METHODS.md 11.5;
 * Fraser and Wooton 2005; column wrap as documented for SuperSTAR, the program of ABS TableBuilder.
 */

/** The sum of record or cell keys modulo 2^32: 0 to 4294967295, 0 for no records. */
export function cellKey(keys: Iterable<number>): number {
  let sum = 0;
  for (const key of keys) {
    checkKey(key);
    sum = (sum + key) >>> 0;
  }
  return sum;
}

/** The highest eight bits of a cell key, 0 to 255: the row of a perturbation table. */
export function topByte(key: number): number {
  checkKey(key);
  return key >>> 24;
}

/** How the columns of a perturbation table are used by counts. */
export interface ColumnWrap {
  /** Columns 1 to this one serve the counts 1 to this one. */
  readonly columns: number;
  /** Larger counts take turns in this many of the last columns. */
  readonly turns: number;
}

/** 30 columns; counts above 30 use columns 21 to 30, column 21 + (count mod 10). */
export const defaultColumnWrap: ColumnWrap = { columns: 30, turns: 10 };

/** The column (from 1) for a count of 1 or more. A zero has no column, because it stays zero. */
export function perturbationColumn(count: number, wrap: ColumnWrap = defaultColumnWrap): number {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError("Only whole counts of 1 or more have a column in a perturbation table.");
  }
  if (count <= wrap.columns) return count;
  return wrap.columns - wrap.turns + 1 + (count % wrap.turns);
}

function checkKey(key: number): void {
  if (Number.isInteger(key) && key >= 0 && key < 2 ** 32) return;
  throw new RangeError("A record or cell key is no whole number from 0 to 4294967295.");
}
