/** A table with holes covers what its rows speak of, and nothing else. */
import { expect, test } from "vitest";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { readCurrent, snapshotFile } from "#warehouse/engine/snapshot-files.ts";
import { loadFiles, writeFiles } from "../load-fixture.ts";

const births = (rows: string, mapping = "covers: rows") =>
  loadFiles({
    "births.csv": `区划代码,出生年份,性别,出生人数\n${rows}`,
    "births.csv.mapping.yaml": `source: births-by-year\n${mapping}\n`,
  });

test("years that follow each other are one stretch, and a gap between them is not covered", async () => {
  const { reports } = await births(
    "990521101001,2003,男,1\n990521101001,2001,男,2\n990521101001,2002,男,0\n" +
      "990521101001,2002,女,1\n990521101001,2009,男,1\n990521102001,2001,男,3\n",
  );
  const report = reports.find(({ file }) => file === "births.csv")!;
  expect(report.coverage).toEqual({
    covers: [
      { area: "990521101001", from: 200101, to: 200312 },
      { area: "990521101001", from: 200901, to: 200912 },
      { area: "990521102001", from: 200101, to: 200112 },
    ],
    except: [],
    origin: "stated",
  });
  expect(report.rows!.accepted).toBe(6);
  expect(report.warnings).toContain(
    "The extract covers what its rows speak of: 2 areas, each in months of its own between " +
      "2001-01 and 2009-12. Nothing else is reported.",
  );
});

test("a row that is rejected covers nothing", async () => {
  const { reports } = await births(
    `990521101001,2001,男,1\n${"990521101002,2001,男,1\n".repeat(60)}990521101001,2002,男,x\n`,
  );
  const report = reports.find(({ file }) => file === "births.csv")!;
  expect(report.coverage!.covers).toEqual([
    { area: "990521101001", from: 200101, to: 200112 },
    { area: "990521101002", from: 200101, to: 200112 },
  ]);
});

test("another word than rows, and exceptions beside it, are mistakes of the mapping", async () => {
  const { reports } = await births(
    "990521101001,2001,男,1\n",
    "covers: rows\nexcept: [{ area: '990521101001', from: 2001-01, to: 2001-12 }]",
  );
  expect(reports[0]!.refusal).toBe(
    'births.csv.mapping.yaml line 3, column 10: "except" has no place beside "covers: rows".',
  );
  await expect(births("990521101001,2001,男,1\n", "covers: cells")).rejects.toThrow(
    'Found "cells", expected a list of areas and periods, or rows.',
  );
});

test("a newer extract replaces the years that it has, of ninety stretches just those", async () => {
  const years = (villages: readonly string[], step: number, count: number) =>
    villages.flatMap((village) =>
      Array.from({ length: 60 / step }, (_, i) => `${village},${1950 + step * i},男,${count}\n`),
    );
  const villages = ["990521101001", "990521101002", "990521102001"];
  const { dataFolder, folder } = await births(years(villages, 2, 2).join(""));
  const [again] = writeFiles(folder, {
    "again.csv": `区划代码,出生年份,性别,出生人数\n${years(villages.slice(0, 2), 1, 3).join("")}`,
    "again.csv.mapping.yaml": "source: births-by-year\ncovers: rows\n",
  });
  const { files } = await load([again!], { dataFolder, accept: true });
  expect(files[0]!.supersedes.map(({ part }) => part)).toEqual(["part"]);
  expect(files[0]!.coverage!.covers.length).toBe(2);
  // Two villages have the new years, one after the other; the third keeps its 30 stretches.
  expect(await birthsByVillage(dataFolder)).toEqual([180, 180, 60]);

  // All three again, every fourth year: the years between stay as they were.
  const [fourth] = writeFiles(folder, {
    "fourth.csv": `区划代码,出生年份,性别,出生人数\n${years(villages, 4, 9).join("")}`,
    "fourth.csv.mapping.yaml": "source: births-by-year\ncovers: rows\n",
  });
  await load([fourth!], { dataFolder, accept: true });
  expect(await birthsByVillage(dataFolder)).toEqual([
    15 * 9 + 45 * 3,
    15 * 9 + 45 * 3,
    15 * 9 + 15 * 2,
  ]);
});

async function birthsByVillage(dataFolder: string): Promise<unknown[]> {
  await publish(dataFolder);
  const file = snapshotFile(dataFolder, readCurrent(dataFolder)!);
  const database = await Duckdb.open(file, { readOnly: true });
  const rows = await database.rows(`SELECT code, sum(births_count)::BIGINT AS n FROM fact_births
    JOIN dim_area USING (area_key) GROUP BY 1 ORDER BY 1`);
  database.close();
  return rows.map(({ n }) => n);
}
