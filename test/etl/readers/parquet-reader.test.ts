/** Parquet: every value as text, read in a process that may die without harm. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { readingFolder } from "./reading.ts";

const { read, readPath, place } = readingFolder();

async function writeParquet(name: string, select: string): Promise<string> {
  const database = await Duckdb.open(":memory:");
  await database.run(`copy (${select}) to ${textLiteral(place(name))} (format parquet)`);
  database.close();
  return place(name);
}

describe("Parquet", () => {
  it("gives dates ISO, whole floating numbers without .0 and empty text as NULL", async () => {
    const path = await writeParquet(
      "births [2011]*.parquet",
      `select '0110' as "地区", date '2011-09-04' as day, 5.0::double as births, 0.25 as share,
       1234567890123456789::bigint as id, '' as note, true as live
       union all select '0111', null, 1.5, null, null, 'a"b' || chr(10), false`,
    );
    const staged = await readPath(path);
    expect(staged).toMatchObject({ format: "parquet", encoding: null, rowsRead: 2, broken: [] });
    expect(staged.header).toEqual(["地区", "day", "births", "share", "id", "note", "live"]);
    expect(staged.rows).toEqual([
      [1, "0110", "2011-09-04", "5", "0.25", "1234567890123456789", null, "true"],
      [2, "0111", null, "1.5", null, null, 'a"b\n', "false"],
    ]);
    expect([staged.lineOf(2), staged.byteOffsetOf(2)]).toEqual([2, null]);
  });

  it("keeps the order of many rows", async () => {
    const path = await writeParquet("many.parquet", "select range as n from range(300000)");
    const staged = await readPath(path, { footerRows: 1 });
    expect(staged.rowsRead).toBe(299_999);
    expect(staged.rows.every(([row, n]) => n === String((row as number) - 1))).toBe(true);
  });

  it("with nested columns is refused by the column's name", async () => {
    const path = await writeParquet("nested.parquet", "select 1 as a, [1, 2] as months");
    await expect(readPath(path)).rejects.toThrow(
      '"nested.parquet", column "months": it holds lists or structures.',
    );
  });

  it("that is damaged is refused in one sentence without the engine's words", async () => {
    const path = await writeParquet("whole.parquet", "select range as secret_name from range(9)");
    const whole = await readFile(path);
    const sentence =
      '"births.parquet" could not be read as Parquet: its reader gave up. ' +
      "Write the file again, or send it as CSV.";
    const cut = whole.subarray(0, whole.length - 20);
    await expect(read(cut, {}, "births.parquet")).rejects.toThrow(sentence);
    const overwritten = Buffer.concat([
      whole.subarray(0, 4),
      Buffer.alloc(100, 7),
      whole.subarray(-8),
    ]);
    await expect(read(overwritten, {}, "births.parquet")).rejects.toThrow(sentence);
  });
});
