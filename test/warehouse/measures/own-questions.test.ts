/** What a measure makes of a question: its own population bases, its only breakdown, waves, samples. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Estimate } from "#warehouse/estimate.ts";
import { explainEstimate } from "#warehouse/explain-estimate.ts";
import { type Question, queryEstimates } from "#warehouse/query-estimates.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { fullCounty, publishFullCounty } from "../full-county.ts";
import { measures } from "./evaluate-measure.ts";

let published: Awaited<ReturnType<typeof publishFullCounty>>;
let warehouse: Warehouse;
let snapshot: Snapshot;
beforeAll(async () => {
  published = await publishFullCounty("own questions");
  warehouse = await Warehouse.open(published.dataFolder);
  snapshot = await warehouse.snapshot();
}, 120_000);
afterAll(async () => {
  await warehouse.close();
  published.remove();
});

async function estimate(measure: string, more: Partial<Question> = {}): Promise<Estimate> {
  const question = { measures: [measure], areas: [fullCounty], periods: ["2011"], ...more };
  return (await queryEstimates(snapshot, measures, [question]))[0]![0]!;
}

async function sum(sql: string): Promise<number> {
  const [row] = await snapshot.database.rows<{ sum: number }>(sql);
  return row!.sum;
}

describe("population bases", () => {
  test("a measure of out-migrants keeps to them, whatever base is named", async () => {
    const plain = await estimate("migrantOutContraceptivePrevalence");
    const resident = await estimate("migrantOutContraceptivePrevalence", { base: "resident" });
    expect([plain.base, resident.base, resident.value]).toEqual([
      "outMigrant",
      "outMigrant",
      plain.value,
    ]);
    const women = await sum(`SELECT sum(women_count)::DOUBLE AS sum FROM fact_women
      WHERE population_base_key = 4 AND month_key = 201112 AND method_key <> 9`);
    expect(plain.denominator).toBe(women);
  });

  test("migrants' papers are counted for in- and out-migrants together, or for one of them", async () => {
    const all = await estimate("dataAdmissionRate");
    const [moved, left] = [
      await estimate("dataAdmissionRate", { base: "inMigrant" }),
      await estimate("dataAdmissionRate", { base: "outMigrant" }),
    ];
    expect([all.base, moved.base, all.coverage]).toEqual([null, "inMigrant", 1]);
    expect(all.denominator).toBe(moved.denominator! + left.denominator!);
    expect(all.numerator).toBe(moved.numerator! + left.numerator!);
  });

  test("births of migrants are those who came, unless those who left are asked for", async () => {
    const { base } = await estimate("migrantPolicyComplianceRate");
    const left = await estimate("migrantPolicyComplianceRate", { base: "outMigrant" });
    expect([base, left.base]).toEqual(["inMigrant", "outMigrant"]);
  });
});

describe("measures that are only meant by a breakdown", () => {
  test.each(["awarenessRate", "methodShare", "birthOrderShare", "ageSpecificFertilityRate"])(
    "%s says nothing without it",
    async (id) => {
      expect(await estimate(id)).toMatchObject({
        state: "UNDEFINED",
        reason: "not_applicable",
        value: null,
      });
    },
  );

  test("the shares of all methods make up the whole", async () => {
    const question = { measures: ["methodShare"], areas: [fullCounty], periods: ["2011"] };
    const [shares] = await queryEstimates(snapshot, measures, [{ ...question, by: ["method"] }]);
    const total = shares!.reduce((all, { value }) => all + value!, 0);
    expect(total).toBeCloseTo(100, 9);
    expect(shares!.map(({ categories }) => categories[0]!.code)).not.toContain("unknown");
  });
});

describe("waves of a survey", () => {
  test("one month a year is the whole of a wave", async () => {
    expect(await estimate("satisfactionRate")).toMatchObject({ state: "SHOWN", coverage: 1 });
    const quarter = await estimate("satisfactionRate", { periods: ["2011-Q4"] });
    expect(quarter).toMatchObject({ state: "SHOWN", coverage: 1 });
  });

  test("a quarter between waves has none, and none is missing", async () => {
    expect(await estimate("satisfactionRate", { periods: ["2011-Q1"] })).toMatchObject({
      state: "UNDEFINED",
      reason: "not_applicable",
    });
  });

  test("two questions for the same sample read its rows once", async () => {
    const question = { measures: ["satisfactionRate"], areas: [fullCounty], periods: ["2011"] };
    const [first, second] = await queryEstimates(snapshot, measures, [question, question]);
    expect([first![0], second![0]]).toEqual([
      await estimate("satisfactionRate"),
      await estimate("satisfactionRate"),
    ]);
  });

  test("the limits follow the design, and the statement of its rows is told", async () => {
    const answer = await estimate("satisfactionRate");
    expect(answer.intervalMethod).toBe("wilsonAtEffectiveSize");
    // Weighed by what villages stand for, it is not the plain share of answers.
    expect(answer.value).not.toBeCloseTo((100 * answer.numerator!) / answer.denominator!, 3);
    const { sql } = await explainEstimate(snapshot, measures, answer);
    const statements = sql.split(";").filter((text) => text.includes("population_count"));
    expect(statements).toHaveLength(1);
    const rows = await snapshot.database.rows(statements[0]!);
    expect(rows).toHaveLength(6);
  });
});

test("registration is as complete as the hospitals' births that the register has", async () => {
  const answer = await estimate("birthRegistrationCompleteness");
  const pair = `FROM fact_birth_matches m JOIN dim_source s USING (source_key)
    WHERE s.source = 'births-hospital' AND month_key BETWEEN 201101 AND 201112`;
  expect([answer.numerator, answer.denominator]).toEqual([
    await sum(`SELECT sum(matched_count)::DOUBLE AS sum ${pair}`),
    await sum(`SELECT sum(births_count)::DOUBLE AS sum ${pair}`),
  ]);
  // Nine of ten births were registered.
  expect(answer.value!).toBeGreaterThan(80);
  expect(answer.value!).toBeLessThan(98);
});

test("returns on time are told by source as well as together", async () => {
  const question = { measures: ["registrationTimelinessRate"], areas: [fullCounty] };
  const [bySource] = await queryEstimates(snapshot, measures, [
    { ...question, periods: ["2011"], by: ["source"] },
  ]);
  const together = await estimate("registrationTimelinessRate");
  const due = bySource!.reduce((all, { denominator }) => all + denominator!, 0);
  expect(due).toBe(together.denominator);
  expect(bySource!.length).toBeGreaterThan(5);
});

test.each([
  ["crudeDeathRate", ""],
  ["inducedAbortionRate", "AND sex_key = 2 AND age_band_key BETWEEN 15 AND 45"],
])("a silent village lowers neither side of %s", async (id, women) => {
  const answer = await estimate(id);
  const lived = await sum(`SELECT sum(person_years)::DOUBLE AS sum FROM fact_person_years
    WHERE month_key BETWEEN 201101 AND 201112 AND population_base_key = 1 ${women} AND NOT (
      month_key >= 201110
      AND area_key = (SELECT area_key FROM dim_area WHERE code = '980001103002'))`);
  expect(answer.state).toBe("INCOMPLETE");
  expect(answer.denominator).toBeCloseTo(lived, 4);
});
