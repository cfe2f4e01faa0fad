/**
 * Rollups: every fact summed for each area with all areas below it, by year and by month, so that no
 * question has to add up villages. An area without children is its own sum: by month the fact has it.
 */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { type FactName, type RollupGrain, rollupName, starTable } from "#warehouse/star.ts";

/** Creates both rollups of a fact that is already in the database. */
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
    .filter(([, c]) => c.additivity === "additive")
    .map(([name, c]) => `sum(${name})::${c.type} AS ${name}`);
  const booked = `SELECT area_key, ${grain === "year" ? "month_key // 100 AS year" : time},
    ${[...keys, ...sums].join(", ")} FROM ${fact} GROUP BY ALL`;
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
