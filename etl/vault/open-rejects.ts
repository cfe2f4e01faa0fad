/**
 * The rejected records of an extract that nobody has mended yet. The rejects themselves are never
 * changed: mended rows come as extracts of their own that name the extract they correct.
 */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import { parquetScan, rejectsFile, vaultFile } from "./vault-file.ts";

/** The accepted extracts of mended rows that belong to `manifest`, in order of acceptance. */
export function mendedOf(
  manifest: ExtractManifest,
  manifests: readonly ExtractManifest[],
): ExtractManifest[] {
  return manifests
    .filter(({ source, corrects }) => source === manifest.source && corrects === manifest.hash)
    .sort((a, b) => a.sequence - b.sequence);
}

/**
 * Creates the table `open_rejects` (row_number and line of the extract, part of the row or null for
 * all of it). A row that was sent again is open only where it was rejected again.
 */
export async function createOpenRejects(
  database: Duckdb,
  dataFolder: string,
  manifest: ExtractManifest,
  mended: readonly ExtractManifest[],
): Promise<void> {
  // Rejects older than `part` have none.
  const rejects = (one: ExtractManifest, line: string) =>
    `SELECT DISTINCT row_number, ${line} AS line, part FROM (
      SELECT NULL::INTEGER AS part WHERE false
      UNION ALL BY NAME SELECT * FROM ${parquetScan(rejectsFile(dataFolder, one))})`;
  await database.run(`CREATE TABLE open_rejects AS ${rejects(manifest, "line")}`);
  for (const one of mended) {
    const again = `SELECT r.row_number, o.line, r.part FROM (${rejects(one, "0")}) r
      JOIN (SELECT DISTINCT row_number, line FROM open_rejects) o USING (row_number)`;
    await database.run(`CREATE TABLE again AS ${again}`);
    await database.run(
      `DELETE FROM open_rejects WHERE row_number IN (
          SELECT row_number FROM ${parquetScan(vaultFile(dataFolder, one))}
          UNION SELECT row_number FROM again)`,
    );
    await database.run("INSERT INTO open_rejects SELECT * FROM again");
    await database.run("DROP TABLE again");
  }
}

/** `births.csv (3f2a91…)`: how sentences name an extract. */
export function extractWords({ file, hash }: Pick<ExtractManifest, "file" | "hash">): string {
  return `${file} (${hash.slice(0, 8)})`;
}
