/**
 * A return that repeats the one before it in every area (METHODS.md 6.1, R11): last month's file sent
 * again under this month's name. Within one file uniformity.ts finds the same.
 */
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import type { Source } from "../define-source.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import { rowsOf } from "../publish/effective-extracts.ts";
import type { CheckedColumn } from "../staging/check-values.ts";
import { vaultFile } from "../vault/vault-file.ts";
import type { Finding } from "./finding.ts";
import { mainCountOf } from "./main-count.ts";
import { monthsLater, periodWords, timeSql } from "./time-sql.ts";
import { fewestAreas, smallestValue } from "./uniformity.ts";

/**
 * Compares an extract of one period, by the table `unit_values`, with the newest accepted extract of
 * the period before. What repeated the time before that too is no count of events and is let be.
 */
export async function checkPeriodBefore(
  database: Duckdb,
  dataFolder: string,
  source: Source,
  columns: readonly CheckedColumn[],
  accepted: readonly ExtractManifest[],
): Promise<Finding[]> {
  const given = (name: string) => columns.some((c) => c.name === name && c.present);
  const main = mainCountOf(source, given);
  const tables = await database.rows(
    "SELECT 1 FROM duckdb_tables() WHERE table_name = 'unit_values'",
  );
  if (main === null || tables.length === 0) return [];
  const [period, ...others] = await database.rows<{ first: number; months: number }>(
    `SELECT DISTINCT "first", months FROM unit_values LIMIT 2`,
  );
  if (!period || others.length > 0) return [];
  const before = { first: monthsLater(period.first, -period.months), months: period.months };
  const earlier = { first: monthsLater(before.first, -period.months), months: period.months };
  const [one, two] = [before, earlier].map((p) => newestOf(accepted, p));
  if (!one) return [];
  await createPeriod(database, dataFolder, source, main, one, before, "period_before");
  const areas = await sameAreas(database, "unit_values", "period_before");
  if (areas === 0) return [];
  if (two) {
    await createPeriod(database, dataFolder, source, main, two, earlier, "period_earlier");
    if ((await sameAreas(database, "period_before", "period_earlier")) > 0) return [];
  }
  const { label } = columns.find(({ name }) => name === main)!;
  const sentence =
    `"${label}" for ${periodWords(period.first, period.months)} repeats ` +
    `${periodWords(before.first, before.months)} (${one.file}) in all ${areas} areas. ` +
    "Ask whether the right file was sent.";
  return [{ kind: "uniformity", severity: "warn", count: areas, sentence }];
}

interface Period {
  readonly first: number;
  readonly months: number;
}

function newestOf(
  manifests: readonly ExtractManifest[],
  { first, months }: Period,
): ExtractManifest | undefined {
  const last = monthsLater(first, months - 1);
  return manifests
    .filter(({ coverage }) => coverage?.covers.some(({ from, to }) => from <= first && to >= last))
    .sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1))
    .at(-1);
}

async function createPeriod(
  database: Duckdb,
  dataFolder: string,
  source: Source,
  main: string,
  manifest: ExtractManifest,
  { first, months }: Period,
  table: string,
): Promise<void> {
  const time = timeSql(source, "r")!;
  const rows = rowsOf({ source, rowsFiles: [vaultFile(dataFolder, manifest)] });
  await database.run(
    `CREATE TABLE ${table} AS SELECT area, sum(${identifier(main)})::DOUBLE AS value
      FROM ${rows} r WHERE ${time.first} = ${first} AND ${time.months} = ${months} GROUP BY area`,
  );
}

/** The areas that both tables have values for, where all of them are the same and enough; else 0. */
async function sameAreas(database: Duckdb, one: string, other: string): Promise<number> {
  const [row] = await database.rows<{ n: number; value: number; same: boolean }>(
    `SELECT count(*)::BIGINT AS n, coalesce(sum(a.value), 0) AS value,
        bool_and(coalesce(a.value = b.value, false)) AS same
      FROM ${one} a LEFT JOIN ${other} b USING (area) WHERE a.value > 0`,
  );
  const { n, value, same } = row!;
  return same && n >= fewestAreas && value >= fewestAreas * smallestValue ? n : 0;
}
