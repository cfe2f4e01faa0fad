/** What the published county answers where nobody reported: never a zero that nobody counted. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Question, queryEstimates } from "#warehouse/query-estimates.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { type SmallCounty, silentVillage, smallCounty, villages } from "../../small-county.ts";

let small: SmallCounty;
let warehouse: Warehouse;
let snapshot: Snapshot;

beforeAll(async () => {
  small = await smallCounty();
  warehouse = await Warehouse.open(small.dataFolder);
  snapshot = await warehouse.snapshot();
});
afterAll(async () => {
  await warehouse.close();
  small.remove();
});

async function estimate(
  measure: string,
  area: string,
  period: string,
  more: Partial<Question> = {},
) {
  const question = { measures: [measure], areas: [area], periods: [period], ...more };
  const [estimates] = await queryEstimates(snapshot, warehouse.measures, [question]);
  return estimates![0]!;
}

test("the silent village's quarter is not reported", async () => {
  expect(await estimate("crudeBirthRate", silentVillage, "2011-Q3")).toMatchObject({
    state: "NOT_REPORTED",
    reason: "no_data",
    value: null,
    numerator: null,
    coverage: 0,
  });
});

test("its year is incomplete: 15 births over the person-years of the nine months reported", async () => {
  const year = await estimate("crudeBirthRate", silentVillage, "2011");
  expect(year).toMatchObject({ state: "INCOMPLETE", numerator: 15, coverage: 0.75 });
  expect(year.denominator).toBeCloseTo((2000 * (365 - 92)) / 365, 4);
  expect(year.flags).toContain("incomplete_coverage");
});

test("a covered village without births has zero births and an upper limit", async () => {
  const zero = await estimate("crudeBirthRate", "990001102001", "2010");
  expect(zero).toMatchObject({ state: "SHOWN", value: 0, numerator: 0, lower: 0, coverage: 1 });
  // The exact upper limit of nothing in 500 person-years: -ln(0.025) / 500 × 1,000.
  expect(zero.upper).toBeCloseTo((-Math.log(0.025) / 500) * 1000, 4);
});

test("money that is booked to towns says nothing about their villages", async () => {
  expect(await estimate("fundingPerCapita", "990001101001", "2010")).toMatchObject({
    state: "UNDEFINED",
    reason: "not_applicable",
    value: null,
  });
});

test("money of a year says nothing about its quarters", async () => {
  expect(await estimate("fundingPerCapita", "990001", "2010-Q1")).toMatchObject({
    state: "UNDEFINED",
    reason: "not_applicable",
  });
});

test("a county's money holds its own office's: 32,300.50 yuan over 4,500 persons", async () => {
  const funding = await estimate("fundingPerCapita", "990001", "2010");
  expect(funding).toMatchObject({ state: "SHOWN", numerator: 32300.5, lower: null });
  expect(funding.value).toBeCloseTo(32300.5 / 4500, 6);
});

test("a year to come is not due", async () => {
  expect(await estimate("crudeBirthRate", "990001", "2013")).toMatchObject({
    state: "NOT_DUE",
    value: null,
  });
});

test("a year before the first extract is not reported", async () => {
  expect(await estimate("crudeBirthRate", "990001", "2009")).toMatchObject({
    state: "NOT_REPORTED",
    value: null,
  });
});

test("residents whose births nobody reports have no birth rate, not a rate of zero", async () => {
  const resident = await estimate("crudeBirthRate", "990001101001", "2010", { base: "resident" });
  expect(resident).toMatchObject({ base: "resident", state: "NOT_REPORTED", value: null });
});

test("without a base, the one that counts births answers", async () => {
  const value = await estimate("crudeBirthRate", "990001101001", "2010");
  expect(value).toMatchObject({ base: "registered", numerator: 10 });
  expect(value.denominator).toBeCloseTo(1000, 4);
});

test("births of unknown sex are in the birth rate and in neither side of the sex ratio", async () => {
  const area = "990001101002";
  expect(await estimate("crudeBirthRate", area, "2011")).toMatchObject({ numerator: 11 });
  const ratio = await estimate("sexRatioAtBirth", area, "2011");
  expect(ratio).toMatchObject({ numerator: 5, denominator: 5, value: 100 });
  expect(ratio.flags).toContain("sex_unknown_excluded");
});

test("4 villages × 2 years × 5 measures take one statement for each fact", async () => {
  await snapshot.areasByCode(villages);
  const before = snapshot.database.statements;
  const measures = [
    "crudeBirthRate",
    "crudeDeathRate",
    "sexRatioAtBirth",
    "generalFertilityRate",
    "fundingPerCapita",
  ];
  const [estimates] = await queryEstimates(snapshot, warehouse.measures, [
    { measures, areas: villages, periods: ["2010", "2011"] },
  ]);
  expect(estimates).toHaveLength(40);
  const facts = ["births", "deaths", "person-years", "funding", "coverage"];
  expect(snapshot.database.statements - before).toBe(facts.length);
});

test("a year and its months of every area still take one statement for each fact", async () => {
  const { areas } = await snapshot.listAreas({});
  const before = snapshot.database.statements;
  await queryEstimates(snapshot, warehouse.measures, [
    {
      measures: ["crudeBirthRate", "sexRatioAtBirth"],
      areas: areas.map((area) => area.code),
      periods: ["2010", "2011", "2011-Q3", "2011-09", "SY2011"],
    },
    { measures: ["crudeBirthRate"], areas: ["990001"], periods: ["2011"], by: ["birthOrder"] },
  ]);
  const facts = ["births", "person-years", "coverage"];
  expect(snapshot.database.statements - before).toBe(facts.length);
});
