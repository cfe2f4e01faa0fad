/** Says in which month the last count of a year was: of stocks, only years are published. */
import { stockMonthTable } from "#warehouse/disclosure/cube-tables.ts";
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { type FactName, hasPopulationBase, starTable, timeKind } from "#warehouse/star.ts";

export async function createCountMonths(database: Duckdb): Promise<void> {
  await database.run(`CREATE TABLE ${stockMonthTable} (fact VARCHAR, root_key INTEGER,
    source_key SMALLINT, population_base_key SMALLINT, year SMALLINT, month SMALLINT)`);
}

/** For each top area, source and base the years in which all areas were last counted in one month. */
export async function publishCountMonths(database: Duckdb, fact: FactName): Promise<void> {
  if (timeKind(fact) !== "stock" || !("source_key" in starTable(fact).columns)) return;
  const base = hasPopulationBase(fact) ? "population_base_key" : "0::SMALLINT";
  await database.run(`INSERT INTO ${stockMonthTable}
    SELECT '${fact}', root_key, source_key, base, year, min(month) % 100 FROM (
      SELECT a.root_key, f.area_key, f.source_key, ${base} AS base, f.month_key // 100 AS year,
        max(f.month_key) AS month
      FROM star.${fact} f JOIN star.dim_area a USING (area_key) GROUP BY ALL)
    GROUP BY root_key, source_key, base, year HAVING min(month) = max(month) ORDER BY ALL`);
}
