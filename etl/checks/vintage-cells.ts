/**
 * Counts of extracts in the vault by area and time: what was in force before a new extract came.
 * Cells are kept, never rows, so that a country's years fit.
 */
import { type Duckdb, identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import type { Source } from "../define-source.ts";
import type { Coverage, CoverageRectangle, ExtractManifest } from "../extract-manifest.ts";
import { inOrderOfReceipt, rowsOf } from "../publish/effective-extracts.ts";
import { coverageSpan } from "../staging/coverage-span.ts";
import { mendedOf } from "../vault/open-rejects.ts";
import { vaultFile } from "../vault/vault-file.ts";
import { timeSql } from "./time-sql.ts";

/**
 * Creates the table `vintage_cells` (hash, area, first, months, place, n, value, in_force) from the
 * extracts, each with its mended rows, and the table `inside`. `place` is the ten-day part that the
 * cell begins in (coverage-span.ts), `value` the sum of `column`. A cell is in force until a later
 * extract covers it. Needs the table `areas`.
 */
export async function createVintageCells(
  database: Duckdb,
  dataFolder: string,
  source: Source,
  column: string,
  manifests: readonly ExtractManifest[],
): Promise<void> {
  await createInside(database, manifests);
  await database.run(
    `CREATE TABLE vintage_cells (hash VARCHAR, area VARCHAR, "first" INTEGER, months INTEGER,
      place INTEGER, n BIGINT, value DOUBLE, in_force BOOLEAN)`,
  );
  const ordered = inOrderOfReceipt(manifests.filter(({ corrects }) => corrects === undefined));
  for (const [position, manifest] of ordered.entries()) {
    const extracts = [manifest, ...mendedOf(manifest, manifests)];
    const rows = rowsOf({ source, rowsFiles: extracts.map((one) => vaultFile(dataFolder, one)) });
    const later = ordered.slice(position + 1).flatMap(({ coverage }) => coverage ?? []);
    const covered = later.map(coverageSql).join(" OR ") || "false";
    await database.run(
      `INSERT INTO vintage_cells SELECT ${textLiteral(manifest.hash)}, *, NOT (${covered})
        FROM (${cellsSql(source, column, rows)})`,
    );
  }
}

/** SELECT of area, first, months, place, n and value over rows with the vault's columns. */
export function cellsSql(source: Source, column: string, rows: string): string {
  const { first, months } = timeSql(source, "r")!;
  return `SELECT area, "first", months, place, count(*)::BIGINT AS n, sum(value) AS value
    FROM (SELECT r.area, ${first} AS "first", (${months})::INTEGER AS months,
        (${first} * 10 + ${partSql(source)})::INTEGER AS place,
        r.${identifier(column)}::DOUBLE AS value FROM ${rows} r) GROUP BY ALL`;
}

function partSql({ time, columns }: Source): string {
  const cell = `r.${identifier(time!)}`;
  const { type } = columns[time!]!;
  if (type === "date") return `least(3, (day(${cell}) + 9) // 10)`;
  return type === "month" ? `coalesce(r.${identifier(`${time}_part`)}, 1)` : "1";
}

/** SQL that is true for a cell (area, place) that the coverage holds; needs the table `inside`. */
export function coverageSql({ covers, except }: Coverage): string {
  const inside = rectanglesSql(covers);
  return except.length > 0 ? `(${inside} AND NOT ${rectanglesSql(except)})` : inside;
}

/** A coverage by rows has thousands of rectangles: a join finds those of an area, tests of each do not. */
function rectanglesSql(rectangles: readonly CoverageRectangle[]): string {
  if (rectangles.length === 0) return "false";
  const values = rectangles.map((one) => {
    const { first, last } = coverageSpan(one);
    return `(${textLiteral(one.area)}, ${first}, ${last})`;
  });
  return `EXISTS (SELECT 1 FROM (
      SELECT inside.area AS covered_area, first_place, last_place
      FROM (VALUES ${values.join(", ")}) v(code, first_place, last_place) JOIN inside USING (code))
    WHERE covered_area = area AND place BETWEEN first_place AND last_place)`;
}

/** Creates `inside` (code, area): every area that a coverage names, with itself and all below it. */
export async function createInside(
  database: Duckdb,
  manifests: readonly Pick<ExtractManifest, "coverage">[],
): Promise<void> {
  const codes = manifests.flatMap(({ coverage }) =>
    [...(coverage?.covers ?? []), ...(coverage?.except ?? [])].map(({ area }) => area),
  );
  await database.run("CREATE TABLE inside (code VARCHAR, area VARCHAR)");
  await addInside(database, codes);
}

/** Adds further areas with all below them to `inside`. */
export async function addInside(database: Duckdb, codes: readonly string[]): Promise<void> {
  const list = [...new Set(codes)].map((code) => `(${textLiteral(code)})`);
  if (list.length === 0) return;
  await database.run(
    `INSERT INTO inside WITH RECURSIVE down AS (
        SELECT code, code AS area FROM (VALUES ${list.join(", ")}) t(code)
        UNION SELECT down.code, areas.code FROM down JOIN areas ON areas.parent = down.area)
      SELECT code, area FROM down WHERE code NOT IN (SELECT DISTINCT code FROM inside)`,
  );
}
