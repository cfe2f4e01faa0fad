/** 100,000 births without a place, a month or a key: what can be said of them, and nothing more. */
import { beforeAll, describe, expect, test } from "vitest";
import { Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { sharedIsThere } from "../../shared-folder.ts";
import { openRealData, outcomes, type RealData, sharedData } from "./open-real-data.ts";

describe.skipIf(!sharedIsThere)("births of the USA, 2014", () => {
  let births: RealData;

  beforeAll(async () => {
    births = await openRealData("us-natality-2014");
  });

  test("every row is a birth, the ten that repeat another among them", () => {
    const file = "natality_2014_100k.csv.gz";
    expect(outcomes(births.reports)).toEqual([
      [file, "areas", "accepted", 1, 0],
      [file, "births-by-year", "accepted", 100_000, 0],
    ]);
  });

  test("51,173 boys and 48,827 girls: 104.80 boys per 100 girls", async () => {
    const [ratio] = await births.ask({
      measures: ["sexRatioAtBirth"],
      areas: ["US"],
      periods: ["2014"],
    });
    expect(ratio).toMatchObject({ numerator: 51_173, denominator: 48_827, state: "SHOWN" });
    expect(ratio!.value!.toFixed(2)).toBe("104.80");
  });

  test("by live birth order, children who died counted, as the rows themselves have it", async () => {
    const ratios = await births.ask({
      measures: ["sexRatioAtBirth"],
      areas: ["US"],
      periods: ["2014"],
      by: ["birthOrder"],
    });
    const found = ratios.map(({ categories, numerator, denominator }) => [
      categories[0]!.code,
      numerator,
      denominator,
    ]);
    expect(found).toEqual(await countedFromTheFile());
    expect(ratios.map(({ value }) => value!.toFixed(2))).toEqual([
      "102.07",
      "104.94",
      "104.61",
      "104.89",
    ]);
  });

  test("by earlier children now living, as the table in the README has it", async () => {
    const living = await openRealData("us-natality-2014", {
      change: (yaml) => yaml.replace("sum: [priorlive, priordead, ", "sum: [priorlive, "),
    });
    const ratios = await living.ask({
      measures: ["sexRatioAtBirth"],
      areas: ["US"],
      periods: ["2014"],
      by: ["birthOrder"],
    });
    const [unknown, none, one, more] = ratios;
    expect(unknown!.numerator! + unknown!.denominator!).toBe(329);
    expect([none, one].map((ratio) => ratio!.value!.toFixed(2))).toEqual(["105.03", "104.47"]);
    expect(more!.categories[0]!.code).toBe("3+");
  });

  test("a quarter or a month of the year has no answer", async () => {
    const answers = await births.ask({
      measures: ["sexRatioAtBirth"],
      areas: ["US"],
      periods: ["2014-Q1", "2014-05"],
    });
    expect(answers.map(({ value, state, reason }) => [value, state, reason])).toEqual([
      [null, "UNDEFINED", "not_applicable"],
      [null, "UNDEFINED", "not_applicable"],
    ]);
  });

  test("mothers have their own ages: 28.3 years on average", async () => {
    const [mothers] = await births.rows(`SELECT sum(mothers_of_known_age_count)::BIGINT AS mothers,
        sum(maternal_age_sum)::BIGINT AS years, sum(maternal_age_square_sum)::BIGINT AS squares
        FROM fact_births`);
    const [counted] = await ofTheFile(
      "count(mager) AS mothers, sum(mager)::BIGINT AS years, sum(mager * mager)::BIGINT AS squares",
    );
    expect(mothers).toEqual(counted);
    expect((counted!.years as number) / 100_000).toBeCloseTo(28.3, 1);
  });
});

/** Boys and girls by live birth order, counted by other means than ours. */
async function countedFromTheFile(): Promise<unknown[]> {
  const order = `CASE WHEN priorlive + priordead IS NULL THEN 'unknown'
    WHEN priorlive + priordead > 1 THEN '3+' ELSE (priorlive + priordead + 1)::VARCHAR END`;
  const rows = await ofTheFile(
    `${order} AS n, count(*) FILTER (sex = 'M') AS boys, count(*) FILTER (sex = 'F') AS girls`,
    "GROUP BY 1 ORDER BY n <> 'unknown', n",
  );
  return rows.map(({ n, boys, girls }) => [n, boys, girls]);
}

async function ofTheFile(select: string, rest = ""): Promise<Record<string, unknown>[]> {
  const database = await Duckdb.open(":memory:");
  const file = textLiteral(sharedData("us-natality-2014/natality_2014_100k.csv.gz"));
  try {
    return await database.rows(`SELECT ${select} FROM read_csv(${file}) ${rest}`);
  } finally {
    database.close();
  }
}
