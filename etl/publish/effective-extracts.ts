/** The accepted extracts as publishing sees them: where their rows lie and what they cover. */
import type { Source, SourceColumn } from "../define-source.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import { parquetScan } from "../vault/vault-file.ts";
import { liesIn, rowCell } from "./coverage-condition.ts";

export interface EffectiveExtract {
  readonly manifest: ExtractManifest;
  readonly source: Source;
  /** The paths of its Parquet rows: its own and those of its rows that were mended since. */
  readonly rowsFiles: readonly string[];
  /** The position among all extracts in order of receipt, from 1. */
  readonly extractKey: number;
  readonly sourceKey: number;
}

/** Area code → [area_key, last_key] of each of its places in the tree. */
export type AreaKeys = ReadonlyMap<string, readonly (readonly [number, number])[]>;

/**
 * Manifests as they were received, whatever the order in which they were loaded: the newer received
 * wins where two cover one cell, so the same files give the same snapshot in any order.
 */
export function inOrderOfReceipt(manifests: readonly ExtractManifest[]): ExtractManifest[] {
  return [...manifests].sort(
    (a, b) =>
      compare(a.receivedAt, b.receivedAt) || compare(a.source, b.source) || a.sequence - b.sequence,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** All rows of the extracts with their extract_key. */
export function unionOfRows(extracts: readonly EffectiveExtract[]): string {
  return extracts
    .map((e) => `SELECT *, ${e.extractKey} AS extract_key FROM ${rowsOf(e)}`)
    .join(" UNION ALL BY NAME ");
}

/**
 * SQL for an extract's rows with every column that its source has today: one that the vault file is
 * older than is null.
 */
export function rowsOf({
  rowsFiles,
  source,
}: Pick<EffectiveExtract, "rowsFiles" | "source">): string {
  const columns = Object.entries(source.columns).flatMap(([name, { type, identifier }]) =>
    identifier ? [] : vaultColumns(name, type),
  );
  const none = columns.map(([name, type]) => `NULL::${type} AS ${name}`).join(", ");
  const files = rowsFiles.map((file) => `UNION ALL BY NAME SELECT * FROM ${parquetScan(file)}`);
  return `(SELECT ${none} WHERE false ${files.join(" ")})`;
}

/** The condition under which rows of the vault, SQL names `a` and `b`, have the same key. */
export function sameKey({ key, columns }: Source, a: string, b: string): string {
  return key
    .flatMap((name) => vaultColumns(name, columns[name]!.type))
    .map(([name]) => `${a}.${name} IS NOT DISTINCT FROM ${b}.${name}`)
    .join(" AND ");
}

function vaultColumns(name: string, type: SourceColumn["type"]): [string, string][] {
  if (type === "age")
    return [
      [name, "SMALLINT"],
      [`${name}_years`, "SMALLINT"],
    ];
  if (type === "period")
    return [
      [name, "INTEGER"],
      [`${name}_months`, "INTEGER"],
    ];
  if (type === "month")
    return [
      [name, "INTEGER"],
      [`${name}_part`, "SMALLINT"],
    ];
  if (type === "year") return [[name, "INTEGER"]];
  if (type === "date") return [[name, "DATE"]];
  if (type === "integer") return [[name, "BIGINT"]];
  if (type === "decimal") return [[name, "DECIMAL(18,6)"]];
  return [[name, "VARCHAR"]];
}

/**
 * The condition under which a row of `extract` stays in force: no later extract of the same source
 * covers its cell, or of a source that supersedes by key has a row of its key. `area` and `month` are
 * SQL expressions of the row `r`'s cell.
 */
export function inForce(
  extract: EffectiveExtract,
  later: readonly EffectiveExtract[],
  areas: AreaKeys,
  area: string,
  month: string,
): string {
  const newer = later.filter(
    (l) => l.sourceKey === extract.sourceKey && l.extractKey > extract.extractKey,
  );
  if (extract.source.supersedes === "key" && newer.length > 0) {
    const same = sameKey(extract.source, "l", "r");
    return `NOT EXISTS (SELECT 1 FROM (${unionOfRows(newer)}) l WHERE ${same})`;
  }
  const cell = rowCell(extract, areas, area, month);
  const covering = newer.map((l) => {
    const { covers, except } = l.manifest.coverage ?? { covers: [], except: [] };
    const inside = liesIn(covers, areas, cell);
    return except.length ? `(${inside} AND NOT ${liesIn(except, areas, cell)})` : inside;
  });
  return covering.length ? `NOT (${covering.join(" OR ")})` : "TRUE";
}

/** The join that books a row of `r` to the place that its area had in the month (an SQL expression). */
export function atItsPlace(month: string): string {
  return `JOIN dim_area a ON a.code = r.area AND ${month} BETWEEN a.from_month AND a.to_month`;
}
