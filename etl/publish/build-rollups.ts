/** Rollups: every fact summed by year for each area and all areas above it, so that no question at
 * year grain has to add up villages. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { type FactName, rollupName, starTable } from "#warehouse/star.ts";

/** Creates the rollup table of a fact that is already in the database. */
export async function buildRollup(database: Duckdb, fact: FactName): Promise<void> {
  const columns = Object.entries(starTable(fact).columns).filter(
    ([name]) => name !== "area_key" && name !== "month_key",
  );
  const keys = columns.filter(([, c]) => c.additivity === "key").map(([name]) => name);
  const sums = columns
    .filter(([, c]) => c.additivity === "additive")
    .map(([name, c]) => [name, c.type] as const);
  const add = sums.map(([name, type]) => `sum(${name})::${type} AS ${name}`).join(", ");
  const order = ["area_key", "year", ...keys].join(", ");
  await database.run(`CREATE TABLE ${rollupName(fact)} AS
    WITH RECURSIVE booked AS (
      SELECT area_key, month_key // 100 AS year, ${[...keys, add].join(", ")} FROM ${fact} GROUP BY ALL),
    above AS (
      SELECT DISTINCT area_key AS booked_key, area_key FROM booked
      UNION ALL
      SELECT above.booked_key, a.parent_key FROM above JOIN dim_area a ON a.area_key = above.area_key
      WHERE a.parent_key IS NOT NULL)
    SELECT above.area_key, year, ${[...keys, add].join(", ")}
    FROM booked JOIN above ON above.booked_key = booked.area_key
    GROUP BY ALL ORDER BY ${order}`);
}
