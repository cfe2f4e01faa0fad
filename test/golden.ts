/**
 * Reads the golden vectors and holds our functions to them. Nothing is skipped silently: a method
 * without a handler, or a stated figure that no handler answers, fails the file.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sharedFolder, sharedIsThere } from "./shared-folder.ts";

/** A cell as its column means it: JSON arrays and objects are parsed, empty cells are null. */
export type GoldenValue = null | boolean | number | string | readonly GoldenValue[];

/** One vector: cells by column name. */
export class GoldenRow {
  readonly cells: ReadonlyMap<string, string>;

  constructor(cells: ReadonlyMap<string, string>) {
    this.cells = cells;
  }

  /** The cell as text, empty when nothing is stated. An unknown column is an error. */
  text(column: string): string {
    const cell = this.cells.get(column);
    if (cell === undefined) throw new Error(`No column "${column}" in this golden file.`);
    return cell;
  }

  /** The cell as a number. An empty cell or other text is an error. */
  number(column: string): number {
    const cell = this.text(column);
    const number = Number(cell);
    if (cell === "" || Number.isNaN(number)) throw new Error(`${column}: "${cell}" is no number.`);
    return number;
  }

  /** The cell as a JSON array of numbers. */
  numbers(column: string): number[] {
    return this.json(column) as number[];
  }

  /** The cell as parsed JSON. */
  json(column: string): unknown {
    return JSON.parse(this.text(column));
  }

  /** The cell as the value to compare with. */
  value(column: string): GoldenValue {
    const cell = this.text(column);
    if (cell === "") return null;
    if (cell === "true" || cell === "false") return cell === "true";
    if (/^[[{]/.test(cell)) return JSON.parse(cell) as GoldenValue;
    return Number.isNaN(Number(cell)) ? cell : Number(cell);
  }
}

/** How far a number may lie from the expected one: absolute + relative * |expected|. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

/** What our functions answer for one row, by the name of the column that states the expected. */
export type GoldenHandler = (row: GoldenRow) => Readonly<Record<string, unknown>>;

/** What a golden file holds and who answers it. */
export interface GoldenFile {
  /** The columns that are given, not expected; all others must be answered where stated. */
  readonly given: readonly string[];
  /** One handler for each value of the column `method`. */
  readonly methods: Readonly<Record<string, GoldenHandler>>;
  /** Columns whose empty cell means null, so that our answer has to be null as well. */
  readonly emptyMeansNull?: readonly string[];
  /** Where the file states tolerances in columns of its own. */
  readonly toleranceOf?: (row: GoldenRow, column: string, index: number) => Tolerance;
}

const bookkeeping = new Set(["case_id", "method", "source", "note"]);

/** Makes one test for every row of `golden/<name>.csv`, and one for the file as a whole. */
export function testGolden(name: string, file: GoldenFile): void {
  describe.skipIf(!sharedIsThere)(`golden ${name}`, () => {
    const rows = sharedIsThere ? readGolden(name) : [];
    test("every row has a handler and every handler a row", () => {
      const methods = new Set(rows.map((row) => row.text("method")));
      expect([...methods].sort()).toEqual(Object.keys(file.methods).sort());
      expect(rows.length).toBe(sharedIsThere ? statedRows(name) : 0);
    });
    for (const row of rows) {
      test(row.text("case_id"), () => {
        expect(mismatches(row, file)).toEqual([]);
      });
    }
  });
}

/** The rows of a golden file, in file order. */
export function readGolden(name: string): GoldenRow[] {
  const [header, ...records] = parseCsv(read(`${name}.csv`));
  return records.map((record) => {
    if (record.length !== header!.length) throw new Error(`${name}: a row is too short or long.`);
    return new GoldenRow(new Map(header!.map((column, i) => [column, record[i]!])));
  });
}

/** Every difference between the answers to a row and its stated figures, in words. */
export function mismatches(row: GoldenRow, file: GoldenFile): string[] {
  const handler = file.methods[row.text("method")];
  if (handler === undefined) return [`no handler for method "${row.text("method")}"`];
  const answers = handler(row);
  const given = new Set(file.given);
  const found: string[] = [];
  for (const column of row.cells.keys()) {
    if (bookkeeping.has(column) || column.startsWith("tol_") || given.has(column)) continue;
    const expected = row.value(column);
    if (expected === null && !file.emptyMeansNull?.includes(column)) continue;
    if (!(column in answers)) found.push(`${column}: stated as ${expected}, not answered`);
    else found.push(...compare(row, file, column, answers[column], expected));
  }
  return found;
}

function compare(
  row: GoldenRow,
  file: GoldenFile,
  column: string,
  got: unknown,
  expected: GoldenValue,
  index = 0,
): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) {
      return [`${column}: got ${JSON.stringify(got)}, expected ${expected.length} elements`];
    }
    return expected.flatMap((item, i) => compare(row, file, column, got[i], item, i));
  }
  const tolerance = (file.toleranceOf ?? statedTolerance)(row, column, index);
  const passes =
    typeof expected === "number" && typeof got === "number"
      ? Math.abs(got - expected) <= tolerance.absolute + tolerance.relative * Math.abs(expected)
      : got === expected;
  return passes ? [] : [`${column}[${index}]: got ${got}, expected ${expected}`];
}

/** The pass rule of golden/README.md: the file's own columns, or 1e-9 (0 for integers). */
function statedTolerance(row: GoldenRow, column: string): Tolerance {
  if (row.cells.has("tol_rel") && row.cells.has("tol_abs")) {
    return { relative: row.number("tol_rel"), absolute: row.number("tol_abs") };
  }
  return { relative: /^-?\d+$/.test(row.text(column)) ? 0 : 1e-9, absolute: 0 };
}

/** How many rows the README of the vectors promises for a file. */
function statedRows(name: string): number {
  const line = new RegExp(`^\\| ${name}\\.csv \\| (\\d+) \\|`, "m").exec(read("README.md"));
  if (line === null) throw new Error(`golden/README.md has no line for "${name}.csv".`);
  return Number(line[1]);
}

function read(file: string): string {
  return readFileSync(new URL(`golden/${file}`, sharedFolder), "utf8");
}

/** The rows of a CSV text by the names of its header. */
export function csvRows(text: string): Record<string, string>[] {
  const [header, ...records] = parseCsv(text);
  return records.map((cells) => Object.fromEntries(header!.map((name, i) => [name, cells[i]!])));
}

/** RFC 4180: quoted fields may hold commas, line ends and doubled quotes. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null) throw new Error(`Not a CSV field at character ${at}.`);
    record.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'));
    if (match[3] === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}
