/** The areas that extracts may book to: those accepted before and those of this load. */
import { type Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import { parquetScan, vaultFile } from "../vault/vault-file.ts";

const newest = "QUALIFY row_number() OVER (PARTITION BY code ORDER BY sequence DESC) = 1";

/**
 * Creates the tables `areas` (code, name, parent), as the newest areas extracts in the vault have it,
 * and `area_names` (code, name): every name that a code has ever had.
 */
export async function createKnownAreas(
  database: Duckdb,
  dataFolder: string,
  manifests: readonly ExtractManifest[],
): Promise<void> {
  await database.run("CREATE TABLE areas (code VARCHAR, name VARCHAR, parent VARCHAR)");
  await database.run("CREATE TABLE area_names (code VARCHAR, name VARCHAR)");
  if (manifests.length === 0) return;
  const rows = manifests.map(
    (manifest) =>
      `SELECT code, coalesce(name_zh, name_en, '') AS name, parent, ${manifest.sequence} AS sequence
        FROM ${parquetScan(vaultFile(dataFolder, manifest))}`,
  );
  await database.run(
    `INSERT INTO area_names SELECT DISTINCT code, name FROM (${rows.join(" UNION ALL ")})
      WHERE name <> ''`,
  );
  const one = manifests.length === 1 ? "" : newest;
  await database.run(
    `INSERT INTO areas SELECT code, name, parent FROM (${rows.join(" UNION ALL ")}) ${one}`,
  );
}

/** Adds the areas in `accepted_rows`, in place of older ones with the same codes. */
export async function addKnownAreas(database: Duckdb): Promise<void> {
  await database.run("DELETE FROM areas WHERE code IN (SELECT code FROM accepted_rows)");
  await database.run(
    `INSERT INTO areas SELECT code, coalesce(name_zh, name_en, ''), parent FROM accepted_rows`,
  );
  await database.run(
    "INSERT INTO area_names SELECT code, name FROM areas WHERE name <> '' EXCEPT FROM area_names",
  );
}

/** How many areas are known. */
export async function countKnownAreas(database: Duckdb): Promise<number> {
  const [row] = await database.rows<{ n: number }>("SELECT count(*) AS n FROM areas");
  return row!.n;
}

/** Each of the codes → itself and all areas above it; codes that are unknown are left out. */
export async function ancestorsOf(
  database: Duckdb,
  codes: readonly string[],
): Promise<Map<string, Set<string>>> {
  const ancestors = new Map<string, Set<string>>();
  if (codes.length === 0) return ancestors;
  const list = codes.map(textLiteral).join(", ");
  const rows = await database.rows<{ area: string; ancestor: string }>(
    `WITH RECURSIVE up AS (
        SELECT code AS area, code AS ancestor, parent FROM areas WHERE code IN (${list}) UNION ALL
        SELECT up.area, areas.code, areas.parent FROM up JOIN areas ON areas.code = up.parent)
      SELECT area, ancestor FROM up`,
  );
  for (const { area, ancestor } of rows) {
    const set = ancestors.get(area) ?? new Set();
    ancestors.set(area, set.add(ancestor));
  }
  return ancestors;
}

/**
 * ` Did you mean "990521101" (城关镇)?` per unknown code, where a known code is at most two
 * characters away, or where the text is the name of one area; among many areas only codes with the
 * same beginning are compared.
 */
export async function nearestAreas(
  database: Duckdb,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const hints = new Map<string, string>();
  const list = codes.slice(0, 200).map((code) => `(${textLiteral(code)})`);
  if (list.length === 0) return hints;
  const few = (await countKnownAreas(database)) <= 5000;
  const near = few
    ? "true"
    : "left(areas.code, length(given) // 2) = left(given, length(given) // 2)";
  const rows = await database.rows<{ given: string; code: string; name: string }>(
    `SELECT given, code, name FROM (VALUES ${list.join(", ")}) t(given) JOIN areas
        ON ${near} AND abs(length(code) - length(given)) <= 2
      WHERE damerau_levenshtein(code, given) <= least(2, length(given) // 3)
      QUALIFY row_number() OVER (
        PARTITION BY given ORDER BY damerau_levenshtein(code, given), code) = 1
    UNION ALL SELECT given, min(code), name FROM (VALUES ${list.join(", ")}) t(given)
      JOIN areas ON name = given GROUP BY ALL HAVING count(DISTINCT code) = 1`,
  );
  for (const { given, code, name } of rows) {
    hints.set(given, ` Did you mean "${code}"${name ? ` (${name})` : ""}?`);
  }
  return hints;
}
