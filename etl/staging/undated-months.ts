/**
 * A part of a month cannot take the place of a count of the whole month that names no days: what of it
 * lies in the part nobody knows. Such an extract is refused rather than counted twice.
 */
import { type Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { Source } from "../define-source.ts";
import type { CoverageRectangle, ExtractManifest } from "../extract-manifest.ts";
import { parquetScan, vaultFile } from "../vault/vault-file.ts";
import { coverageSpan, hasParts } from "./coverage-span.ts";

/** What is asked of an extract, be it accepted or about to be. */
export type DatedExtract = Pick<ExtractManifest, "file" | "coverage" | "receivedAt">;

/**
 * Checks the extract in `accepted_rows` against all accepted ones of its source, whichever of two was
 * received first. @throws InputError when one covers a part of a month that the older gives undated
 */
export async function refusePartsOfUndatedMonths(
  database: Duckdb,
  dataFolder: string,
  source: Source,
  draft: DatedExtract,
  accepted: readonly ExtractManifest[],
): Promise<void> {
  const { time } = source;
  if (!time || source.columns[time]!.type !== "month") return;
  for (const manifest of accepted) {
    const scan = parquetScan(vaultFile(dataFolder, manifest));
    // Files of before the parts were kept name no days at all.
    const kept = `(SELECT NULL::SMALLINT AS ${time}_part WHERE false UNION ALL BY NAME FROM ${scan})`;
    const isNewer = draft.receivedAt >= manifest.receivedAt;
    const [newer, older] = isNewer ? [draft, manifest] : [manifest, draft];
    const rows = isNewer ? kept : "accepted_rows";
    for (const { area, month } of cutMonths(newer, older)) {
      if (!(await isUndated(database, rows, time, area, month))) continue;
      const text = `${Math.floor(month / 100)}-${String(month % 100).padStart(2, "0")}`;
      throw new InputError(
        `"${newer.file}" covers a part of ${text} in ${area}, but "${older.file}" counts the whole ` +
          "month without days, so nothing tells what the part replaces. Send the whole month again.",
      );
    }
  }
}

/**
 * Areas and months of which the newer covers a part and the older more than that part. Rows of the
 * older lie in its coverage, so looking below the newer's area finds those in both.
 */
function cutMonths(newer: DatedExtract, older: DatedExtract): { area: string; month: number }[] {
  return (newer.coverage?.covers ?? [])
    .filter(hasParts)
    .flatMap((part) =>
      (older.coverage?.covers ?? []).flatMap((whole) =>
        [...new Set([part.from, part.to])]
          .filter((month) => reachesBeyond(whole, part, month))
          .map((month) => ({ area: part.area, month })),
      ),
    );
}

function reachesBeyond(whole: CoverageRectangle, part: CoverageRectangle, month: number): boolean {
  const inMonth = (rectangle: CoverageRectangle) => {
    const { first, last } = coverageSpan(rectangle);
    return { first: Math.max(first, month * 10 + 1), last: Math.min(last, month * 10 + 3) };
  };
  const [outer, inner] = [inMonth(whole), inMonth(part)];
  const meets = outer.first <= inner.last && inner.first <= outer.last;
  return meets && (outer.first < inner.first || outer.last > inner.last);
}

async function isUndated(
  database: Duckdb,
  rows: string,
  time: string,
  area: string,
  month: number,
): Promise<boolean> {
  const found = await database.rows(
    `WITH RECURSIVE below AS (
        SELECT code FROM areas WHERE code = ${textLiteral(area)} UNION
        SELECT areas.code FROM areas JOIN below ON areas.parent = below.code)
      SELECT 1 AS found FROM ${rows} WHERE ${time} = ${month} AND ${time}_part IS NULL
        AND area IN (FROM below) LIMIT 1`,
  );
  return found.length > 0;
}
