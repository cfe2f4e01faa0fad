/** Reads the changes of borders and builds their two tables, so that history can be restated. */
import { type Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { type AreaChange, areaConcordance } from "./area-concordance.ts";
import { type EffectiveExtract, unionOfRows } from "./effective-extracts.ts";

/** The changes in force: of two extracts that tell of one change the newer counts. */
export async function buildChanges(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
): Promise<AreaChange[]> {
  const rows = extracts.length > 0 ? unionOfRows(extracts) : noChanges;
  await database.run(`CREATE TABLE dim_area_change AS
    SELECT changed_on, kind, from_code, to_code, weight::DOUBLE AS weight FROM (${rows})
    QUALIFY row_number() OVER (PARTITION BY changed_on, from_code, to_code
      ORDER BY extract_key DESC, row_number DESC) = 1
    ORDER BY changed_on, from_code, to_code`);
  return database.rows<AreaChange>(
    `SELECT (year(changed_on) * 100 + month(changed_on))::INTEGER AS month, from_code AS "from",
      to_code AS "to", weight FROM dim_area_change ORDER BY ALL`,
  );
}

const noChanges = `SELECT NULL::DATE AS changed_on, NULL::VARCHAR AS kind, NULL::VARCHAR AS from_code,
  NULL::VARCHAR AS to_code, NULL::DECIMAL(18,6) AS weight, 0 AS extract_key, 0 AS row_number WHERE false`;

/** Code → months in which it gave a part away and went on under its code. */
export function cutsOf(changes: readonly AreaChange[]): Map<string, number[]> {
  const cuts = new Map<string, number[]>();
  for (const { from, to, month } of changes) {
    if (from === to) cuts.set(from, [...(cuts.get(from) ?? []), month]);
  }
  return cuts;
}

/** Creates dim_area_concordance; dim_area must exist. */
export async function buildConcordance(
  database: Duckdb,
  changes: readonly AreaChange[],
): Promise<void> {
  const concerned = [...new Set(changes.flatMap(({ from, to }) => [from, to]))];
  const codes = concerned.map(textLiteral).join(", ") || "NULL";
  const places = await database.rows<{ key: number; code: string; from: number }>(
    `SELECT area_key AS key, code, from_month AS "from" FROM dim_area
      WHERE code IN (${codes}) ORDER BY area_key`,
  );
  const rows = areaConcordance(places, changes).map(
    ({ key, current, weight }) => `(${key}, ${current}, ${weight})`,
  );
  const changed = rows.length > 0 ? `VALUES ${rows.join(", ")}` : "SELECT 0, 0, 0 WHERE false";
  await database.run(`CREATE TABLE dim_area_concordance AS
    WITH changed(area_key, current_key, weight) AS (${changed})
    SELECT area_key::INTEGER AS area_key, current_key::INTEGER AS current_key, weight::DOUBLE AS weight
      FROM changed
    UNION ALL
    SELECT area_key, current_key, 1::DOUBLE FROM dim_area
      WHERE area_key NOT IN (SELECT area_key FROM changed)
    ORDER BY area_key, current_key`);
}
