/** The accepted extracts as publishing sees them: where their rows lie and what they cover. */
import type { Source } from "../define-source.ts";
import type { CoverageRectangle, ExtractManifest } from "../extract-manifest.ts";
import { parquetScan } from "../vault/vault-file.ts";

export interface EffectiveExtract {
  readonly manifest: ExtractManifest;
  readonly source: Source;
  /** The path of its Parquet rows. */
  readonly rowsFile: string;
  /** The position among all extracts in order of receipt, from 1. */
  readonly extractKey: number;
  readonly sourceKey: number;
}

/** Area code → [area_key, last_key]. */
export type AreaKeys = ReadonlyMap<string, readonly [number, number]>;

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

/** The table function that reads an extract's rows. */
export function rowsOf(extract: EffectiveExtract): string {
  return parquetScan(extract.rowsFile);
}

/**
 * The condition under which a row of `extract` stays in force: no later extract of the same source
 * covers its cell. `area` and `month` are SQL expressions of the row's cell.
 */
export function inForce(
  extract: EffectiveExtract,
  later: readonly EffectiveExtract[],
  areas: AreaKeys,
  area: string,
  month: string,
): string {
  const covering = later
    .filter((l) => l.sourceKey === extract.sourceKey && l.extractKey > extract.extractKey)
    .map((l) => {
      const { covers, except } = l.manifest.coverage ?? { covers: [], except: [] };
      const inside = rectangles(covers, areas, area, month);
      return except.length
        ? `(${inside} AND NOT ${rectangles(except, areas, area, month)})`
        : inside;
    });
  return covering.length ? `NOT (${covering.join(" OR ")})` : "TRUE";
}

function rectangles(
  list: readonly CoverageRectangle[],
  areas: AreaKeys,
  area: string,
  month: string,
): string {
  const parts = list.map(({ area: code, from, to }) => {
    const [first, last] = areas.get(code) ?? [-1, -1];
    return `(${area} BETWEEN ${first} AND ${last} AND ${month} BETWEEN ${from} AND ${to})`;
  });
  return `(${parts.join(" OR ") || "FALSE"})`;
}
