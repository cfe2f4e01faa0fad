/** Who reported what: coverage of the extracts by lowest area and month, and which source counts. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { type FactName, hasPopulationBase, timeKind } from "#warehouse/star.ts";
import type { CoverageRectangle } from "../extract-manifest.ts";
import type { AreaKeys, EffectiveExtract } from "./effective-extracts.ts";

/** Creates dim_extract_coverage from the manifests. */
export async function buildExtractCoverage(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
  areas: AreaKeys,
): Promise<void> {
  await database.run(
    "CREATE TABLE dim_extract_coverage (extract_key INTEGER, area_key INTEGER, last_key INTEGER, from_month INTEGER, to_month INTEGER, reported SMALLINT)",
  );
  const rows = extracts.flatMap(({ manifest: { coverage }, extractKey }) => {
    const row = (reported: 0 | 1) => (rectangle: CoverageRectangle) => {
      const [first, last] = areas.get(rectangle.area) ?? [-1, -1];
      return `(${extractKey}, ${first}, ${last}, ${rectangle.from}, ${rectangle.to}, ${reported})`;
    };
    return [...(coverage?.covers ?? []).map(row(1)), ...(coverage?.except ?? []).map(row(0))];
  });
  if (rows.length) await database.run(`INSERT INTO dim_extract_coverage VALUES ${rows.join(", ")}`);
}

/**
 * Creates fact_coverage: a row for each area without children, month, source and population base
 * that some extract covers; of a stock, that was counted in the month, itself or an area above it. Bases are those that the source's booked rows have, 0 where it has none.
 * The source with the lowest priority number is authoritative for its fact, base and top area.
 * The months for which person-years are known stand under the source `exposure` (key 0).
 */
export async function buildCoverage(
  database: Duckdb,
  facts: readonly FactName[],
  extracts: readonly EffectiveExtract[],
): Promise<void> {
  const bases = facts.map(
    (fact) =>
      `SELECT DISTINCT source_key, ${hasPopulationBase(fact) ? "population_base_key" : "0"}
        AS population_base_key FROM booked_${fact}`,
  );
  const counted = facts
    .filter((fact) => timeKind(fact) === "stock")
    .map((fact) => `SELECT DISTINCT source_key, area_key, month_key FROM booked_${fact}`);
  const priorities = [...new Map(extracts.map((e) => [e.sourceKey, e])).values()].map(
    (e) => `(${e.sourceKey}, '${e.source.loads}', ${e.source.priority})`,
  );
  await database.run(`CREATE TABLE fact_coverage AS
    WITH base AS (${bases.join(" UNION ALL ")}),
    priority(source_key, fact, priority) AS (VALUES ${priorities.join(", ")}),
    leaf AS (SELECT area_key, root_key FROM dim_area WHERE area_key = last_key),
    cell AS (
      SELECT c.extract_key, leaf.area_key, leaf.root_key, p.month_key, c.reported
      FROM dim_extract_coverage c
      JOIN leaf ON leaf.area_key BETWEEN c.area_key AND c.last_key
      JOIN dim_period p ON p.month_key BETWEEN c.from_month AND c.to_month),
    reported AS (
      SELECT DISTINCT e.source_key, cell.area_key, cell.root_key, cell.month_key
      FROM (SELECT extract_key, area_key, root_key, month_key FROM cell
            GROUP BY ALL HAVING min(reported) = 1) cell
      JOIN dim_extract e USING (extract_key) JOIN dim_source s USING (source_key)
      WHERE s.time <> 'stock'
      UNION
      SELECT b.source_key, leaf.area_key, leaf.root_key, b.month_key
      FROM (${counted.join(" UNION ALL ")}) b JOIN dim_area a USING (area_key)
      JOIN leaf ON leaf.area_key BETWEEN a.area_key AND a.last_key),
    ranked AS (
      SELECT root_key, fact, population_base_key, source_key,
        row_number() OVER (PARTITION BY root_key, fact, population_base_key ORDER BY priority, source_key) AS place
      FROM (SELECT DISTINCT root_key, source_key FROM reported) JOIN base USING (source_key)
      JOIN priority USING (source_key))
    SELECT area_key, month_key, source_key,
      (ranked.place = 1)::SMALLINT AS authoritative,
      population_base_key::SMALLINT AS population_base_key, 1::BIGINT AS reported_count
    FROM reported JOIN ranked USING (root_key, source_key)
    UNION ALL
    SELECT DISTINCT leaf.area_key, l.month_key, 0::SMALLINT, 1::SMALLINT,
      l.population_base_key, 1::BIGINT
    FROM (SELECT DISTINCT area_key, month_key, population_base_key FROM lived) l
    JOIN dim_area a USING (area_key)
    JOIN leaf ON leaf.area_key BETWEEN a.area_key AND a.last_key
    ORDER BY area_key, month_key, source_key, population_base_key`);
}
