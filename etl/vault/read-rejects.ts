/** The rejected rows of one accepted extract, as the vault keeps them: identifiers masked. */
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import { createOpenRejects, mendedOf } from "./open-rejects.ts";
import { parquetScan, rejectsFile } from "./vault-file.ts";

export interface RejectedRow {
  readonly line: number;
  readonly column: string | null;
  readonly rule: string;
  /** The whole sentence. */
  readonly reason: string;
  readonly text: string | null;
}

export interface RejectedRows {
  /** In the order of the file; without those that have been mended since. */
  readonly open: readonly RejectedRow[];
  readonly mended: number;
}

/** @param manifests all of the vault: extracts of mended rows close what they mend */
export async function readRejects(
  dataFolder: string,
  manifest: ExtractManifest,
  manifests: readonly ExtractManifest[],
): Promise<RejectedRows> {
  const database = await Duckdb.open(":memory:");
  try {
    await createOpenRejects(database, dataFolder, manifest, mendedOf(manifest, manifests));
    const rows = await database.rows<RejectedRow & { isOpen: boolean }>(
      `SELECT line, "column", rule, reason, text, EXISTS (SELECT 1 FROM open_rejects o
          WHERE o.row_number = x.row_number AND coalesce(o.part = x.part, true)) AS "isOpen"
        FROM (SELECT NULL::INTEGER AS part WHERE false
          UNION ALL BY NAME SELECT * FROM ${parquetScan(rejectsFile(dataFolder, manifest))}) x
        ORDER BY line, row_number`,
    );
    const open = rows.filter(({ isOpen }) => isOpen).map(({ isOpen: _, ...row }) => row);
    return { open, mended: rows.length - open.length };
  } finally {
    database.close();
  }
}

/** The cells of a rejected row's text, as many as `count`; empty ones when nothing is kept of it. */
export function cellsOf(text: string | null, count: number): string[] {
  const cells = [...(text ?? "").matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
  return Array.from({ length: count }, (_, i) => cells[i] ?? "");
}
