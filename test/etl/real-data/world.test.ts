/** Nations by year: two trees of the world beside each other, wide years and long ones. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { sharedIsThere } from "../../shared-folder.ts";
import { openRealData, outcomes, type RealData, sharedData } from "./open-real-data.ts";

describe.skipIf(!sharedIsThere)("the world by year", () => {
  let world: RealData;

  beforeAll(async () => {
    world = await openRealData("world-wpp-gapminder");
  });

  test("all files load, nothing is rejected, groups of countries are dropped and counted", () => {
    expect(outcomes(world.reports)).toEqual([
      ["wpp2024_UNlocations.txt", "areas", "accepted", 265, 0],
      ["ddf--entities--geo--global.csv", "areas", "accepted", 1, 0],
      ["ddf--entities--geo--world_4region.csv", "areas", "accepted", 4, 0],
      ["ddf--entities--geo--country.csv", "areas", "accepted", 273, 0],
      ["wpp2024_births.txt", "births-by-year", "accepted", 17_464, 0],
      ["wpp2024_deaths.txt", "deaths-by-year", "accepted", 17_464, 0],
      [
        "ddf--datapoints--new_births_total_number_estimated--by--geo--time.csv",
        "births-by-year",
        "accepted",
        13_200,
        0,
      ],
      [
        "ddf--datapoints--total_population_with_projections--by--geo--time.csv",
        "population-estimates",
        "accepted",
        15_453,
        0,
      ],
    ]);
    const births = world.reports.find(({ file }) => file === "wpp2024_births.txt")!;
    expect(births.rows).toMatchObject({ read: 297, dropped: 61 });
    expect(births.findings).toEqual([]);
  });

  test("a tree of 237 countries in 21 subregions and 6 regions", async () => {
    expect(
      await world.rows(`SELECT level, depth, count(*) AS n FROM dim_area
        WHERE root_key = (SELECT area_key FROM dim_area WHERE code = '900') GROUP BY ALL ORDER BY depth, n`),
    ).toEqual([
      { level: "world", depth: 0, n: 1 },
      { level: "region", depth: 1, n: 6 },
      { level: "country", depth: 2, n: 5 },
      { level: "subregion", depth: 2, n: 21 },
      { level: "country", depth: 3, n: 232 },
    ]);
    const path = await world.rows(`SELECT above.name_en FROM dim_area a JOIN dim_area above
      ON a.area_key BETWEEN above.area_key AND above.last_key WHERE a.code = '156' ORDER BY above.depth`);
    expect(path.map(({ name_en }) => name_en)).toEqual(["World", "Asia", "Eastern Asia", "China"]);
  });

  test("every year's world is the sum of its countries to 29 births and to 21 deaths", async () => {
    for (const [file, column, most] of [
      ["wpp2024_births.txt", "births", 29],
      ["wpp2024_deaths.txt", "deaths", 21],
    ] as const) {
      const sums = await world.rows(`SELECT year, sum(${column}_count)::BIGINT AS n
        FROM rollup_${column}_year JOIN dim_area USING (area_key) WHERE code = '900'
        GROUP BY year ORDER BY year`);
      const [header, worldRow] = readFileSync(sharedData(`world-wpp-gapminder/${file}`), "utf8")
        .split("\n")
        .map((line) => line.trim().split("\t"));
      expect(worldRow!.slice(0, 2)).toEqual(["900", "World"]);
      expect(sums.map(({ year }) => year)).toEqual(header!.slice(2).map(Number));
      const off = sums.map(({ n }, i) => Math.abs((n as number) - Number(worldRow![i + 2]) * 1000));
      expect(Math.round(Math.max(...off))).toBe(most);
    }
  });

  test.each([
    ["156", 1990, 28_079_115, 7_975_059],
    ["156", 2023, 8_899_881, 11_684_177],
    ["410", 2023, 236_394, 345_502],
    ["76", 2023, 2_601_670, 1_494_154],
  ])("%s in %i: %i births and %i deaths", async (code, year, births, deaths) => {
    const [row] = await world.rows(`SELECT
        (SELECT sum(births_count)::BIGINT FROM rollup_births_year
          WHERE year = ${year} AND area_key = a.area_key) AS births,
        (SELECT sum(deaths_count)::BIGINT FROM rollup_deaths_year
          WHERE year = ${year} AND area_key = a.area_key) AS deaths
      FROM dim_area a WHERE code = '${code}'`);
    expect(row).toEqual({ births, deaths });
  });

  test("Gapminder: births over population against its birth rate in 12,736 country-years", async () => {
    const published = new Map(
      readFileSync(
        sharedData(
          "world-wpp-gapminder/ddf--datapoints--crude_birth_rate_births_per_1000_population--by--geo--time.csv",
        ),
        "utf8",
      )
        .trim()
        .split("\n")
        .map((line) => line.split(","))
        .map(([geo, year, rate]) => [`${geo} ${year}`, Number(rate)]),
    );
    const codes = await world.rows("SELECT code FROM dim_area WHERE level = 'gapminder_country'");
    const rates = await world.ask({
      measures: ["crudeBirthRate"],
      areas: codes.map(({ code }) => code as string),
      periods: Array.from({ length: 71 }, (_, i) => String(1950 + i)),
    });
    const known = rates.filter(
      ({ value, area, period }) => value !== null && published.has(`${area} ${period}`),
    );
    const off = known.map(({ value, area, period }) =>
      Math.abs(value! - published.get(`${area} ${period}`)!),
    );
    expect(known.every(({ state }) => state === "SHOWN")).toBe(true);
    expect(known.length).toBe(12_736);
    expect(off.filter((difference) => difference <= 0.5).length).toBe(8_567);
    expect(off.filter((difference) => difference > 2).length).toBe(1_004);
  });

  test("a country that Gapminder has no births of is not reported, and no zero", async () => {
    const [samoa] = await world.ask({
      measures: ["crudeBirthRate"],
      areas: ["asm"],
      periods: ["2000"],
    });
    expect(samoa).toMatchObject({ value: null, numerator: null, state: "NOT_REPORTED" });
  });
});
