/** A data folder and extracts of a test's own: small files in, rows of the vault out. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import type { ExtractManifest } from "#etl/extract-manifest.ts";
import { load } from "#etl/load.ts";
import type { FileReport, LoadOptions } from "#etl/load-report.ts";
import { vaultFile } from "#etl/vault/vault-file.ts";
import { Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";

process.env.DEMOGRAPH_SECRET = "a secret of the tests, long enough for all";

/** A fictional county with two towns and three villages. */
export const smallAreas = `code,name_zh,level,parent
990521,青溪县,county,
990521101,城关镇,township,990521
990521101001,东门村,village,990521101
990521101002,西门村,village,990521101
990521102,北山镇,township,990521
990521102001,上坡村,village,990521102
`;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A fresh folder that is gone after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "demograph-load-"));
  folders.push(folder);
  return folder;
}

/** Writes the files below `folder` and gives their paths. */
export function writeFiles(folder: string, files: Record<string, string | Uint8Array>): string[] {
  return Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  });
}

/** Loads the files into a fresh data folder after the small areas; the reports without theirs. */
export async function loadFiles(
  files: Record<string, string | Uint8Array>,
  options: Partial<LoadOptions> = {},
): Promise<{ dataFolder: string; folder: string; reports: readonly FileReport[] }> {
  const folder = temporaryFolder();
  const dataFolder = options.dataFolder ?? join(folder, "data");
  await load(writeFiles(folder, { "small-areas.csv": smallAreas }), {
    dataFolder,
    source: "areas",
  });
  const paths = writeFiles(folder, files).filter((path) => !path.endsWith(".yaml"));
  const report = await load(paths, { dataFolder, ...options });
  return { dataFolder, folder, reports: report.files };
}

/** The accepted rows of one extract, dates as text. */
export function vaultRows(
  dataFolder: string,
  manifest: Pick<ExtractManifest, "source" | "hash">,
): Promise<Record<string, unknown>[]> {
  return parquetRows(vaultFile(dataFolder, manifest));
}

/** All rows of a Parquet file; dates as text, decimals as numbers. */
export async function parquetRows(path: string): Promise<Record<string, unknown>[]> {
  const database = await Duckdb.open(":memory:");
  try {
    const file = `read_parquet(${textLiteral(path)})`;
    const columns = await database.rows<{ column_name: string; column_type: string }>(
      `SELECT column_name, column_type FROM (DESCRIBE FROM ${file})`,
    );
    const select = columns.map(({ column_name: name, column_type: type }) => {
      if (type === "DATE") return `"${name}"::VARCHAR AS "${name}"`;
      return type.startsWith("DECIMAL") ? `"${name}"::DOUBLE AS "${name}"` : `"${name}"`;
    });
    return await database.rows(`SELECT ${select.join(", ")} FROM ${file}`);
  } finally {
    database.close();
  }
}
