/**
 * Questions that are easily answered wrongly, asked of a published county whose numbers can be checked by
 * head (test/small-county.ts), with a year in which one township is silent.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Estimate } from "#warehouse/estimate.ts";
import { type Question, queryEstimates } from "#warehouse/query-estimates.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import { judgeTargets } from "#warehouse/targets/judge-targets.ts";
import { readTargets } from "#warehouse/targets/read-targets.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { county, type SmallCounty, smallCounty, towns, villages } from "../small-county.ts";

const [eastTown, westTown] = towns;

/** In 2012 the west town sends no births; rounds of check-ups, villages' practices and women of 2011. */
const further = {
  "births-2012.csv": {
    sidecar: [
      "source: births-family-planning",
      "received: 2013-03-01T08:00:00Z",
      "covers:",
      `  - {area: "${county}", from: 2012-01, to: 2012-12}`,
      "except:",
      `  - {area: "${westTown}", from: 2012-01, to: 2012-12}`,
    ],
    rows: [
      "area,month,sex,birth_order,maternal_age,births_count",
      `${villages[0]},2012-03,male,1,24,11`,
      `${villages[1]},2012-08,female,1,24,11`,
    ],
  },
  "checkups.csv": {
    sidecar: covering("checkup-rounds"),
    rows: [
      "area,period,listed_count,seen_count",
      ...[1, 2, 3, 4].map((quarter) => `${villages[0]},2011-Q${quarter},100,90`),
      ...[1, 2, 3, 4].map((quarter) => `${villages[1]},2011-Q${quarter},100,96`),
    ],
  },
  "practices.csv": {
    sidecar: covering("village-practices"),
    rows: [
      "area,date,villages_count,informed_choice_count,self_governing_count",
      ...villages.map((village, i) => `${village},2011-12-31,1,${i < 3 ? 1 : 0},0`),
    ],
  },
  "women.csv": {
    sidecar: covering("women-register"),
    rows: [
      "area,date,method,children,women_count,at_risk_count",
      `${villages[0]},2011-12-31,iud,1,40,25`,
      `${villages[0]},2011-12-31,none,0,20,10`,
    ],
  },
};

function covering(source: string): string[] {
  return [
    `source: ${source}`,
    "received: 2012-01-21T08:00:00Z",
    "covers:",
    `  - {area: "${county}", from: 2011-01, to: 2011-12}`,
  ];
}

let small: SmallCounty;
let warehouse: Warehouse;
let snapshot: Snapshot;

beforeAll(async () => {
  small = await smallCounty();
  const folder = join(small.folder, "further");
  mkdirSync(folder);
  for (const [file, { sidecar, rows }] of Object.entries(further)) {
    writeFileSync(join(folder, file), `${rows.join("\n")}\n`);
    writeFileSync(join(folder, `${file}.mapping.yaml`), `${sidecar.join("\n")}\n`);
  }
  await small.add(folder);
  warehouse = await Warehouse.open(small.dataFolder);
  snapshot = await warehouse.snapshot();
}, 120_000);
afterAll(async () => {
  await warehouse.close();
  small.remove();
});

async function estimate(
  measure: string,
  area: string,
  period: string,
  more: Partial<Question> = {},
): Promise<Estimate> {
  const question = { measures: [measure], areas: [area], periods: [period], ...more };
  const [estimates] = await queryEstimates(snapshot, warehouse.measures, [question]);
  return estimates![0]!;
}

const rounded = (number: number | null) => number && Number(number.toFixed(3));

test("no birth in a village that reported is 0, with an upper limit", async () => {
  const answer = await estimate("crudeBirthRate", villages[2], "2010");
  // 500 person-years; the exact upper limit of no event is 3.689.
  expect([answer.state, answer.value, answer.lower, rounded(answer.upper)]).toEqual([
    "SHOWN",
    0,
    0,
    7.378,
  ]);
  expect(answer.flags).toContain("very_low_count");
});

test("nothing reported is no zero", async () => {
  expect(await estimate("crudeBirthRate", westTown, "2012")).toMatchObject({
    state: "NOT_REPORTED",
    reason: "no_data",
    value: null,
    upper: null,
  });
  expect(await estimate("crudeBirthRate", county, "2009")).toMatchObject({
    state: "NOT_REPORTED",
    value: null,
  });
});

test("a denominator of zero gives no value, whatever the numerator is", async () => {
  // The village had no birth at all in 2010, and so no girl.
  expect(await estimate("sexRatioAtBirth", villages[2], "2010")).toMatchObject({
    state: "UNDEFINED",
    reason: "zero_denominator",
    value: null,
  });
  expect(await estimate("multiChildShare", villages[2], "2010")).toMatchObject({
    reason: "zero_denominator",
    value: null,
  });
});

test("a numerator above its denominator is null and inconsistent, not 114 %", async () => {
  // 40 users among 35 women at risk.
  expect(await estimate("contraceptivePrevalenceAtRisk", villages[0], "2011")).toMatchObject({
    state: "UNDEFINED",
    reason: "inconsistent_input",
    numerator: 40,
    denominator: 35,
    value: null,
    upper: null,
  });
});

test("half a year is annualised, or printed as it is when the period's rate is asked for", async () => {
  const annualised = await estimate("crudeBirthRate", county, "2010-H1");
  const period = await estimate("crudeBirthRate", county, "2010-H1", { rateKind: "period" });
  // 19 births of 4,500 persons in 181 days.
  expect([annualised.numerator, rounded(annualised.denominator)]).toEqual([19, 2231.507]);
  expect([period.numerator, rounded(period.denominator)]).toEqual([19, 4500]);
  expect([rounded(annualised.value), rounded(period.value)]).toEqual([8.514, 4.222]);
});

test("a year with one silent township stands for the other one, on its own person-years", async () => {
  const answer = await estimate("crudeBirthRate", county, "2012");
  // 22 births of the east town's 2,200 persons, not of the county's 4,700.
  expect(answer).toMatchObject({ state: "INCOMPLETE", coverage: 0.5, numerator: 22 });
  expect([rounded(answer.denominator), rounded(answer.value)]).toEqual([2200, 10]);
  expect(answer.flags).toContain("incomplete_coverage");
  expect(await estimate("crudeBirthRate", eastTown, "2012")).toMatchObject({
    state: "SHOWN",
    coverage: 1,
    numerator: 22,
  });
});

test("persons counted once in each quarter are not added up to a year", async () => {
  expect(await estimate("checkupParticipationRate", eastTown, "2011-Q2")).toMatchObject({
    state: "SHOWN",
    value: 93,
    numerator: 186,
    denominator: 200,
  });
  expect(await estimate("checkupParticipationRate", eastTown, "2011")).toMatchObject({
    state: "UNDEFINED",
    reason: "not_additive",
    value: null,
    numerator: null,
  });
});

test("villages are counted completely: a value without an interval, and the reason", async () => {
  expect(await estimate("informedChoiceVillageShare", county, "2011")).toMatchObject({
    state: "SHOWN",
    value: 75,
    lower: null,
    upper: null,
    intervalMethod: null,
    reason: "complete_enumeration",
  });
});

test("the sex ratio of one township and year cannot be told from the band, and says what it takes", async () => {
  const answer = await estimate("sexRatioAtBirth", eastTown, "2010");
  // 12 boys and 10 girls: 120, where about 2,400 births would be needed.
  expect([answer.value, answer.numerator, answer.denominator]).toEqual([120, 12, 10]);
  expect(Math.round(answer.eventsNeeded! / 100) * 100).toBe(2400);
  const band = readTargets().filter(({ measure }) => measure === "sexRatioAtBirth");
  const [statuses] = await judgeTargets(snapshot, warehouse.measures, band, [answer]);
  expect(statuses!.map(({ status }) => status)).toEqual(band.map(() => "CANNOT_TELL"));
  expect(statuses!.length).toBeGreaterThan(0);
});
