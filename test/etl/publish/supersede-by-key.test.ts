/** What replaces what by its key: figures of documents, and changes of areas. */
import { expect, test } from "vitest";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { readCurrent, snapshotFile } from "#warehouse/engine/snapshot-files.ts";
import { loadFiles, writeFiles } from "../load-fixture.ts";

const header = "文件,区划代码,年份,指标,原文\n";

async function figures(dataFolder: string): Promise<unknown[]> {
  await publish(dataFolder);
  const file = snapshotFile(dataFolder, readCurrent(dataFolder)!);
  const database = await Duckdb.open(file, { readOnly: true });
  const rows = await database.rows(
    "SELECT document, quantity, printed FROM fact_reported_figures ORDER BY document, quantity, printed",
  );
  database.close();
  return rows.map(({ document, quantity, printed }) => [document, quantity, printed]);
}

test("two documents about one county and year stand beside each other", async () => {
  const { dataFolder, folder, reports } = await loadFiles({
    "001.csv": `${header}001,990521,2011,births,4357\n001,990521,2011,crudeBirthRate,7.56\n`,
    "002.csv": `${header}002,990521,2011,births,4361\n`,
  });
  expect(reports.map(({ supersedes }) => supersedes)).toEqual([[], []]);
  expect(await figures(dataFolder)).toEqual([
    ["001", "births", "4357"],
    ["001", "crudeBirthRate", "7.56"],
    ["002", "births", "4361"],
  ]);

  // The first document again, with one figure corrected; a month's figure is not the year's.
  const [again] = writeFiles(folder, {
    "001-corrected.csv": `${header}001,990521,2011,births,4375\n001,990521,2011-01,crudeBirthRate,8.1\n`,
  });
  const { files } = await load([again!], { dataFolder });
  expect(files[0]!.supersedes.map(({ file, part }) => [file, part])).toEqual([["001.csv", "part"]]);
  expect(await figures(dataFolder)).toEqual([
    ["001", "births", "4375"],
    ["001", "crudeBirthRate", "7.56"],
    ["001", "crudeBirthRate", "8.1"],
    ["002", "births", "4361"],
  ]);
});

test("a change of areas that is sent again replaces the one before", async () => {
  const changes = (weight: string) =>
    `变更日期,变更类型,原代码,新代码,人口比例\n2009-07-01,析置,990521101001,990521102001,${weight}\n`;
  const { reports } = await loadFiles({ "1.csv": changes("0.4"), "2.csv": changes("0.5") });
  expect(reports.map(({ supersedes }) => supersedes.map(({ file }) => file))).toEqual([
    [],
    ["1.csv"],
  ]);
});
