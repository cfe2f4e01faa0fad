/**
 * A new extract against what was in force in its cells: what it changes, whether that is more than
 * chance explains, and whether it must be held (RELIABILITY promise 13).
 */
import { type Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { rateRatio } from "#warehouse/statistics/rate-ratio.ts";
import type { Source } from "../define-source.ts";
import type { Coverage, CoverageRectangle, ExtractManifest } from "../extract-manifest.ts";
import type { Revision, RevisionChange } from "../load-report.ts";
import type { CheckedColumn } from "../staging/check-values.ts";
import type { Finding } from "./finding.ts";
import { mainCountOf } from "./main-count.ts";
import { periodWords } from "./time-sql.ts";
import { numberWords } from "./unit-values.ts";
import { addInside, cellsSql, coverageSql, createVintageCells } from "./vintage-cells.ts";

export interface VintageComparison {
  readonly revision: Revision;
  readonly findings: readonly Finding[];
  /** Why nothing of the extract may be accepted unless somebody says so; null when it may. */
  readonly hold: string | null;
}

/**
 * Compares `accepted_rows` with the earlier extracts that it supersedes, over the cells that both
 * cover. Null when there are none, or nothing to count.
 */
export async function compareVintages(
  database: Duckdb,
  dataFolder: string,
  source: Source,
  columns: readonly CheckedColumn[],
  coverage: Coverage | null,
  superseded: readonly ExtractManifest[],
): Promise<VintageComparison | null> {
  const given = (name: string) =>
    columns.some((c) => c.name === name && (c.present || c.column.otherwise !== undefined));
  const column = mainCountOf(source, given);
  if (coverage === null || column === null || superseded.length === 0) return null;
  await createVintageCells(database, dataFolder, source, column, superseded);
  await createNewCells(database, source, column, coverage, superseded);
  const changes = await changesOf(database, coverage, superseded);
  const [sums] = await database.rows<Record<"n0" | "n1" | "v0" | "v1", number>>(
    `SELECT coalesce(sum(n) FILTER (WHERE is_old), 0)::BIGINT AS n0,
      coalesce(sum(n) FILTER (WHERE NOT is_old), 0)::BIGINT AS n1,
      coalesce(sum(value) FILTER (WHERE is_old), 0) AS v0,
      coalesce(sum(value) FILTER (WHERE NOT is_old), 0) AS v1 FROM compared`,
  );
  const { n0, n1, v0, v1 } = sums!;
  const revision: Revision = { column, rows: [n0, n1], total: [v0, v1], changes };
  const isCount = source.columns[column]!.type === "integer";
  return {
    revision,
    findings: isCount ? jumps(revision) : [],
    hold: holdOf(revision, source.changeBand ?? [0.8, 1.5]),
  };
}

/** Creates `compared`: the cells before and after, only of what both the old and the new cover. */
async function createNewCells(
  database: Duckdb,
  source: Source,
  column: string,
  coverage: Coverage,
  superseded: readonly ExtractManifest[],
): Promise<void> {
  await addInside(
    database,
    [...coverage.covers, ...coverage.except].map(({ area }) => area),
  );
  const before = superseded.flatMap((manifest) => manifest.coverage ?? []);
  await database.run(
    `CREATE TABLE compared AS
      SELECT true AS is_old, area, "first", months, n, value FROM vintage_cells
        WHERE in_force AND ${coverageSql(coverage)}
      UNION ALL
      SELECT false, area, "first", months, n, value
        FROM (${cellsSql(source, column, "accepted_rows")})
        WHERE ${before.map(coverageSql).join(" OR ")}`,
  );
}

/**
 * Where counts changed: by covered area and month or longer period, and by the areas right below and
 * year (as much of it as both cover); largest change first.
 */
async function changesOf(
  database: Duckdb,
  { covers }: Coverage,
  superseded: readonly ExtractManifest[],
): Promise<RevisionChange[]> {
  const tops = [...new Set(covers.map(({ area }) => area))];
  const children = await database.rows<{ code: string }>(
    `SELECT DISTINCT areas.code FROM areas JOIN inside ON inside.code = areas.parent
      WHERE inside.code = inside.area ORDER BY 1`,
  );
  await addInside(
    database,
    children.map(({ code }) => code),
  );
  const list = (codes: readonly string[]) => codes.map(textLiteral).join(", ") || "NULL";
  const sums = (codes: readonly string[], first: string, months: string) =>
    `SELECT inside.code AS area, ${first} AS "first", ${months} AS months,
        coalesce(sum(value) FILTER (WHERE is_old), 0) AS before,
        coalesce(sum(value) FILTER (WHERE NOT is_old), 0) AS after
      FROM compared JOIN inside USING (area) WHERE inside.code IN (${list(codes)}) GROUP BY ALL`;
  const year = sharedYear(
    covers,
    superseded.flatMap(({ coverage }) => coverage?.covers ?? []),
  );
  const below = children.map(({ code }) => code).filter((code) => !tops.includes(code));
  return database.rows<RevisionChange>(
    `SELECT s.*, coalesce((SELECT max(name) FROM areas WHERE code = s.area), '') AS name
      FROM (${sums(tops, `"first"`, "months")} UNION ${sums(tops, ...year)}
        UNION ${sums(below, ...year)}) s
      WHERE before <> after ORDER BY abs(after - before) DESC, months DESC, area, s."first"`,
  );
}

/** SQL for the first month and the number of months of a cell's year that both coverages span. */
function sharedYear(
  newer: readonly CoverageRectangle[],
  older: readonly CoverageRectangle[],
): readonly [string, string] {
  const least = (list: readonly CoverageRectangle[]) => Math.min(...list.map(({ from }) => from));
  const most = (list: readonly CoverageRectangle[]) => Math.max(...list.map(({ to }) => to));
  const from = Math.max(least(newer), least(older));
  const to = Math.min(most(newer), most(older));
  const year = `("first" // 100 * 100)`;
  const first = `greatest(${year} + 1, ${from})`;
  return [first, `(least(${year} + 12, ${to}) - ${first} + 1)`];
}

/** A difference that chance makes less often than this, and of a tenth or more, is told. */
const rare = 0.001;
const smallestJump = 0.1;

function jumps({ column, changes }: Revision): Finding[] {
  const found = changes.filter(({ before, after }) => {
    const [b, a] = [Math.round(before), Math.round(after)];
    if (b < 0 || a < 0 || Math.abs(a - b) < smallestJump * b) return false;
    return rateRatio(a, 1, b, 1).pValue < rare;
  });
  const [first] = found;
  if (!first) return [];
  const others = found.length - 1;
  const sentence =
    `${column} changed by more than chance: ${changeWords(first)}` +
    `${others > 0 ? `, and in ${others} other place${others > 1 ? "s" : ""}` : ""}. ` +
    "Ask the department what was corrected.";
  return [{ kind: "jump", severity: "warn", count: found.length, sentence }];
}

/** `990521101 (城关镇) 2010: 812 → 830`. */
export function changeWords({ area, name, first, months, before, after }: RevisionChange): string {
  return (
    `${area}${name ? ` (${name})` : ""} ${periodWords(first, months)}: ` +
    `${numberWords(before)} → ${numberWords(after)}`
  );
}

/** Below this many rows or cases both before and after, nothing is held: small counts swing. */
const fewestForHold = 10;

function holdOf({ column, rows, total }: Revision, band: readonly [number, number]): string | null {
  const outside = ([before, after]: readonly [number, number]) =>
    Math.max(before, after) >= fewestForHold &&
    before > 0 &&
    (after < before * band[0] || after > before * band[1]);
  const parts = [
    ...(outside(rows) ? [`${rows[0]} rows by ${rows[1]} (${percent(rows)})`] : []),
    ...(outside(total)
      ? [`a ${column} of ${numberWords(total[0])} by ${numberWords(total[1])} (${percent(total)})`]
      : []),
  ];
  if (parts.length === 0) return null;
  const limits = `${percent([1, band[0]])} to ${percent([1, band[1]])}`;
  return `It would replace ${parts.join(" and ")}; this source allows ${limits}.`;
}

function percent([before, after]: readonly [number, number]): string {
  const change = Math.round((after / before - 1) * 100);
  return `${change > 0 ? "+" : change < 0 ? "−" : ""}${Math.abs(change)} %`;
}
