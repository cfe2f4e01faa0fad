/**
 * Areas in time, through the real loader: village v1 is merged into v2, v4 gives four tenths of itself
 * to the new v5, and v3 moves from town 101 to town 102, all on 1 July 2010.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import type { Borders } from "#warehouse/estimate.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import { readMeasures } from "#warehouse/read-measures.ts";
import { Warehouse } from "#warehouse/warehouse.ts";

const areas2009 = `code,name_zh,level,parent,valid_to
1,县,county,,
101,东镇,township,1,
102,西镇,township,1,
v1,甲村,village,101,2010-07-01
v2,乙村,village,101,
v3,丙村,village,101,
v4,丁村,village,102,`;

const areas2010 = `code,name_zh,level,parent,valid_from
v3,丙村,village,102,2010-07-01
v5,戊村,village,102,2010-07-01`;

const changes = `changed_on,kind,from_code,to_code,weight
2010-07-01,merge,v1,v2,1
2010-07-01,split,v4,v4,0.6
2010-07-01,split,v4,v5,0.4
2010-07-01,transfer,v3,v3,1`;

const births = `area,month,sex,births
v1,2010-03,m,3
v2,2010-03,m,5
v2,2010-09,m,8
v3,2010-03,m,7
v3,2010-09,m,9
v4,2010-03,m,10
v4,2010-09,m,6
v5,2010-09,m,4`;

const population = `area,date,population_base,sex,age,population
v1,2009-12-31,registered,m,20,100
v2,2009-12-31,registered,m,20,200
v3,2009-12-31,registered,m,20,300
v4,2009-12-31,registered,m,20,1000
v2,2010-12-31,registered,m,20,300
v3,2010-12-31,registered,m,20,300
v4,2010-12-31,registered,m,20,600
v5,2010-12-31,registered,m,20,400`;

let folder: string;
let warehouse: Warehouse;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "demograph-borders-"));
  const files = {
    "1-areas.csv": [areas2009, "source: areas\nreceived: 2009-01-05T00:00:00Z"],
    "2-areas.csv": [areas2010, "source: areas\nreceived: 2010-07-05T00:00:00Z"],
    "3-changes.csv": [changes, "source: area-changes\nreceived: 2010-07-05T00:00:00Z"],
    "births.csv": [
      births,
      'source: births-family-planning\nreceived: 2011-01-09T00:00:00Z\ncovers: [{area: "1", from: 2010-01, to: 2010-12}]',
    ],
    "population.csv": [
      population,
      'source: population-register\nreceived: 2011-01-09T00:00:00Z\ncovers: [{area: "1", from: 2009-12, to: 2010-12}]',
    ],
  };
  for (const [name, [text, sidecar]] of Object.entries(files)) {
    writeFileSync(join(folder, name), `${text}\n`);
    writeFileSync(join(folder, `${name}.mapping.yaml`), `${sidecar}\n`);
  }
  const dataFolder = join(folder, "data");
  const report = await load([folder], { dataFolder });
  expect(report.files.flatMap(({ refusal }) => refusal ?? [])).toEqual([]);
  expect(report.files.flatMap(({ rejects }) => rejects)).toEqual([]);
  await publish(dataFolder);
  warehouse = await Warehouse.open(dataFolder);
});
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Area/period → births, state and person-years. */
async function birthsOf(areas: string[], periods: string[], borders: Borders) {
  const [estimates] = await queryEstimates(await warehouse.snapshot(), await readMeasures(), [
    { measures: ["crudeBirthRate"], areas, periods, borders },
  ]);
  return Object.fromEntries(
    estimates!.map((e) => [
      `${e.area} ${e.period}`,
      [e.numerator, e.state, e.denominator === null ? null : Math.round(e.denominator)],
    ]),
  );
}

describe("as it was", () => {
  test("a town has what its villages of the time had", async () => {
    expect(await birthsOf(["1", "101", "102"], ["2010-H1", "2010-H2", "2010"], "asWas")).toEqual({
      "1 2010-H1": [25, "SHOWN", 756],
      "1 2010-H2": [27, "SHOWN", 844],
      "1 2010": [52, "SHOWN", 1600],
      "101 2010-H1": [15, "SHOWN", 310],
      "101 2010-H2": [8, "SHOWN", 139],
      "101 2010": [23, "SHOWN", 449],
      "102 2010-H1": [10, "SHOWN", 446],
      "102 2010-H2": [19, "SHOWN", 706],
      "102 2010": [29, "SHOWN", 1152],
    });
  });

  test("a village that moved keeps its births of both towns; one that ended has none after", async () => {
    const periods = ["2010-H1", "2010-H2"];
    expect(await birthsOf(["v3", "v1", "v5"], periods, "asWas")).toMatchObject({
      "v3 2010-H1": [7, "SHOWN", 149],
      "v3 2010-H2": [9, "SHOWN", 151],
      "v1 2010-H1": [3, "SHOWN", 50],
      "v1 2010-H2": [null, "UNDEFINED", null],
      "v5 2010-H1": [null, "UNDEFINED", null],
      "v5 2010-H2": [4, "SHOWN", 202],
    });
  });

  test("a moved village is listed once, at its newest place", async () => {
    const snapshot = await warehouse.snapshot();
    const { areas } = await snapshot.listAreas({ level: "village" });
    expect(areas.map(({ code, parentCode }) => `${code} ${parentCode}`)).toEqual([
      "v1 101",
      "v2 101",
      "v3 102",
      "v4 102",
      "v5 102",
    ]);
  });
});

describe("in the borders of today", () => {
  test("history goes to the areas that exist now, by its shares", async () => {
    const villages = await birthsOf(["v2", "v3", "v4", "v5"], ["2010-H1"], "current");
    expect(villages).toEqual({
      "v2 2010-H1": [8, "SHOWN", 161],
      "v3 2010-H1": [7, "SHOWN", 149],
      "v4 2010-H1": [6, "SHOWN", 268],
      "v5 2010-H1": [4, "SHOWN", 178],
    });
  });

  test("towns are the sum of their villages of today, and the county is what it was", async () => {
    expect(await birthsOf(["1", "101", "102"], ["2010-H1", "2010"], "current")).toEqual({
      "1 2010-H1": [25, "SHOWN", 756],
      "1 2010": [52, "SHOWN", 1600],
      "101 2010-H1": [8, "SHOWN", 161],
      "101 2010": [16, "SHOWN", 300],
      "102 2010-H1": [17, "SHOWN", 595],
      "102 2010": [36, "SHOWN", 1301],
    });
  });

  test("an area that ended has no history of its own", async () => {
    expect(await birthsOf(["v1"], ["2010-H1"], "current")).toEqual({
      "v1 2010-H1": [null, "UNDEFINED", null],
    });
  });
});
