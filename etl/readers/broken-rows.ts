/** Collects the rows that could not be split, and stops a file that has hardly any others. */
import { InputError } from "#warehouse/input-error.ts";
import type { LineStarts } from "./line-starts.ts";
import type { BrokenRow } from "./read-extract.ts";

const maximumBroken = 200_000;

export class BrokenRows {
  readonly #name: string;
  readonly #found: { row: number; line: number; reason: string }[] = [];

  constructor(fileName: string) {
    this.#name = fileName;
  }

  get count(): number {
    return this.#found.length;
  }

  /** @throws InputError when there are more than a list should hold. */
  add(row: number, line: number, reason: string): void {
    this.#found.push({ row, line, reason });
    if (this.#found.length <= maximumBroken) return;
    const first = this.#found[0]!;
    throw new InputError(
      `"${this.#name}" has more than ${maximumBroken} rows that cannot be read, the first ` +
        `at line ${first.line}: ${first.reason}. Check the delimiter and the format of the file.`,
    );
  }

  /** Broken rows up to `lastRow`, with the places of their lines where there are lines. */
  list(lastRow: number, lineStarts: LineStarts | null): BrokenRow[] {
    return this.#found
      .filter(({ row }) => row <= lastRow)
      .sort((a, b) => a.row - b.row)
      .map(({ row, line, reason }) => ({
        row,
        line,
        byteOffset: lineStarts?.startOf(line) ?? null,
        length: lineStarts?.lengthOf(line) ?? 0,
        reason,
      }));
  }
}
