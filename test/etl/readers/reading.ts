/** For tests of the readers: writes a file of given bytes, reads it, gives the rows back. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { type ReaderOptions, readExtract, type StagedExtract } from "#etl/readers/read-extract.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";

export interface Reading extends StagedExtract {
  /** Rows of the staging table in order: the row number, then the cells. */
  readonly rows: readonly (readonly (number | string | null)[])[];
}

/** A folder and a database for one test file. */
export function readingFolder() {
  let folder: string;
  let database: Duckdb;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "demograph readers [1]*-"));
    database = await Duckdb.open(":memory:");
  });
  afterAll(async () => {
    // Whatever was read or refused, no scratch file with an extract's text is left behind.
    const left = (await readdir(folder)).filter((name) => name.startsWith("read-"));
    database.close();
    await rm(folder, { recursive: true, force: true });
    expect(left).toEqual([]);
  });

  const place = (name: string) => join(folder, name);

  async function readPath(path: string, options: ReaderOptions = {}): Promise<Reading> {
    const staged = await readExtract(path, options, database, "staged", folder);
    const columns = await database.columns('select * from staged order by "row"');
    const cells = Object.values(columns) as (number | string | null)[][];
    const rows = cells[0]!.map((_, index) => cells.map((column) => column[index]!));
    return { ...staged, rows };
  }

  /** Writes `content` to a file called `name` and reads it. */
  async function read(
    content: string | Uint8Array,
    options: ReaderOptions = {},
    name = "births.csv",
  ): Promise<Reading> {
    await writeFile(place(name), content);
    return readPath(place(name), options);
  }

  return { read, readPath, place, database: () => database };
}
