/** Flat JSON objects become rows; the columns are all keys in the order first seen. */
import { InputError } from "#warehouse/input-error.ts";
import { BrokenRows } from "./broken-rows.ts";
import { CleanRows, type StagingTable } from "./clean-rows.ts";
import type { ExtractFile } from "./extract-file.ts";
import { type FlatObject, parseFlatJson } from "./parse-flat-json.ts";
import type { ReaderOptions } from "./read-extract.ts";
import { maximumColumns, type ReadRows, RowLines } from "./read-rows.ts";
import type { TextWindow } from "./text-window.ts";

export class JsonRows {
  readonly #file: ExtractFile;
  readonly #rows: CleanRows;
  readonly #columns = new Map<string, number>();
  readonly #lines = new RowLines();
  readonly #broken: BrokenRows;
  #row = 0;

  constructor(file: ExtractFile, target: StagingTable) {
    this.#file = file;
    this.#rows = new CleanRows(target, ",", 0);
    this.#broken = new BrokenRows(file.name);
  }

  /** Adds the object that a line consists of. */
  addLine(text: string, line: number): void {
    const parsed = parseFlatJson(text, 0);
    if (typeof parsed === "string") this.addBroken(line, parsed);
    else if (parsed.end < text.length) this.addBroken(line, "text follows the JSON object");
    else this.addValues(parsed.values, line);
  }

  /** Adds the object at `from`; gives the place after it, or null when it was broken. */
  addElement(text: string, from: number, line: number): number | null {
    const parsed = parseFlatJson(text, from);
    if (typeof parsed === "string") {
      this.addBroken(line, parsed);
      return null;
    }
    this.addValues(parsed.values, line);
    return parsed.end;
  }

  /** Adds a row of these cells by key. */
  addValues(cells: FlatObject["values"], line: number): void {
    this.#row++;
    this.#lines.add(this.#row, line);
    const values: (string | null)[] = [];
    for (const [key, value] of cells) {
      let column = this.#columns.get(key);
      if (column === undefined) {
        column = this.#columns.size;
        this.#columns.set(key, column);
      }
      values[column] = value;
    }
    if (this.#columns.size > this.#rows.columns) this.#widen();
    this.#rows.write(this.#row, values);
  }

  addBroken(line: number, reason: string): void {
    this.#row++;
    this.#lines.add(this.#row, line);
    this.#broken.add(this.#row, line, reason);
  }

  /** Lets the database take what was added so far, see {@link CleanRows.handOver}. */
  handOver(): Promise<void> {
    return this.#rows.handOver();
  }

  /**
   * Ends the table. Where the lines of rows are `numbers`, they have no place in the file.
   * @throws InputError when there were rows and none could be read.
   */
  async finish(
    text: TextWindow,
    options: ReaderOptions,
    lines: "lines" | "numbers" = "lines",
  ): Promise<ReadRows> {
    const { name } = this.#file;
    if (this.#columns.size === 0) {
      const [first] = this.#broken.list(1, null);
      const why = first ? ` (line ${first.line}: ${first.reason})` : "";
      throw new InputError(
        `"${name}" has no JSON object with keys${why}. ` +
          'Expected one object a line, such as {"area": "420000", "births": 12}.',
      );
    }
    const lineStarts = lines === "lines" ? text.lineStarts : null;
    const rowsRead = Math.max(0, this.#row - (options.footerRows ?? 0));
    await this.#rows.finish(this.#columns.size, rowsRead);
    return {
      header: [...this.#columns.keys()],
      encoding: text.encoding.name,
      rowsRead,
      broken: this.#broken.list(rowsRead, lineStarts),
      warnings: text.encoding.warnings,
      lineOf: (row) => this.#lines.lineOf(row),
      byteOffsetOf: (row) => lineStarts?.startOf(this.#lines.lineOf(row)) ?? null,
    };
  }

  #widen(): void {
    if (this.#columns.size > maximumColumns) {
      throw new InputError(
        `"${this.#file.name}" has more than ${maximumColumns} different keys. ` +
          "Send one row for each of them instead of one key.",
      );
    }
    // Twice as many: every width is a piece of its own, and a new key may come with every row.
    this.#rows.widen(Math.min(maximumColumns, 2 * this.#columns.size));
  }
}
