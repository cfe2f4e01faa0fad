/** Births of a year over the person-years of a part of it would be a rate several times too high. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import { Warehouse } from "#warehouse/warehouse.ts";

const folder = mkdtempSync(join(tmpdir(), "demograph-exposure-"));
const dataFolder = join(folder, "data");
let warehouse: Warehouse;

/** Two villages of 1,000 people; their mean population is known for 2010 alone. */
const extracts = {
  "areas.csv": [
    "code,name_en,level,parent",
    "9,County,county,",
    "91,A,village,9",
    "92,B,village,9",
  ],
  "people.csv": ["area,year,sex,age,population", "91,2010,1,20,1000", "92,2010,1,20,1000"],
  "births.csv": [
    "area_code,birth_date,sex",
    "91,2010-05-01,1",
    "91,2010-11-01,2",
    "92,2011-02-01,1",
    "92,2011-08-01,2",
  ],
};
const sidecars = {
  "areas.csv": "source: areas\n",
  "people.csv": 'source: population-estimates\ncovers: [{area: "9", from: 2010-01, to: 2010-12}]\n',
  "births.csv": 'source: births-hospital\ncovers: [{area: "9", from: 2010-01, to: 2011-12}]\n',
};

beforeAll(async () => {
  mkdirSync(join(folder, "extracts"));
  for (const [file, lines] of Object.entries(extracts)) {
    writeFileSync(join(folder, "extracts", file), `${lines.join("\n")}\n`);
  }
  for (const [file, text] of Object.entries(sidecars)) {
    writeFileSync(join(folder, "extracts", `${file}.mapping.yaml`), text);
  }
  const { files } = await load([join(folder, "extracts")], { dataFolder });
  expect(files.map(({ outcome, refusal }) => [outcome, refusal])).toEqual(
    Array(3).fill(["accepted", null]),
  );
  await publish(dataFolder);
  warehouse = await Warehouse.open(dataFolder);
});

afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true });
});

test("a period with person-years for a part of it has no rate", async () => {
  const snapshot = await warehouse.snapshot();
  const [rates] = await queryEstimates(snapshot, warehouse.measures, [
    { measures: ["crudeBirthRate"], areas: ["9"], periods: ["2010", "2010-H2", "SY2011", "2011"] },
  ]);
  expect(rates!.map(({ period, state, reason, value }) => [period, state, reason, value])).toEqual([
    ["2010", "SHOWN", null, 1],
    ["2010-H2", "SHOWN", null, expect.closeTo(1 / (2 * (184 / 365)), 6)],
    ["SY2011", "UNDEFINED", "exposure_missing", null],
    ["2011", "UNDEFINED", "exposure_missing", null],
  ]);
});

test("a measure without person-years is not concerned", async () => {
  const snapshot = await warehouse.snapshot();
  const [ratios] = await queryEstimates(snapshot, warehouse.measures, [
    { measures: ["sexRatioAtBirth"], areas: ["9"], periods: ["2011"] },
  ]);
  expect(ratios).toMatchObject([{ state: "SHOWN", value: 100 }]);
});
