/** Village gazetteers: figures with holes, and villages that share codes, have two or have none. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Estimate } from "#warehouse/estimate.ts";
import { sharedIsThere } from "../../shared-folder.ts";
import { openRealData, outcomes, type RealData, sharedData } from "./open-real-data.ts";

describe.skipIf(!sharedIsThere)("Chinese village gazetteers", () => {
  let villages: RealData;
  let codes: string[];

  beforeAll(async () => {
    villages = await openRealData("ccvg-villages", { beside: ["Village Information.csv"] });
    const all = await villages.rows("SELECT code FROM dim_area WHERE level = 'village'");
    codes = all.map(({ code }) => code as string);
  });

  const birthRates = (...years: number[]) =>
    villages.ask({ measures: ["crudeBirthRate"], areas: codes, periods: years.map(String) });

  test("every figure is loaded or told: 39 names and years that two villages or gazetteers give", () => {
    const [areas, population] = [
      "Village Information.csv",
      "Population and Migration - Yearly.csv",
    ];
    expect(outcomes(villages.reports)).toEqual([
      [areas, "areas", "accepted", 1_675, 21],
      [population, "births-by-year", "accepted", 6_274, 0],
      [population, "deaths-by-year", "accepted", 5_107, 0],
      [population, "population-estimates", "accepted", 15_663, 18],
      [population, "reported-figures", "accepted", 38_419, 0],
      ["Family Planning - Yearly.csv", "reported-figures", "accepted", 7_886, 0],
    ]);
    const rules = villages.reports.flatMap(({ rejects }) => rejects.map(({ rule }) => rule));
    expect(rules).toEqual(["duplicate", "duplicate"]);
  });

  test("973 villages: 893 by code, 2 whose printed code is another's, 78 without one", async () => {
    expect(
      await villages.rows(`SELECT a.level, above.level AS above, count(*) AS n FROM dim_area a
        LEFT JOIN dim_area above ON above.area_key = a.parent_key GROUP BY ALL ORDER BY n`),
    ).toEqual([
      { level: "province", above: null, n: 31 },
      { level: "village", above: "province", n: 80 },
      { level: "prefecture", above: "province", n: 199 },
      { level: "county", above: "prefecture", n: 472 },
      { level: "village", above: "county", n: 893 },
    ]);
    expect(
      await villages.rows(`SELECT a.code, a.name_zh, above.name_zh AS above FROM dim_area a
        JOIN dim_area above ON above.area_key = a.parent_key
        WHERE a.code IN ('gazetteer-0668', '530112403008', '411082100218') ORDER BY 1`),
    ).toEqual([
      { code: "411082100218", name_zh: "太平店村", above: "长葛市" },
      { code: "530112403008", name_zh: "周家村", above: "西山区" },
      { code: "gazetteer-0668", name_zh: "八仙庄村", above: "北京市" },
    ]);
  });

  test.each([
    ["义东沟村志", 2008, 108, 11_682, "9.24"],
    ["义东沟村志", 2000, 191, 11_411, "16.74"],
    ["义东沟村志", 1997, 181, 11_440, "15.82"],
    ["张坊村志", 2010, 4, 2_041, "1.96"],
  ])("%s %i: %i births, %i people, %s‰", async (title, year, births, people, rate) => {
    const area = await codeOf(title);
    const [found] = await villages.ask({
      measures: ["crudeBirthRate"],
      areas: [area],
      periods: [String(year)],
    });
    expect(found).toMatchObject({ numerator: births, state: "SHOWN", base: "registered" });
    expect(Math.round(found!.denominator! * 1000) / 1000).toBe(people);
    expect(found!.value!.toFixed(2)).toBe(rate);
  });

  test.each([
    [1963, "39.17", 27],
    [1970, "30.30", 53],
    [1980, "14.23", 101],
    [1990, "17.18", 147],
    [2000, "11.44", 171],
    [2010, "8.48", 120],
  ])("%i: %s‰ over the %i villages with births and population", async (year, rate, count) => {
    const both = (await birthRates(year)).filter(({ value }) => value !== null);
    const sum = (part: (estimate: Estimate) => number) =>
      both.reduce((total, estimate) => total + part(estimate), 0);
    const pooled = (sum((one) => one.numerator!) / sum((one) => one.denominator!)) * 1000;
    expect([pooled.toFixed(2), both.length]).toEqual([rate, count]);
  });

  test("a year that a gazetteer leaves out is not reported; the seven years of none are zero", async () => {
    const rates = await birthRates(1963, 1990, 2010);
    const unreported = rates.filter(({ state }) => state === "NOT_REPORTED");
    expect(unreported.length).toBe(973 * 3 - 34 - 159 - 124);
    expect(unreported.every(({ numerator }) => numerator === null)).toBe(true);
    expect(rates.filter(({ state }) => state === "INCOMPLETE")).toEqual([]);
    const [zeros] = await villages.rows(`SELECT count(*) AS n FROM rollup_births_year
      JOIN dim_area USING (area_key) WHERE births_count = 0 AND level = 'village'`);
    expect(zeros).toEqual({ n: 7 });
  });

  test("above the villages nothing is claimed that a fraction of them says", async () => {
    const [province] = await villages.ask({
      measures: ["crudeBirthRate"],
      areas: ["53"],
      periods: ["1990"],
    });
    expect(province).toMatchObject({ value: null, state: "UNDEFINED", reason: "exposure_missing" });
    expect(province!.coverage).toBeLessThan(1);
  });

  test("what gazetteers print beside is kept as printed, figures of both files together", async () => {
    const counts = await villages.rows(
      "SELECT quantity, unit, count(*) AS n FROM fact_reported_figures GROUP BY ALL ORDER BY n DESC, 1",
    );
    expect(counts.map(({ quantity, unit, n }) => `${quantity} ${unit ?? ""} ${n}`)).toEqual([
      "households  13078",
      "malePopulation  7869",
      "femalePopulation  7809",
      "naturalIncreaseRate ‰ 2981",
      "crudeBirthRate ‰ 2802",
      "crudeDeathRate ‰ 2261",
      "intrauterineDevices  1411",
      "womenOfReproductiveAge  1373",
      "contraceptivePrevalence % 1042",
      "policyComplianceRate % 1030",
      "tubalLigations  807",
      "naturalIncreaseRate % 660",
      "sterilisations  630",
      "certificateHolders  597",
      "crudeBirthRate % 557",
      "inducedAbortions  444",
      "crudeDeathRate % 402",
      "vasectomies  327",
      "sterilisationSurgeries  128",
      "lateAbortions  97",
    ]);
  });

  async function codeOf(title: string): Promise<string> {
    const rows = readFileSync(sharedData("ccvg-villages/Village Information.csv"), "utf8").split(
      "\n",
    );
    const code = rows.map((row) => row.split(",")).find((cells) => cells[1] === title)![2]!;
    expect(codes).toContain(code);
    return code;
  }
});
