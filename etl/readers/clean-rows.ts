/**
 * Rows on their way to the staging table: written to a clean CSV (UTF-8, LF, row number first, the
 * same columns in every row) that DuckDB then reads by itself, many times faster than an appender.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Duckdb, identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import { maximumRowBytes } from "./read-rows.ts";

const bufferBytes = 4 * 1024 * 1024;
/** Room for the row number, the delimiter and the line end. */
const overhead = 32;

interface Segment {
  readonly path: string;
  readonly columns: number;
  rows: number;
}

export class CleanRows {
  readonly #folder: string;
  readonly #delimiter: string;
  readonly #delimiterByte: number;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  readonly #segments: Segment[] = [];
  #length = 0;
  #descriptor: number | null = null;
  /** Set it when a value has a line end in it: such a file is not read in parallel. */
  hasLineBreaks = false;

  /** @param delimiter the one that copied records have */
  constructor(folder: string, delimiter: string, columns: number) {
    this.#folder = folder;
    this.#delimiter = delimiter;
    this.#delimiterByte = delimiter.charCodeAt(0);
    this.widen(columns);
  }

  /** Columns of the rows written from now on; rows before have NULL in the new ones. */
  widen(columns: number): void {
    this.#close();
    const path = join(this.#folder, `rows-${this.#segments.length}.csv`);
    this.#segments.push({ path, columns, rows: 0 });
    this.#descriptor = openSync(path, "wx", 0o600);
  }

  get columns(): number {
    return this.#segments.at(-1)!.columns;
  }

  /** Copies a record that is right as it is, without its line end. */
  copy(row: number, bytes: Buffer, from: number, end: number): void {
    if (this.#length + (end - from) + overhead > bufferBytes) this.#flush();
    this.#begin(row);
    this.#length += bytes.copy(this.#buffer, this.#length, from, end);
    this.#buffer[this.#length++] = 10;
  }

  /** Writes one value for each column; missing ones at the end are NULL. */
  write(row: number, values: readonly (string | null | undefined)[]): void {
    let line = "";
    for (let column = 0; column < this.columns; column++) {
      const value = values[column];
      if (column > 0) line += this.#delimiter;
      if (value) line += `"${value.includes('"') ? value.replaceAll('"', '""') : value}"`;
    }
    if (/[\r\n]/.test(line)) this.hasLineBreaks = true;
    const bytes = Buffer.from(line);
    this.copy(row, bytes, 0, bytes.length);
  }

  /**
   * Makes the staging table of `columns` text columns from the rows up to number `lastRow`.
   * @throws Error when DuckDB reads other rows than were written: a bug of ours.
   */
  async load(database: Duckdb, table: string, columns: number, lastRow: number): Promise<void> {
    this.#close();
    const names = Array.from({ length: columns }, (_, index) => `c${index + 1}`);
    const name = identifier(table);
    const types = names.map((column) => `, ${column} varchar`).join("");
    await database.run(`create or replace table ${name} ("row" bigint${types})`);
    const segments = this.#segments.filter(({ rows }) => rows > 0);
    for (const segment of segments) {
      const own = names.slice(0, segment.columns).map((column) => `, ${column}`);
      await quietly(() =>
        database.run(
          `insert into ${name} ("row"${own.join("")}) select * from ${this.#scan(segment)}`,
        ),
      );
    }
    const written = segments.reduce((sum, { rows }) => sum + rows, 0);
    const [found] = await database.rows<{ count: number }>(`select count(*) as count from ${name}`);
    if (found!.count !== written) {
      throw new Error(`${written} clean rows were written, ${found!.count} were loaded.`);
    }
    await database.run(`delete from ${name} where "row" > ${lastRow}`);
  }

  #scan({ path, columns }: Segment): string {
    const types = ["'row': 'BIGINT'"];
    for (let column = 1; column <= columns; column++) types.push(`'c${column}': 'VARCHAR'`);
    // Nothing is left to DuckDB's sniffer; a path that exists is not taken for a pattern.
    return (
      `read_csv(${textLiteral(path)}, auto_detect = false, header = false, ` +
      `columns = {${types.join(", ")}}, delim = ${textLiteral(this.#delimiter)}, quote = '"', ` +
      `escape = '"', new_line = '\\n', strict_mode = true, parallel = ${!this.hasLineBreaks}, ` +
      `max_line_size = ${4 * maximumRowBytes})`
    );
  }

  #begin(row: number): void {
    this.#segments.at(-1)!.rows++;
    let digits = 1;
    for (let rest = row; rest >= 10; rest = Math.floor(rest / 10)) digits++;
    let rest = row;
    for (let at = this.#length + digits - 1; at >= this.#length; at--) {
      this.#buffer[at] = 48 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.#length += digits;
    this.#buffer[this.#length++] = this.#delimiterByte;
  }

  #flush(): void {
    for (let at = 0; at < this.#length; ) {
      at += writeSync(this.#descriptor!, this.#buffer, at, this.#length - at);
    }
    this.#length = 0;
  }

  #close(): void {
    if (this.#descriptor === null) return;
    this.#flush();
    closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

/** DuckDB quotes whole lines of the extract in its errors; only the kind of the error may pass. */
async function quietly(load: () => Promise<void>): Promise<void> {
  try {
    await load();
  } catch (error) {
    const kind = /^[A-Za-z ]+(?=:)/.exec((error as Error).message)?.[0] ?? "error";
    throw new Error(`The clean rows of an extract could not be loaded (${kind}).`);
  }
}
