/**
 * Builds fact_birth_registrations: births by the month in which they were registered and the month in
 * which they happened, which is the reporting triangle. Births without a registration day are left out.
 */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { keyOf } from "./book-fact.ts";
import {
  type AreaKeys,
  atItsPlace,
  type EffectiveExtract,
  inForce,
  rowsOf,
} from "./effective-extracts.ts";

/** Creates fact_birth_registrations; fact_coverage must exist. */
export async function buildRegistrations(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
  areas: AreaKeys,
): Promise<void> {
  await database.run(`CREATE TEMP TABLE registered (area_key INTEGER, month_key INTEGER,
    source_key SMALLINT, population_base_key SMALLINT, policy_class_key SMALLINT,
    birth_month_key INTEGER, registered_count BIGINT, late_count BIGINT, earlier_year_count BIGINT)`);
  // A source of whole years knows neither the day of registration nor the month of birth.
  const dated = extracts.filter(
    ({ source }) => source.loads === "fact_births" && source.columns.registered_on,
  );
  for (const extract of dated) {
    await database.run(`INSERT INTO registered ${registeredOf(extract, extracts, areas)}`);
  }
  await database.run(`CREATE TABLE fact_birth_registrations AS
    SELECT r.area_key, r.month_key, r.source_key, coalesce(c.authoritative, 0)::SMALLINT AS authoritative,
      r.population_base_key, r.policy_class_key, r.birth_month_key,
      sum(r.registered_count)::BIGINT AS registered_count, sum(r.late_count)::BIGINT AS late_count,
      sum(r.earlier_year_count)::BIGINT AS earlier_year_count
    FROM registered r JOIN dim_area a USING (area_key)
    LEFT JOIN (SELECT DISTINCT d.root_key, source_key, population_base_key, authoritative
      FROM fact_coverage JOIN dim_area d USING (area_key)) c
      ON (c.root_key, c.source_key, c.population_base_key) = (a.root_key, r.source_key, r.population_base_key)
    GROUP BY ALL ORDER BY ALL`);
  await database.run("DROP TABLE registered");
}

function registeredOf(
  extract: EffectiveExtract,
  extracts: readonly EffectiveExtract[],
  areas: AreaKeys,
): string {
  const { columns, lateAfterDays } = extract.source;
  const birthDay = "make_date(r.month // 100, r.month % 100, 1)";
  return `SELECT a.area_key, year(r.registered_on) * 100 + month(r.registered_on),
      ${extract.sourceKey}, ${keyOf("population_base_key", "population_base", columns.population_base)},
      ${keyOf("policy_class_key", "policy_class", columns.policy_class)}, r.month,
      sum(r.births_count),
      coalesce(sum(r.births_count) FILTER (
        WHERE r.registered_on > last_day(${birthDay}) + ${lateAfterDays}), 0),
      coalesce(sum(r.births_count) FILTER (WHERE year(r.registered_on) > r.month // 100), 0)
    FROM ${rowsOf(extract)} r ${atItsPlace("r.month")}
    WHERE r.registered_on IS NOT NULL AND ${inForce(extract, extracts, areas, "a.area_key", "r.month")}
    GROUP BY ALL`;
}
