/** What every reader hands back, and the place of rows in the file at a few bytes a row. */
import type { BrokenRow } from "./read-extract.ts";

export interface ReadRows {
  readonly header: readonly string[];
  readonly encoding: string | null;
  readonly rowsRead: number;
  readonly broken: readonly BrokenRow[];
  readonly warnings: readonly string[];
  lineOf(row: number): number;
  byteOffsetOf(row: number): number | null;
}

/** Most columns that a file may have. */
export const maximumColumns = 2000;
/** Longest row, in bytes of UTF-8. */
export const maximumRowBytes = 1024 * 1024;
/** Most a compressed file may grow; texts of registers shrink ten to thirty times. */
export const maximumInflation = 100;
/** What may always be unpacked, whatever the ratio. */
export const alwaysInflated = 32 * 1024 * 1024;

/**
 * The line of every row. Rows mostly follow each other line by line, so only the rows that do not
 * (after blank lines, newlines inside quotes) are kept: 16 bytes each.
 */
export class RowLines {
  #rows = new Float64Array(64);
  #lines = new Float64Array(64);
  #count = 0;
  #expected = Number.NaN;

  /** Rows must be added in order, each one after the one before. */
  add(row: number, line: number): void {
    const ahead = line - row;
    if (ahead === this.#expected) return;
    this.#expected = ahead;
    if (this.#count === this.#rows.length) {
      this.#rows = grown(this.#rows);
      this.#lines = grown(this.#lines);
    }
    this.#rows[this.#count] = row;
    this.#lines[this.#count++] = line;
  }

  lineOf(row: number): number {
    let low = 0;
    let high = this.#count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#rows[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    return this.#count === 0 ? row : this.#lines[low]! + (row - this.#rows[low]!);
  }
}

function grown(array: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}
