/**
 * Rows on their way to the staging table: written to clean CSV (UTF-8, LF, row number first, the
 * same columns in every row) that DuckDB reads by itself, many times faster than an appender, while
 * the next piece is written. Foreign bytes meet our own parsers alone, DuckDB only what they wrote.
 */
import { closeSync, openSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Duckdb, identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import { isOutOfMemory, outOfMemory } from "./out-of-memory.ts";
import { maximumColumns, maximumRowBytes } from "./read-rows.ts";

const bufferBytes = 4 * 1024 * 1024;
/** Room for the row number, the delimiter and the line end. */
const overhead = 32;
/** What is handed over at once: enough for both threads, little on the disk. */
const handedBytes = 32 * 1024 * 1024;
/** The engine holds a block for every column and thread: wider tables are read by one thread. */
const wideColumns = 200;

interface Segment {
  readonly path: string;
  readonly columns: number;
  rows: number;
  bytes: number;
  /** A value has a line end in it: such a file is not read in parallel. */
  hasLineBreaks: boolean;
}

/** Where the rows go. */
export interface StagingTable {
  /** What sentences call the file. */
  readonly name: string;
  readonly database: Duckdb;
  readonly table: string;
  /** A private folder for the clean CSV. */
  readonly scratch: string;
}

export class CleanRows {
  readonly #target: StagingTable;
  readonly #delimiter: string;
  readonly #delimiterByte: number;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  /** Written and not yet handed over; the last one is being written. */
  #segments: Segment[] = [];
  #opened = 0;
  #length = 0;
  #descriptor: number | null = null;
  #written = 0;
  #handedOver: Promise<void> = Promise.resolve();
  #tableColumns: number | null = null;

  /** @param delimiter the one that copied records have */
  constructor(target: StagingTable, delimiter: string, columns: number) {
    this.#target = target;
    this.#delimiter = delimiter;
    this.#delimiterByte = delimiter.charCodeAt(0);
    this.widen(columns);
  }

  /** Columns of the rows written from now on; rows before have NULL in the new ones. */
  widen(columns: number): void {
    this.#close();
    const path = join(this.#target.scratch, `rows-${this.#opened++}.csv`);
    this.#segments.push({ path, columns, rows: 0, bytes: 0, hasLineBreaks: false });
    this.#descriptor = openSync(path, "wx", 0o600);
  }

  get columns(): number {
    return this.#segment.columns;
  }

  /** Call it when a copied record has a line end in a value. */
  noteLineBreak(): void {
    this.#segment.hasLineBreaks = true;
  }

  get #segment(): Segment {
    return this.#segments.at(-1)!;
  }

  /**
   * Lets the database take what is written, when it is much, while more is written. Call it now and
   * then; it waits for the piece before, so that the disk never holds many.
   */
  async handOver(): Promise<void> {
    const { bytes, columns } = this.#segment;
    if (bytes < handedBytes / Math.max(1, columns / wideColumns)) return;
    this.widen(this.columns);
    await this.#handedOver;
    this.#handedOver = this.#insert(this.#segments.splice(0, this.#segments.length - 1));
    // Told where it is waited for; until then it is no rejection that nobody handles.
    this.#handedOver.catch(() => undefined);
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
    if (/[\r\n]/.test(line)) this.noteLineBreak();
    const bytes = Buffer.from(line);
    this.copy(row, bytes, 0, bytes.length);
  }

  /**
   * Ends the staging table: `columns` text columns and the rows up to number `lastRow`.
   * @throws Error when DuckDB reads other rows than were written: a bug of ours.
   */
  async finish(columns: number, lastRow: number): Promise<void> {
    this.#close();
    await this.#handedOver;
    await this.#insert(this.#segments, columns);
    await this.#widenTable(columns);
    const { database, table } = this.#target;
    const name = identifier(table);
    for (const column of columnNames(columns, this.#tableColumns!)) {
      await database.run(`alter table ${name} drop column ${column}`);
    }
    const [found] = await database.rows<{ count: number }>(`select count(*) as count from ${name}`);
    if (found!.count !== this.#written) {
      throw new Error(`${this.#written} clean rows were written, ${found!.count} were loaded.`);
    }
    await database.run(`delete from ${name} where "row" > ${lastRow}`);
  }

  /** @param most columns that are wanted, the others being empty */
  async #insert(segments: readonly Segment[], most = maximumColumns): Promise<void> {
    const { database, table } = this.#target;
    for (const segment of segments) {
      const columns = Math.min(most, segment.columns);
      await this.#widenTable(columns);
      if (segment.rows > 0) {
        const own = `"row"${columnNames(0, columns)
          .map((column) => `, ${column}`)
          .join("")}`;
        await this.#quietly(() =>
          database.run(
            `insert into ${identifier(table)} (${own}) select ${own} from ${this.#scan(segment)}`,
          ),
        );
      }
      unlinkSync(segment.path);
    }
  }

  /** Creates the table, or adds the columns that it lacks. */
  async #widenTable(columns: number): Promise<void> {
    const { database, table } = this.#target;
    const name = identifier(table);
    if (this.#tableColumns === null) {
      const types = columnNames(0, columns).map((column) => `, ${column} varchar`);
      await database.run(`create or replace table ${name} ("row" bigint${types.join("")})`);
    }
    for (const column of columnNames(this.#tableColumns ?? columns, columns)) {
      await database.run(`alter table ${name} add column ${column} varchar`);
    }
    this.#tableColumns = Math.max(columns, this.#tableColumns ?? 0);
  }

  /** DuckDB quotes whole lines of the extract in its errors; only the kind of error may pass. */
  async #quietly(load: () => Promise<void>): Promise<void> {
    try {
      await load();
    } catch (error) {
      if (isOutOfMemory(error)) throw new InputError(outOfMemory(this.#target.name));
      const kind = /^[A-Za-z ]+(?=:)/.exec((error as Error).message)?.[0] ?? "error";
      throw new Error(`The clean rows of an extract could not be loaded (${kind}).`);
    }
  }

  #scan({ path, columns, hasLineBreaks }: Segment): string {
    const types = ["'row': 'BIGINT'"];
    for (const column of columnNames(0, columns)) types.push(`'${column}': 'VARCHAR'`);
    // Nothing is left to DuckDB's sniffer; a path that exists is not taken for a pattern.
    return (
      `read_csv(${textLiteral(path)}, auto_detect = false, header = false, ` +
      `columns = {${types.join(", ")}}, delim = ${textLiteral(this.#delimiter)}, quote = '"', ` +
      `escape = '"', new_line = '\\n', strict_mode = true, ` +
      `parallel = ${!hasLineBreaks && columns <= wideColumns}, ` +
      // The engine's own measure of its buffers is 16 lines, 64 MB: twice a piece.
      `max_line_size = ${4 * maximumRowBytes}, buffer_size = ${32 * maximumRowBytes})`
    );
  }

  #begin(row: number): void {
    this.#segment.rows++;
    this.#written++;
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
    this.#segment.bytes += this.#length;
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

/** `c1` is the name of column 0. */
function columnNames(from: number, to: number): string[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => `c${from + index + 1}`);
}
