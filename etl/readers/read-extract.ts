/**
 * Reads one file of any known format into a staging table of verbatim text, row by row, with the
 * line of every row. Nothing is typed or guessed here: what cannot be split into columns is listed
 * as broken, and what concerns the whole file is refused in a sentence.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import type { StagingTable } from "./clean-rows.ts";
import { readCsv } from "./csv-reader.ts";
import { type ExtractFile, openExtract } from "./extract-file.ts";
import { readGeojson } from "./geojson-reader.ts";
import { readJsonArray } from "./json-array-reader.ts";
import { readJsonLines } from "./json-lines-reader.ts";
import { readParquet } from "./parquet-reader.ts";
import type { ReadRows } from "./read-rows.ts";
import { TextWindow } from "./text-window.ts";
import { readXlsx } from "./xlsx-reader.ts";

export type ReaderFormat = "csv" | "xlsx" | "parquet" | "jsonl" | "geojson";

/** How to read a file; every part is found out when it is not stated. */
export interface ReaderOptions {
  readonly format?: ReaderFormat;
  /** Any label of the WHATWG encoding standard; `gbk` and `gb2312` are read as `gb18030`. */
  readonly encoding?: string;
  /** One ASCII character; comma, semicolon, tab or bar is found out. */
  readonly delimiter?: string;
  /** The name of the sheet; the first visible one when absent. */
  readonly sheet?: string;
  /** Lines (rows of a sheet) before the header; default 0. */
  readonly skipRows?: number;
  /** Default 1. Several are joined `组 / 列`; with 0 the columns are called `c1`, `c2`, … */
  readonly headerRows?: number;
  /** Rows at the end that are no data, such as notes and signatures; default 0. */
  readonly footerRows?: number;
}

/** A row that could not be split into columns: only its place and the reason are kept. */
export interface BrokenRow {
  /** Data row number, from 1. */
  readonly row: number;
  /** Line of the file, or row of the sheet, from 1. */
  readonly line: number;
  /** Where the line begins in the (unzipped) file; null where a format has no lines. */
  readonly byteOffset: number | null;
  /** Bytes from there to the next line. */
  readonly length: number;
  /** A fragment that completes "the row was not read: …". */
  readonly reason: string;
}

export interface StagedExtract {
  /** Columns `row` BIGINT (from 1, gaps for broken rows) and `c1` … `cn` VARCHAR, empty = NULL. */
  readonly table: string;
  /** The name of every column as the file has it; `header[0]` names `c1`. */
  readonly header: readonly string[];
  readonly format: ReaderFormat;
  /** As TextDecoder names it; null for formats that are not text. */
  readonly encoding: string | null;
  /** SHA-256 of the file's bytes, as they were read. */
  readonly hash: string;
  /** Size of the file. */
  readonly bytes: number;
  /** Data rows, broken ones among them, footer and blank rows not. */
  readonly rowsRead: number;
  readonly broken: readonly BrokenRow[];
  readonly warnings: readonly string[];
  /** The line of the file, or the row of the sheet, where a data row begins. */
  lineOf(row: number): number;
  byteOffsetOf(row: number): number | null;
}

/**
 * Reads the file at `path` into the new table `table` of `database`.
 *
 * Files with the file's text are written below `scratchFolder`, which must be private, and are gone
 * when the promise settles. Memory does not grow with the file, but for 4 to 20 bytes a row.
 * @param name what sentences call the file
 * @throws InputError when the whole file cannot be read.
 */
export async function readExtract(
  path: string,
  options: ReaderOptions,
  database: Duckdb,
  table: string,
  scratchFolder: string,
  name: string = basename(path),
): Promise<StagedExtract> {
  const scratch = await mkdtemp(join(resolve(scratchFolder), "read-"));
  try {
    const file = await openExtract(path, name, options, scratch);
    try {
      const rows = await readRows(file, options, { name, database, table, scratch });
      await file.assertUnchanged();
      return {
        table,
        header: rows.header,
        format: file.format,
        encoding: rows.encoding,
        hash: file.hash,
        bytes: file.bytes,
        rowsRead: rows.rowsRead,
        broken: rows.broken,
        warnings: [...file.warnings, ...rows.warnings],
        lineOf: (row) => rows.lineOf(row),
        byteOffsetOf: (row) => rows.byteOffsetOf(row),
      };
    } finally {
      await file.close();
    }
  } catch (error) {
    // What was handed over before the mistake was found; it waits for a statement under way.
    await database.run(`drop table if exists ${identifier(table)}`);
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function readRows(
  file: ExtractFile,
  options: ReaderOptions,
  target: StagingTable,
): Promise<ReadRows> {
  if (file.format === "parquet") return readParquet(file, options, target);
  if (file.format === "xlsx") return readXlsx(file, options, target);
  const text = await TextWindow.open(file, options.encoding);
  if (file.format === "csv") return readCsv(file, text, options, target);
  if (file.format === "geojson") return readGeojson(file, text, options, target);
  return file.isArray
    ? readJsonArray(file, text, options, target)
    : readJsonLines(file, text, options, target);
}
