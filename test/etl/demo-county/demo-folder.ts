/** The demo county's files as the tests look at them: CSV lines, sheet rows, bytes. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readExtract } from "#etl/readers/read-extract.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";

/** A new empty folder. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "demo-county-"));
}

/** SHA-256 by file name. */
export function hashes(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex"),
      ]),
  );
}

/** The fields of every line of a demo CSV, header first; no field of it holds a delimiter. */
export function csvLines(folder: string, file: string): string[][] {
  const encoding = file.startsWith("births-hospital") ? "gb18030" : "utf-8";
  const text = new TextDecoder(encoding, { fatal: true }).decode(readFileSync(join(folder, file)));
  const delimiter = file.startsWith("births-police") ? ";" : ",";
  return text
    .split("\r\n")
    .slice(0, -1)
    .map((line) => line.split(delimiter));
}

export interface SheetRows {
  readonly header: readonly string[];
  /** Sheet row number → cells by position. */
  readonly rows: ReadonlyMap<number, readonly (string | null)[]>;
}

/** The data rows of a demo workbook through the real reader. */
export async function sheetRows(
  folder: string,
  file: string,
  options: { skipRows: number; headerRows: number; footerRows?: number },
): Promise<SheetRows> {
  const scratch = emptyFolder();
  const database = await Duckdb.open(":memory:", { connections: 1 });
  try {
    const read = await readExtract(join(folder, file), options, database, "sheet", scratch);
    const columns = await database.columns('SELECT * FROM sheet ORDER BY "row"');
    const numbers = columns.row as number[];
    return {
      header: read.header,
      rows: new Map(
        numbers.map((row, index) => [
          read.lineOf(row),
          read.header.map((_, column) => columns[`c${column + 1}`]![index] as string | null),
        ]),
      ),
    };
  } finally {
    database.close();
    rmSync(scratch, { recursive: true });
  }
}
