/**
 * Builds fact_birth_matches: which births two sources both have, by their record keys (a keyed HMAC of
 * the certificate's number), for the areas and months that both reported.
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

/**
 * Creates fact_birth_matches, each pair of sources in both directions; fact_coverage must exist. A row
 * that stands for several births has no key of its own, and of records with one key in one source the
 * newest received counts, so that pairs are counted once.
 */
export async function buildMatches(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
  areas: AreaKeys,
): Promise<void> {
  await database.run(`CREATE TEMP TABLE every_keyed (area_key INTEGER, month_key INTEGER,
    source_key SMALLINT, sex_key SMALLINT, extract_key INTEGER, record_key UBIGINT)`);
  // Births of which only the year is known are in no month's list.
  const dated = extracts.filter(
    ({ source }) => source.loads === "fact_births" && source.columns.month,
  );
  // One source alone has nobody to be compared with.
  const isPaired = new Set(dated.map(({ sourceKey }) => sourceKey)).size > 1;
  for (const extract of isPaired ? dated : []) {
    // Eight bytes tell record keys apart: ten million births have no two alike by chance.
    await database.run(`INSERT INTO every_keyed
      SELECT a.area_key, r.month, ${extract.sourceKey},
        ${keyOf("sex_key", "sex", extract.source.columns.sex)}, ${extract.extractKey},
        hash(left(replace(r.record_key::VARCHAR, '-', ''), 32))
      FROM ${rowsOf(extract)} r ${atItsPlace("r.month")}
      WHERE r.record_key IS NOT NULL AND r.births_count = 1
        AND ${inForce(extract, extracts, areas, "a.area_key", "r.month")}`);
  }
  await database.run(`CREATE TEMP TABLE keyed AS
    SELECT source_key, record_key, newest.area_key, newest.month_key, newest.sex_key
    FROM (SELECT source_key, record_key,
        arg_max({area_key: area_key, month_key: month_key, sex_key: sex_key},
          (extract_key, -month_key, -area_key, -sex_key)) AS newest
      FROM every_keyed GROUP BY ALL)`);
  await database.run("DROP TABLE every_keyed");
  await database.run(`CREATE TABLE fact_birth_matches AS
    WITH pair AS (
      SELECT x.source_key, y.source_key AS other_source_key
      FROM (SELECT DISTINCT source_key FROM keyed) x JOIN (SELECT DISTINCT source_key FROM keyed) y
        ON x.source_key <> y.source_key),
    reported AS (SELECT DISTINCT area_key, month_key, source_key FROM fact_coverage),
    paired AS (
      SELECT pair.*, r.area_key, r.month_key FROM pair JOIN reported r USING (source_key)
      JOIN reported o ON (o.area_key, o.month_key, o.source_key)
        = (r.area_key, r.month_key, pair.other_source_key)),
    counted AS (
      SELECT k.area_key, k.month_key, b.source_key, b.other_source_key, k.sex_key,
        count(*) AS births_count, 0 AS other_births_count, count(o.record_key) AS matched_count,
        count(*) FILTER (WHERE (o.area_key, o.month_key, o.sex_key)
          = (k.area_key, k.month_key, k.sex_key)) AS agreeing_count
      FROM keyed k JOIN paired b USING (source_key, area_key, month_key)
      LEFT JOIN keyed o ON o.record_key = k.record_key AND o.source_key = b.other_source_key
      GROUP BY ALL
      UNION ALL
      SELECT k.area_key, k.month_key, b.source_key, b.other_source_key, k.sex_key, 0, count(*), 0, 0
      FROM keyed k JOIN paired b ON (b.other_source_key, b.area_key, b.month_key)
        = (k.source_key, k.area_key, k.month_key)
      GROUP BY ALL)
    SELECT area_key, month_key, source_key::SMALLINT AS source_key,
      other_source_key::SMALLINT AS other_source_key, 0::SMALLINT AS authoritative, sex_key,
      sum(births_count)::BIGINT AS births_count,
      sum(other_births_count)::BIGINT AS other_births_count, sum(matched_count)::BIGINT AS matched_count,
      sum(agreeing_count)::BIGINT AS agreeing_count
    FROM counted GROUP BY ALL ORDER BY ALL`);
  await database.run("DROP TABLE keyed");
  await markAuthoritative(database, dated);
}

/**
 * Of each top area one pair of sources tells how complete its births are: those that the source farthest
 * from the register has (hospitals, the last in priority), looked up in the source that counts.
 */
async function markAuthoritative(
  database: Duckdb,
  dated: readonly EffectiveExtract[],
): Promise<void> {
  const priorities = new Map(dated.map(({ sourceKey, source }) => [sourceKey, source.priority]));
  if (priorities.size === 0) return;
  const list = [...priorities].map(([key, priority]) => `(${key}, ${priority})`).join(", ");
  await database.run(`UPDATE fact_birth_matches SET authoritative = 1 FROM (
      SELECT a.area_key, chosen.source_key, chosen.other_source_key FROM dim_area a JOIN (
        SELECT a.root_key, m.other_source_key, arg_max(m.source_key, (p.priority, m.source_key)) AS source_key
        FROM fact_birth_matches m JOIN dim_area a USING (area_key)
        JOIN (VALUES ${list}) p(source_key, priority) ON p.source_key = m.source_key
        JOIN (SELECT DISTINCT d.root_key, c.source_key FROM fact_coverage c JOIN dim_area d USING (area_key)
          WHERE c.authoritative = 1 AND c.population_base_key = d.default_base_key) counting
          ON (counting.root_key, counting.source_key) = (a.root_key, m.other_source_key)
        GROUP BY ALL) chosen USING (root_key)) pair
    WHERE (pair.area_key, pair.source_key, pair.other_source_key) = (fact_birth_matches.area_key,
      fact_birth_matches.source_key, fact_birth_matches.other_source_key)`);
}
