/** Where things lie in the data folder; nothing else spells these paths. */
import { join } from "node:path";
import { textLiteral } from "#warehouse/engine/duckdb.ts";
import type { ExtractManifest } from "../extract-manifest.ts";

type Named = Pick<ExtractManifest, "source" | "hash">;

/** The accepted rows of one extract: `vault/<source>/<hash>.parquet`. */
export function vaultFile(dataFolder: string, extract: Named): string {
  return join(vaultFolder(dataFolder, extract.source), `${extract.hash}.parquet`);
}

/** The rejected rows of one extract: row_number, part, line, byte_offset, column, rule, reason, text. */
export function rejectsFile(dataFolder: string, extract: Named): string {
  return join(vaultFolder(dataFolder, extract.source), `${extract.hash}.rejects.parquet`);
}

/** The manifest that makes the extract accepted: `vault/<source>/<hash>.json`. */
export function manifestFile(dataFolder: string, extract: Named): string {
  return join(vaultFolder(dataFolder, extract.source), `${extract.hash}.json`);
}

/** The folder of one source's extracts. */
export function vaultFolder(dataFolder: string, source: string): string {
  return join(dataFolder, "vault", source);
}

/** SQL that scans one Parquet file; `[`, `*` and `?` in its path are no pattern. */
export function parquetScan(path: string): string {
  return `read_parquet(${textLiteral(path.replace(/[[\]*?]/g, "[$&]"))})`;
}
