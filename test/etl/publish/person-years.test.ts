/** The snapshot's person-years are those of warehouse/statistics/person-years.ts on the same counts. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { personYears } from "#warehouse/statistics/person-years.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { silentVillage, smallCounty } from "../../small-county.ts";
import {
  areaCode,
  dayText,
  monthsCovered,
  monthText,
  propertyRuns,
  type RandomCounty,
  randomCounty,
  withPublished,
} from "./random-county.ts";

/** Decimals with six places in the file. */
const tolerance = 1e-6;

/** "code/201001/male" → person-years, as statistics says, for each group an area ever counted. */
function expected(random: RandomCounty): Map<string, number> {
  const cells = new Map<string, number>();
  const areas = [...new Set(random.stocks.map((stock) => stock.area))];
  for (const area of areas) {
    const counted = random.stocks.filter((stock) => stock.area === area);
    const days = [...new Set(counted.map((stock) => stock.day))].sort((a, b) => a - b);
    for (const sex of new Set(counted.map((stock) => stock.sex))) {
      const stocks = days.map((day) => ({
        date: dayText(day),
        population: counted.find((s) => s.day === day && s.sex === sex)?.persons ?? 0,
      }));
      for (let month = 0; month < monthsCovered; month++) {
        const [start, end] = [`${monthText(month)}-01`, `${monthText(month + 1)}-01`];
        // A month counts when it begins within 24 months of the last count.
        if (start >= later(stocks.at(-1)!.date, 24)) continue;
        const key = `${areaCode(random, area)}/${monthText(month)}/${sex}`;
        cells.set(key, personYears(stocks, start, end, 25)!);
      }
    }
  }
  return cells;
}

function later(date: string, months: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  return moved.toISOString().slice(0, 10);
}

test("in any county, between counts on any days, before the first and after the last", async () => {
  await fc.assert(
    fc.asyncProperty(randomCounty, (random) =>
      withPublished(random, async (snapshot) => {
        const rows = await snapshot.database.rows<{ cell: string; years: number }>(
          `SELECT a.code || '/' || (month_key // 100) || '-' ||
              lpad((month_key % 100)::VARCHAR, 2, '0') || '/' || s.code AS cell,
            person_years::DOUBLE AS years
          FROM fact_person_years JOIN dim_area a USING (area_key)
          JOIN dim_sex s ON s.key = sex_key`,
        );
        const inFile = new Map(rows.map((row) => [row.cell, row.years]));
        const wanted = expected(random);
        expect([...inFile.keys()].sort()).toEqual([...wanted.keys()].sort());
        for (const [cell, years] of wanted) {
          const difference = Math.abs(inFile.get(cell)! - years);
          expect(difference, `${cell}: ${inFile.get(cell)}, not ${years}`).toBeLessThan(tolerance);
        }
      }),
    ),
    { numRuns: propertyRuns },
  );
});

test("the year in which 1,000 became 1,200 has 1,100; a silent quarter leaves births' exposure", async () => {
  const small = await smallCounty();
  const warehouse = await Warehouse.open(small.dataFolder);
  const { database } = await warehouse.snapshot();
  const rows = await database.rows(
    `SELECT a.code, year, round(sum(person_years), 2)::DOUBLE AS lived,
      round(sum(births_reported_person_years), 2)::DOUBLE AS births,
      round(sum(deaths_reported_person_years), 2)::DOUBLE AS deaths
    FROM rollup_person_years_year JOIN dim_area a USING (area_key)
    WHERE a.code IN ('990001101002', '${silentVillage}') AND population_base_key = 1
      AND year IN (2010, 2011) GROUP BY ALL ORDER BY ALL`,
  );
  await warehouse.close();
  small.remove();
  expect(rows).toEqual([
    { code: "990001101002", year: 2010, lived: 1000, births: 1000, deaths: 1000 },
    { code: "990001101002", year: 2011, lived: 1100, births: 1100, deaths: 1100 },
    { code: silentVillage, year: 2010, lived: 2000, births: 2000, deaths: 2000 },
    { code: silentVillage, year: 2011, lived: 2000, births: 1495.89, deaths: 2000 },
  ]);
});
