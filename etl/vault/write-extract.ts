/**
 * Puts one accepted extract into the vault: rows, rejects, then the manifest that makes it
 * accepted. Each file is written under a temporary name, flushed and renamed, so a kill leaves no
 * half extract.
 */
import { mkdirSync } from "node:fs";
import { type Duckdb, identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import type { CheckedColumn } from "../staging/check-values.ts";
import type { RejectedRow } from "../staging/describe-rejects.ts";
import { besides } from "../staging/value-grammar.ts";
import { commitFile, temporaryName, writeFileDurably } from "./durable-file.ts";
import { hashFile } from "./hash-file.ts";
import { recordKeySql } from "./record-key.ts";
import { manifestFile, rejectsFile, vaultFile, vaultFolder } from "./vault-file.ts";

/**
 * Writes the accepted rows of `checked` and the rejects. Columns: row_number, record_key (null
 * without identifying key), then every canonical column that identifies nobody; a period also as
 * `<name>_months`, a month also as the ten-day part `<name>_part` (null without a day), an age in
 * whole years also as `<name>_years` (null for bands).
 * @param secret asked for only when records have an identifying key.
 */
export async function writeExtract(
  database: Duckdb,
  dataFolder: string,
  manifest: Omit<ExtractManifest, "rowsHash">,
  content: {
    readonly key: readonly string[];
    readonly columns: readonly CheckedColumn[];
    /** In pieces. */
    readonly rejects: AsyncIterable<readonly RejectedRow[]>;
  },
  secret: () => Buffer,
): Promise<ExtractManifest> {
  mkdirSync(vaultFolder(dataFolder, manifest.source), { recursive: true, mode: 0o700 });
  const names = content.columns
    .filter(({ column }) => !column.identifier)
    .flatMap(({ name, column: { type } }) =>
      besides[type] ? [name, `${name}_${besides[type]}`] : [name],
    );
  const key = await recordKeySql(database, content.key, content.columns, secret);
  const rows = vaultFile(dataFolder, manifest);
  await copy(
    database,
    `SELECT row_number, ${key} AS record_key, ${names.map(identifier).join(", ")}
      FROM checked WHERE failed IS NULL ORDER BY row_number, part`,
    rows,
  );
  await database.run("DROP TABLE IF EXISTS record_key_pads");
  const rowsHash = await hashFile(temporaryName(rows));
  await stageRejects(database, content.rejects);
  await copy(
    database,
    `SELECT row_number::BIGINT AS row_number, part::INTEGER AS part, line::BIGINT AS line,
        byte_offset::BIGINT AS byte_offset, "column", rule, reason, text
      FROM reject_texts ORDER BY row_number, part, "column"`,
    rejectsFile(dataFolder, manifest),
  );
  commitFile(rows);
  commitFile(rejectsFile(dataFolder, manifest));
  const complete = { ...manifest, rowsHash };
  writeFileDurably(manifestFile(dataFolder, manifest), `${JSON.stringify(complete, null, 2)}\n`);
  return complete;
}

async function copy(database: Duckdb, select: string, path: string): Promise<void> {
  const target = textLiteral(temporaryName(path));
  await database.run(`COPY (${select}) TO ${target} (FORMAT parquet, COMPRESSION zstd)`);
}

async function stageRejects(
  database: Duckdb,
  pieces: AsyncIterable<readonly RejectedRow[]>,
): Promise<void> {
  await database.run(`CREATE TABLE reject_texts (row_number VARCHAR, part VARCHAR, line VARCHAR,
    byte_offset VARCHAR, "column" VARCHAR, rule VARCHAR, reason VARCHAR, text VARCHAR)`);
  for await (const rejects of pieces) {
    await database.appendText("reject_texts", [
      rejects.map((reject) => String(reject.row)),
      rejects.map((reject) => (reject.part === null ? null : String(reject.part))),
      rejects.map((reject) => String(reject.line)),
      rejects.map((reject) => (reject.byteOffset === null ? null : String(reject.byteOffset))),
      rejects.map((reject) => reject.column),
      rejects.map((reject) => reject.rule),
      rejects.map((reject) => reject.reason),
      rejects.map((reject) => reject.text),
    ]);
  }
}
