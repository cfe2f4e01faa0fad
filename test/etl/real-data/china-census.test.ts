/** A census workbook as it reached an analyst: nothing is counted twice, and its faults are told. */
import { beforeAll, describe, expect, test } from "vitest";
import { sharedIsThere } from "../../shared-folder.ts";
import { openRealData, outcomes, type RealData } from "./open-real-data.ts";

describe.skipIf(!sharedIsThere)("China's census of 2010", () => {
  let census: RealData;

  beforeAll(async () => {
    census = await openRealData("china-census-2010");
  });

  test("the 28 rows without a code are dropped and counted, nothing is rejected", () => {
    const file = "census_county_2010_v1.xlsx";
    expect(outcomes(census.reports)).toEqual([
      [file, "areas", "accepted", 3_221, 0],
      [file, "population-register", "accepted", 2_861 * 38, 0],
      [file, "reported-figures", "accepted", 3_221 * 6, 0],
    ]);
    // 30 blank rows of the sheet are no rows.
    expect(census.reports[0]!.rows).toMatchObject({ read: 3_249, dropped: 28 });
    expect(census.reports[0]!.warnings).toContain("The mapping dropped 28 rows.");
  });

  test("three levels, counties below their prefecture or right below their province", async () => {
    expect(
      await census.rows(`SELECT a.level, above.level AS above, count(*) AS n FROM dim_area a
        LEFT JOIN dim_area above ON above.area_key = a.parent_key GROUP BY ALL ORDER BY n`),
    ).toEqual([
      { level: "province", above: null, n: 31 },
      { level: "county", above: "province", n: 117 },
      { level: "prefecture", above: "province", n: 333 },
      { level: "county", above: "prefecture", n: 2_740 },
    ]);
    expect(await census.rows("SELECT code FROM dim_area WHERE name_zh LIKE '%经济学家%'")).toEqual(
      [],
    );
  });

  test("as printed the provinces have 1,332,810,869 people and the counties 1,319,828,719", async () => {
    expect(
      await census.rows(`SELECT a.level, sum(printed::BIGINT)::BIGINT AS people
        FROM fact_reported_figures JOIN dim_area a USING (area_key)
        WHERE quantity = 'population' AND level <> 'prefecture' GROUP BY 1 ORDER BY 1`),
    ).toEqual([
      { level: "county", people: 1_319_828_719 },
      { level: "province", people: 1_332_810_869 },
    ]);
  });

  test("by age the counties add up to that but for the two whose ages do not", async () => {
    expect(
      await census.rows(`SELECT a.code, any_value(printed)::BIGINT AS printed,
          sum(population_count)::BIGINT AS by_age
        FROM fact_population_stock JOIN dim_area a USING (area_key)
        JOIN (SELECT area_key, printed FROM fact_reported_figures WHERE quantity = 'population') p
          USING (area_key)
        GROUP BY 1 HAVING printed <> by_age ORDER BY 1`),
    ).toEqual([
      // 建昌县 and 石鼓区.
      { code: "211422", printed: 520_537, by_age: 550_537 },
      { code: "430407", printed: 231_592, by_age: 231_586 },
    ]);
    const [people] = await census.rows(
      "SELECT sum(population_count)::BIGINT AS people FROM fact_population_stock",
    );
    // The provinces, less ten areas without a code, with the two faults.
    expect(people).toEqual({ people: 1_332_810_869 - 723_407 + 30_000 - 6 });
  });

  test("the load itself finds the column: the province has 30,000 women fewer than its counties", () => {
    const [, population] = census.reports;
    expect(population!.findings.map(({ kind, sentence }) => [kind, sentence])).toEqual([
      [
        "stated total",
        "population-register: census_county_2010_v1.xlsx row 476, column " +
          '"35-39岁（女）": found the total "1822353", expected 1852353, the sum of the 100 records ' +
          "below it. 138 such totals differ from their sums.",
      ],
    ]);
  });

  test("临沧市 is printed with 11,038 men per 100 women, and kept as printed", async () => {
    expect(
      await census.rows(`SELECT quantity, printed FROM fact_reported_figures
        JOIN dim_area USING (area_key) WHERE code = '530900' AND quantity <> 'population'
          AND quantity NOT LIKE 'crude%' ORDER BY 1`),
    ).toEqual([
      { quantity: "femalePopulation", printed: "1154819" },
      { quantity: "malePopulation", printed: "1274678" },
      { quantity: "sexRatio", printed: "11038" },
    ]);
  });

  test("117.96 boys per 100 girls below one year of age", async () => {
    const [infants] = await census.rows(`SELECT
        sum(infants_count) FILTER (sex_key = 1)::BIGINT AS boys,
        sum(infants_count) FILTER (sex_key = 2)::BIGINT AS girls FROM fact_population_stock`);
    const { boys, girls } = infants as { boys: number; girls: number };
    expect(((boys / girls) * 100).toFixed(2)).toBe("117.96");
    // Those of the 2,861 places; the provinces print 7,461,199 boys and 6,325,235 girls.
    expect([boys, girls]).toEqual([7_456_680, 6_321_157]);
  });

  test.each([
    ["110000", "19612368", "106.75", "5.92", "3.94"],
    ["440000", "104320459", "108.98", "10.41", "4.26"],
    ["410000", "94029939", "102.05", "11.13", "5.43"],
    ["540000", "3002165", "105.7", "15.28", "5.32"],
  ])("%s as the README has it", async (code, population, sexRatio, births, deaths) => {
    const printed = await census.rows(`SELECT quantity, printed FROM fact_reported_figures
      JOIN dim_area USING (area_key) WHERE code = '${code}'`);
    const found = Object.fromEntries(printed.map((row) => [row.quantity, row.printed]));
    expect(found).toMatchObject({
      population,
      sexRatio,
      crudeBirthRate: births,
      crudeDeathRate: deaths,
    });
  });
});
