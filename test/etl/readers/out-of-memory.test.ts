/** A file that does not fit into the memory of a load is refused like any other that asks too much. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readExtract } from "#etl/readers/read-extract.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";

test("a wide and long table is refused in a sentence, and the next file is read", async () => {
  const folder = mkdtempSync(join(tmpdir(), "demograph-memory-"));
  const database = await Duckdb.open(":memory:", { memoryLimit: "150MB", temporaryFolder: folder });
  const write = (name: string, columns: number, rows: number) => {
    const line = (cell: (column: number) => string) =>
      `${Array.from({ length: columns }, (_, column) => cell(column)).join(",")}\n`;
    const path = join(folder, name);
    writeFileSync(path, line((column) => `c${column}`) + line(() => "1").repeat(rows));
    return path;
  };
  try {
    const read = (path: string) => readExtract(path, {}, database, "staged", folder);
    await expect(read(write("wide.csv", 1500, 3000))).rejects.toThrow(
      '"wide.csv" does not fit into the memory that a load may take. ' +
        "Send it in several files, or with fewer columns.",
    );
    expect((await read(write("narrow.csv", 10, 3000))).rowsRead).toBe(3000);
    expect(readdirSync(folder).filter((name) => name.startsWith("read-"))).toEqual([]);
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
});
