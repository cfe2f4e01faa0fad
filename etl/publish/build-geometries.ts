/** Builds dim_area_geometry: the newest shape of every area that one was sent of. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { type EffectiveExtract, unionOfRows } from "./effective-extracts.ts";

/** Creates dim_area_geometry, empty where no extract has shapes; dim_area must exist. */
export async function buildGeometries(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
): Promise<void> {
  await database.run("CREATE TABLE dim_area_geometry (code VARCHAR, geometry VARCHAR)");
  if (extracts.length === 0) return;
  // A code stands in dim_area once for every place that it had.
  await database.run(`INSERT INTO dim_area_geometry
    SELECT area AS code, geometry FROM (${unionOfRows(extracts)})
    WHERE area IN (SELECT code FROM dim_area)
    QUALIFY row_number() OVER (PARTITION BY area ORDER BY extract_key DESC, row_number DESC) = 1
    ORDER BY code`);
}
