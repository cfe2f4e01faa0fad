/**
 * Rows of an area beside rows of areas below it: totals, which would count everybody twice, or the
 * area's own. Whether they are the sums of the rows below tells.
 */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { RejectContext } from "../staging/describe-rejects.ts";
import type { ExtractCheckInput } from "./check-extract.ts";
import type { Finding } from "./finding.ts";
import { periodWords } from "./time-sql.ts";
import { numberWords } from "./unit-values.ts";

interface Pair {
  readonly area: string;
  readonly name: string;
  readonly first: number;
  readonly months: number;
  readonly own: number;
  readonly below: number;
}

/** A total may be this far off, as a share of it: departments' totals have mistakes of their own. */
const nearEnough = 0.05;

/** Smaller totals than this together agree with their parts by chance. */
const fewestForTotals = 10;

/**
 * Refuses an extract most of whose upper rows are the sums of the rows below them, with the mapping
 * that leaves them out; rows of an area's own beside lower ones are a warning.
 */
export async function checkParentTotals(
  database: Duckdb,
  context: RejectContext,
  { countLabel }: ExtractCheckInput,
): Promise<Finding[]> {
  if (countLabel === null) return [];
  const pairs = await pairsOf(database);
  if (pairs.length === 0) return [];
  const near = pairs.filter(({ own, below }) => Math.abs(own - below) <= nearEnough * own);
  const together = near.reduce((sum, { own }) => sum + own, 0);
  const areas = [...new Set(pairs.map(({ area }) => area))];
  if (near.length * 2 < pairs.length || together < fewestForTotals) {
    const [example] = pairs;
    const sentence =
      `${context.file} has rows of ${countWords(areas.length, "area")} and rows of areas below, ` +
      `for example of ${words(example!)}: both are counted, the upper ones as the area's own. ` +
      "If they are totals, leave them out with drop in a mapping.";
    return [{ kind: "parent totals", severity: "warn", count: areas.length, sentence }];
  }
  const wrong = pairs.filter(({ own, below }) => own !== below);
  const example = near[0]!;
  const sentence =
    `${context.sourceId}: ${context.file} has rows of ${countWords(areas.length, "area")} that are ` +
    `the totals of rows below them and would count everybody twice: of ${words(example)} ` +
    `"${countLabel}" is ${numberWords(example.own)}, the rows below it add up to ` +
    `${numberWords(example.below)}.${disagreement(wrong)} Leave them out in a mapping: ` +
    `drop: [{ from: "${areaLabel(context)}", equals: [${listed(areas)}] }]`;
  return [{ kind: "parent totals", severity: "refuse", count: areas.length, sentence }];
}

/** Each area with rows of its own and the sum of the nearest rows below it, by period. */
async function pairsOf(database: Duckdb): Promise<Pair[]> {
  return database.rows<Pair>(
    `WITH RECURSIVE units AS (SELECT DISTINCT area FROM unit_values),
      up AS (
        SELECT units.area, areas.parent AS ancestor FROM units JOIN areas ON areas.code = units.area
          WHERE areas.parent IS NOT NULL
        UNION SELECT up.area, areas.parent FROM up JOIN areas ON areas.code = up.ancestor
          WHERE areas.parent IS NOT NULL AND up.ancestor NOT IN (SELECT area FROM units)),
      below AS (
        SELECT up.ancestor AS area, v.first, v.months, sum(v.value) AS below
        FROM up JOIN unit_values v USING (area)
        WHERE up.ancestor IN (SELECT area FROM units) GROUP BY ALL)
    SELECT v.area, coalesce((SELECT max(name) FROM areas WHERE code = v.area), '') AS name,
        v.first, v.months, v.value AS own, below.below
      FROM unit_values v JOIN below USING (area, "first", months)
      WHERE v.value <> 0 OR below.below <> 0 ORDER BY v.first, v.area`,
  );
}

function disagreement(wrong: readonly Pair[]): string {
  if (wrong.length === 0) return "";
  const { own, below } = wrong[0]!;
  const shown = `${words(wrong[0]!)}: ${numberWords(own)} and ${numberWords(below)}`;
  return ` Totals that do not agree with the rows below: ${wrong.length} (${shown}).`;
}

function words({ area, name, first, months }: Pair): string {
  return `"${area}"${name ? ` (${name})` : ""} for ${periodWords(first, months)}`;
}

function countWords(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** So many codes are given to be copied into the mapping; more are told by number. */
const mostListed = 30;

function listed(areas: readonly string[]): string {
  const shown = areas.slice(0, mostListed).map((code) => `"${code}"`);
  const more = areas.length - shown.length;
  return more > 0 ? `${shown.join(", ")}, and ${more} more` : shown.join(", ");
}

function areaLabel({ columns }: RejectContext): string {
  return columns.find(({ name }) => name === "area")!.label;
}
