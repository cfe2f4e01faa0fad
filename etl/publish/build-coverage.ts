/** Who reported what: coverage of the extracts by lowest area and month, and which source counts. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { type FactName, hasPopulationBase, timeKind } from "#warehouse/star.ts";
import type { CoverageRectangle } from "../extract-manifest.ts";
import type { AreaKeys, EffectiveExtract } from "./effective-extracts.ts";

/** The three ten-day parts of a month as bits: a month is reported when all of them are. */
const wholeMonth = 7;

/** SQL for the parts of a month, as bits, that the row `c` of dim_extract_coverage speaks of. */
export function partsCovered(c: string, month: string): string {
  return `((${wholeMonth} << (CASE WHEN ${c}.from_month = ${month} THEN ${c}.from_part - 1 ELSE 0 END))
    & (${wholeMonth} >> (CASE WHEN ${c}.to_month = ${month} THEN 3 - ${c}.to_part ELSE 0 END)))`;
}

/** The aggregate of the parts that one extract reports: what it covers without what it leaves out. */
export const partsReported = `(coalesce(bit_or(parts) FILTER (WHERE reported = 1), 0)
  & ~coalesce(bit_or(parts) FILTER (WHERE reported = 0), 0))`;

/** Creates dim_extract_coverage from the manifests. */
export async function buildExtractCoverage(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
  areas: AreaKeys,
): Promise<void> {
  await database.run(
    "CREATE TABLE dim_extract_coverage (extract_key INTEGER, area_key INTEGER, last_key INTEGER, from_month INTEGER, from_part SMALLINT, to_month INTEGER, to_part SMALLINT, reported SMALLINT)",
  );
  const rows = extracts.flatMap(({ manifest: { coverage }, extractKey }) => {
    const rows =
      (reported: 0 | 1) =>
      ({ area, from, fromPart = 1, to, toPart = 3 }: CoverageRectangle) =>
        (areas.get(area) ?? []).map(
          ([first, last]) =>
            `(${extractKey}, ${first}, ${last}, ${from}, ${fromPart}, ${to}, ${toPart}, ${reported})`,
        );
    const { covers, except } = coverage ?? { covers: [], except: [] };
    return [...covers.flatMap(rows(1)), ...except.flatMap(rows(0))];
  });
  if (rows.length) await database.run(`INSERT INTO dim_extract_coverage VALUES ${rows.join(", ")}`);
}

/**
 * Creates fact_coverage: a row for each area without children, month, source and population base
 * that some extract covers; of a stock, that was counted in the month, itself or an area above it.
 * Bases are those that the source's booked rows have, 0 where it has none.
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
    counted AS (${counted.join(" UNION ALL ")}),
    lived_month AS (SELECT DISTINCT area_key, month_key, population_base_key FROM lived),
    leaf AS MATERIALIZED (
      SELECT a.area_key AS above_key, b.area_key, b.root_key, b.exists_from, b.exists_to
      FROM dim_area a JOIN dim_area b ON b.area_key BETWEEN a.area_key AND a.last_key
      WHERE b.area_key = b.last_key AND a.area_key IN (SELECT area_key FROM dim_extract_coverage
        UNION SELECT area_key FROM counted UNION SELECT area_key FROM lived_month)),
    covered AS MATERIALIZED (
      SELECT c.extract_key, c.area_key, p.month_key, c.reported,
        ${partsCovered("c", "p.month_key")} AS parts
      FROM dim_extract_coverage c
      JOIN dim_period p ON p.month_key BETWEEN c.from_month AND c.to_month),
    cell AS (
      SELECT c.extract_key, leaf.area_key, leaf.root_key, c.month_key, c.reported, c.parts
      FROM covered c JOIN leaf ON leaf.above_key = c.area_key
        AND c.month_key BETWEEN leaf.exists_from AND leaf.exists_to),
    reported AS (
      SELECT e.source_key, cell.area_key, cell.root_key, cell.month_key
      FROM (SELECT extract_key, area_key, root_key, month_key, ${partsReported} AS parts
            FROM cell GROUP BY ALL) cell
      JOIN dim_extract e USING (extract_key) JOIN dim_source s USING (source_key)
      WHERE s.time <> 'stock' GROUP BY ALL HAVING bit_or(cell.parts) = ${wholeMonth}
      UNION
      SELECT b.source_key, leaf.area_key, leaf.root_key, b.month_key
      FROM counted b JOIN leaf ON leaf.above_key = b.area_key
        AND b.month_key BETWEEN leaf.exists_from AND leaf.exists_to),
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
    FROM lived_month l JOIN leaf ON leaf.above_key = l.area_key
      AND l.month_key BETWEEN leaf.exists_from AND leaf.exists_to
    ORDER BY area_key, month_key, source_key, population_base_key`);
}
