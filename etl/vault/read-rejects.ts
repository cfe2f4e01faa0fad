/** The rejected rows of one accepted extract, as the vault keeps them: identifiers masked. */
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import { parquetScan, rejectsFile } from "./vault-file.ts";

export interface RejectedRow {
  readonly line: number;
  readonly column: string | null;
  readonly rule: string;
  /** The whole sentence. */
  readonly reason: string;
  readonly text: string | null;
}

/** In the order of the file. */
export async function readRejects(
  dataFolder: string,
  manifest: ExtractManifest,
): Promise<RejectedRow[]> {
  const database = await Duckdb.open(":memory:");
  try {
    return await database.rows<RejectedRow>(
      `SELECT line, "column", rule, reason, text FROM ${parquetScan(rejectsFile(dataFolder, manifest))} ORDER BY line, row_number`,
    );
  } finally {
    database.close();
  }
}
