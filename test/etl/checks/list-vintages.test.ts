/** What was known when: each extract's own figure, and the one in force once it had come. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { listVintages } from "#etl/checks/list-vintages.ts";
import { load } from "#etl/load.ts";
import { smallAreas, temporaryFolder, writeFiles } from "../load-fixture.ts";

const births = (...cells: readonly (readonly [string, string, number])[]) =>
  [
    "村编码,出生日期,性别,births_count",
    ...cells.map(([village, month, count]) => `990521${village},${month},女,${count}`),
  ].join("\n");

async function vault() {
  const folder = temporaryFolder();
  const dataFolder = join(folder, "data");
  const sidecar = (received: string, covers: string) =>
    `source: births-police\nreceived: "${received}T00:00:00Z"\ncovers: [${covers}]\n`;
  const year = '{ area: "990521", from: 2010-01, to: 2010-12 }';
  const town = '{ area: "990521101", from: 2010-01, to: 2010-06 }';
  writeFiles(folder, {
    "a.csv": births(["101001", "2010-03", 5], ["101001", "2010-09", 3], ["102001", "2010-03", 2]),
    "a.csv.mapping.yaml": sidecar("2011-01-05", year),
    "b.csv": births(["101001", "2010-03", 6]),
    "b.csv.mapping.yaml": sidecar("2011-02-05", town),
    "c.csv": births(["101001", "2010-03", 6], ["101001", "2010-09", 4], ["102001", "2010-03", 2]),
    "c.csv.mapping.yaml": sidecar("2011-03-05", year),
    "areas.csv": smallAreas,
  });
  const paths = ["areas.csv", "a.csv", "b.csv", "c.csv"].map((name) => join(folder, name));
  await load(paths, { dataFolder });
  return dataFolder;
}

const told = async (dataFolder: string, area: string, from: number, to: number) => {
  const { column, vintages } = await listVintages(dataFolder, {
    source: "births-police",
    area,
    from,
    to,
  });
  expect(column).toBe("births_count");
  return vintages.map(({ receivedAt, file, value, known }) => [
    receivedAt.slice(0, 10),
    file,
    value,
    known,
  ]);
};

test("a county, a town and one of its months are told by every extract that covers them", async () => {
  const dataFolder = await vault();
  expect(await told(dataFolder, "990521", 201001, 201012)).toEqual([
    ["2011-01-05", "a.csv", 10, 10],
    ["2011-02-05", "b.csv", 6, 11],
    ["2011-03-05", "c.csv", 12, 12],
  ]);
  expect(await told(dataFolder, "990521101", 201003, 201003)).toEqual([
    ["2011-01-05", "a.csv", 5, 5],
    ["2011-02-05", "b.csv", 6, 6],
    ["2011-03-05", "c.csv", 6, 6],
  ]);
  expect(await told(dataFolder, "990521102", 201001, 201012)).toEqual([
    ["2011-01-05", "a.csv", 2, 2],
    ["2011-03-05", "c.csv", 2, 2],
  ]);
  expect(await told(dataFolder, "990521", 200901, 200912)).toEqual([]);
});

test("an unknown area is answered with the nearest", async () => {
  const dataFolder = await vault();
  await expect(told(dataFolder, "990512", 201001, 201012)).rejects.toThrow(
    'Unknown area "990512". Did you mean "990521" (青溪县)?',
  );
});
