/** Which earlier extracts a new one takes the place of, whole or in part. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { Source } from "../define-source.ts";
import type { CoverageRectangle, ExtractManifest } from "../extract-manifest.ts";
import type { Superseded } from "../load-report.ts";
import { sameKey } from "../publish/effective-extracts.ts";
import { parquetScan, vaultFile } from "../vault/vault-file.ts";
import { type CoverageSpan, coverageSpan } from "./coverage-span.ts";
import { ancestorsOf } from "./known-areas.ts";
import { refusePartsOfUndatedMonths } from "./undated-months.ts";

/**
 * Earlier extracts of the same source that share a cell (or, by key, a code) with the new one.
 * @throws InputError when one would take the place of an undated part of a month
 */
export async function findSuperseded(
  database: Duckdb,
  dataFolder: string,
  source: Source,
  draft: Pick<ExtractManifest, "source" | "file" | "coverage" | "receivedAt">,
  accepted: readonly ExtractManifest[],
): Promise<Superseded[]> {
  const sameSource = accepted.filter((manifest) => manifest.source === draft.source);
  await refusePartsOfUndatedMonths(database, dataFolder, source, draft, sameSource);
  const earlier = sameSource.filter(({ receivedAt }) => receivedAt <= draft.receivedAt);
  const found: Superseded[] = [];
  const areas = [draft, ...earlier].flatMap(({ coverage }) => [
    ...(coverage?.covers ?? []).map((rectangle) => rectangle.area),
    ...(coverage?.except ?? []).map((rectangle) => rectangle.area),
  ]);
  const ancestors = await ancestorsOf(database, [...new Set(areas)]);
  for (const manifest of earlier) {
    const part =
      source.supersedes === "key"
        ? await sharedKeys(database, dataFolder, source, manifest)
        : sharedCells(draft, manifest, ancestors);
    if (!part) continue;
    const { file, hash, receivedAt } = manifest;
    found.push({ file, hash, receivedAt, part });
  }
  return found;
}

async function sharedKeys(
  database: Duckdb,
  dataFolder: string,
  source: Source,
  manifest: ExtractManifest,
): Promise<Superseded["part"] | null> {
  const [row] = await database.rows<{ shared: number }>(
    `SELECT count(*) AS shared FROM ${parquetScan(vaultFile(dataFolder, manifest))} o
      WHERE EXISTS (SELECT 1 FROM accepted_rows n WHERE ${sameKey(source, "n", "o")})`,
  );
  if (row!.shared === 0) return null;
  return row!.shared === manifest.counts.accepted ? "whole" : "part";
}

type Ancestors = ReadonlyMap<string, ReadonlySet<string>>;

function sharedCells(
  newer: Pick<ExtractManifest, "coverage">,
  older: Pick<ExtractManifest, "coverage">,
  ancestors: Ancestors,
): Superseded["part"] | null {
  if (!newer.coverage || !older.coverage) return null;
  const { covers, except } = newer.coverage;
  const left = [...except, ...older.coverage.except];
  const related = relatedTo(covers, ancestors);
  const overlaps = older.coverage.covers.flatMap((old) =>
    related(old.area).flatMap((cover) => overlap(cover, old, ancestors) ?? []),
  );
  const live = overlaps.filter((cell) => !left.some((out) => contains(out, cell, ancestors)));
  if (live.length === 0) return null;
  const whole = older.coverage.covers.every(
    (old) =>
      related(old.area).some((cover) =>
        contains(cover, { area: old.area, span: coverageSpan(old) }, ancestors),
      ) && !except.some((out) => overlap(out, old, ancestors)),
  );
  return whole ? "whole" : "part";
}

/**
 * The rectangles of an area, of those above and of those below it: of the thousands that a coverage by
 * rows has, all but these share nothing with it.
 */
function relatedTo(
  covers: readonly CoverageRectangle[],
  ancestors: Ancestors,
): (area: string) => CoverageRectangle[] {
  const [own, below] = [groupOf(covers), new Map<string, CoverageRectangle[]>()];
  for (const [area, rectangles] of own) {
    for (const above of ancestors.get(area) ?? []) {
      if (above !== area) below.set(above, [...(below.get(above) ?? []), ...rectangles]);
    }
  }
  return (area) => [
    ...(own.get(area) ?? []),
    ...(below.get(area) ?? []),
    ...[...(ancestors.get(area) ?? [])].flatMap((above) =>
      above === area ? [] : (own.get(above) ?? []),
    ),
  ];
}

function groupOf(covers: readonly CoverageRectangle[]): Map<string, CoverageRectangle[]> {
  const groups = new Map<string, CoverageRectangle[]>();
  for (const cover of covers) {
    const group = groups.get(cover.area);
    if (group) group.push(cover);
    else groups.set(cover.area, [cover]);
  }
  return groups;
}

interface Cell {
  readonly area: string;
  readonly span: CoverageSpan;
}

/** The smaller area in the ten-day parts of both; null when they share nothing. */
function overlap(a: CoverageRectangle, b: CoverageRectangle, ancestors: Ancestors): Cell | null {
  const inside = isWithin(a.area, b.area, ancestors)
    ? a.area
    : isWithin(b.area, a.area, ancestors)
      ? b.area
      : null;
  const [spanA, spanB] = [coverageSpan(a), coverageSpan(b)];
  const first = Math.max(spanA.first, spanB.first);
  const last = Math.min(spanA.last, spanB.last);
  return inside !== null && first <= last ? { area: inside, span: { first, last } } : null;
}

function contains(outer: CoverageRectangle, { area, span }: Cell, ancestors: Ancestors): boolean {
  const { first, last } = coverageSpan(outer);
  return isWithin(area, outer.area, ancestors) && first <= span.first && last >= span.last;
}

function isWithin(area: string, other: string, ancestors: Ancestors): boolean {
  return area === other || (ancestors.get(area)?.has(other) ?? false);
}
