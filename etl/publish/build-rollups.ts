/**
 * Rollups: every fact summed for each area with all areas below it, by year and by month, so that no
 * question has to add up villages. An area without children is its own sum: by month the fact has it.
 */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import {
  type FactName,
  hasPopulationBase,
  type RollupGrain,
  rollupName,
  starTable,
  timeKind,
} from "#warehouse/star.ts";

/**
 * Creates both rollups of a fact that is already in the database. Of a stock the year holds the last
 * month that an area counted in it, summed over areas; a distinct count stays with its own period.
 */
export async function buildRollups(database: Duckdb, fact: FactName): Promise<void> {
  await buildRollup(database, fact, "year");
  await buildRollup(database, fact, "month");
}

async function buildRollup(database: Duckdb, fact: FactName, grain: RollupGrain): Promise<void> {
  const columns = Object.entries(starTable(fact).columns).filter(
    ([name]) => name !== "area_key" && name !== "month_key",
  );
  const time = grain === "year" ? "year" : "month_key";
  const keys = columns.filter(([, c]) => c.additivity === "key").map(([name]) => name);
  const sums = columns
    .filter(([, c]) => ["additive", "stock", "distinct"].includes(c.additivity))
    .map(([name, c]) => `sum(${name})::${c.type} AS ${name}`);
  const rows = grain === "year" ? lastOfYear(fact) : fact;
  const booked = `SELECT area_key, ${grain === "year" ? "month_key // 100 AS year" : time},
    ${[...keys, ...sums].join(", ")} FROM ${rows} GROUP BY ALL`;
  await database.run(`CREATE TABLE ${rollupName(fact, grain)} AS
    WITH RECURSIVE booked AS (${booked}),
    above AS (
      SELECT DISTINCT area_key AS booked_key, area_key FROM booked
      UNION ALL
      SELECT above.booked_key, a.parent_key FROM above JOIN dim_area a ON a.area_key = above.area_key
      WHERE a.parent_key IS NOT NULL)
    SELECT above.area_key, ${time}, ${[...keys, ...sums].join(", ")}
    FROM booked JOIN above ON above.booked_key = booked.area_key
    ${grain === "month" ? "JOIN dim_area a ON a.area_key = above.area_key AND a.last_key > a.area_key" : ""}
    GROUP BY ALL ORDER BY ${["area_key", time, ...keys].join(", ")}`);
}

/** The rows that make up a year: all of them, but of a stock the last that was counted. */
function lastOfYear(fact: FactName): string {
  // A place that did not last the year has handed on what it counted.
  const last = (rows: string, keys: string) =>
    `(SELECT r.* FROM ${rows} r JOIN dim_area a USING (area_key)
      WHERE a.exists_to >= r.month_key // 100 * 100 + 12
      QUALIFY r.month_key = max(r.month_key) OVER (PARTITION BY ${keys}))`;
  if (fact === "fact_coverage") {
    const ofKind = (kind: string) =>
      `(SELECT f.* FROM fact_coverage f JOIN dim_source s USING (source_key) WHERE s.time ${kind} 'stock')`;
    const keys = "r.area_key, r.month_key // 100, r.source_key, r.population_base_key";
    return `(FROM ${ofKind("<>")} UNION ALL FROM ${last(ofKind("="), keys)})`;
  }
  if (timeKind(fact) !== "stock") return fact;
  const base = hasPopulationBase(fact) ? ", r.population_base_key" : "";
  return last(fact, `r.area_key, r.month_key // 100, r.source_key${base}`);
}
