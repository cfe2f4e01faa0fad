/** The demo county's files as the tests look at them: CSV lines, sheet rows, bytes. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFiles, givenFiles } from "#etl/find-files.ts";
import { readSources } from "#etl/read-sources.ts";
import { type ReaderOptions, readExtract } from "#etl/readers/read-extract.ts";
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

export interface ReadFile {
  readonly header: readonly string[];
  readonly rowsRead: number;
  /** Line of the file or row of the sheet → cells by position; rows that could not be split lack. */
  readonly rows: ReadonlyMap<number, readonly (string | null)[]>;
}

/** The extracts of a demo folder through the real readers, as their sidecars say; by file name. */
export async function readFiles(
  folder: string,
  isWanted: (file: string) => boolean = () => true,
): Promise<Map<string, ReadFile>> {
  const scratch = emptyFolder();
  const database = await Duckdb.open(":memory:", { connections: 1 });
  const found = await findFiles(givenFiles([folder]), undefined, await readSources(), scratch);
  const files = new Map<string, ReadFile>();
  try {
    for (const { path, name, entry } of found.files.filter((file) => isWanted(file.name))) {
      files.set(name, await readOne(database, path, entry?.reader ?? {}, scratch, name));
    }
  } finally {
    database.close();
    rmSync(scratch, { recursive: true });
  }
  return files;
}

async function readOne(
  database: Duckdb,
  path: string,
  options: ReaderOptions,
  scratch: string,
  name: string,
): Promise<ReadFile> {
  const read = await readExtract(path, options, database, "extract", scratch, name);
  const columns = await database.columns('SELECT * FROM extract ORDER BY "row"');
  await database.run("DROP TABLE extract");
  const numbers = columns.row as number[];
  return {
    header: read.header,
    rowsRead: read.rowsRead,
    rows: new Map(
      numbers.map((row, index) => [
        read.lineOf(row),
        read.header.map((_, column) => columns[`c${column + 1}`]![index] as string | null),
      ]),
    ),
  };
}
