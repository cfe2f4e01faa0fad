/** Mended rows whose key an accepted row of the same extract has: they would count twice. */
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import type { CheckedColumn } from "../staging/check-values.ts";
import { rejectWhere } from "../staging/reject-rows.ts";
import { besides } from "../staging/value-grammar.ts";
import { recordKeySql } from "../vault/record-key.ts";
import { parquetScan, vaultFile } from "../vault/vault-file.ts";

/**
 * Rejects rows of `accepted_rows` as duplicates of those that `extracts` brought. A row without one
 * of the key's values is not checked.
 * @param secret asked for only when records have an identifying key
 */
export async function rejectKnownKeys(
  database: Duckdb,
  dataFolder: string,
  key: readonly string[],
  columns: readonly CheckedColumn[],
  extracts: readonly ExtractManifest[],
  secret: () => Buffer,
): Promise<void> {
  const inKey = columns.filter((column) => key.includes(column.name));
  if (inKey.length === 0) return;
  if (inKey.some((c) => !c.present && c.column.otherwise === undefined)) return;
  const known = extracts
    .map((extract) => `SELECT * FROM ${parquetScan(vaultFile(dataFolder, extract))}`)
    .join(" UNION ALL BY NAME ");
  const position = columns.indexOf(inKey[0]!);
  const reason = {
    rule: "duplicate" as const,
    column: inKey[0]!,
    position,
    detail: "'accepted'",
  };
  if (inKey.some(({ column }) => column.identifier)) {
    const recordKey = await recordKeySql(database, key, columns, secret);
    await rejectWhere(database, reason, `${recordKey} IN (SELECT record_key FROM (${known}))`);
    await database.run("DROP TABLE IF EXISTS record_key_pads");
    return;
  }
  const names = inKey.flatMap(({ name, column: { type } }) =>
    besides[type] ? [name, `${name}_${besides[type]}`] : [name],
  );
  const same = names.map(
    (name) => `k.${identifier(name)} IS NOT DISTINCT FROM c.${identifier(name)}`,
  );
  const given = inKey.map(({ name }) => `c.${identifier(`key_${name}`)} IS NOT NULL`);
  await rejectWhere(
    database,
    reason,
    `${given.join(" AND ")} AND EXISTS (SELECT 1 FROM (${known}) k WHERE ${same.join(" AND ")})`,
  );
}
