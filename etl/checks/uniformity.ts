/**
 * Reports that are more alike than counts can be (METHODS.md 6.1, R11): the same value everywhere,
 * everything done everywhere, the period before again, everybody just above the target.
 */
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import { bunchingAtTarget } from "#warehouse/statistics/bunching-at-target.ts";
import type { RejectContext } from "../staging/describe-rejects.ts";
import type { ExtractCheckInput } from "./check-extract.ts";
import type { Check } from "./define-check.ts";
import type { Finding } from "./finding.ts";
import { monthsLater, periodWords } from "./time-sql.ts";
import { numberWords } from "./unit-values.ts";

/** Fewer areas are alike by chance. */
export const fewestAreas = 5;

/** Smaller counts are alike by chance. */
export const smallestValue = 10;

/** Fewer cases in the wholes leave room for 100 % by chance. */
const fewestCases = 50;

/** A rarer outcome than this is told: eight areas above the target and none below it. */
const rare = 0.01;

const ask = "Ask how the figures were made.";

/** One finding of each kind at most, with the first case. */
export async function checkUniformity(
  database: Duckdb,
  context: RejectContext,
  { countLabel }: ExtractCheckInput,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (countLabel !== null) {
    findings.push(...(await sameEverywhere(database, countLabel)));
    findings.push(...(await samePeriods(database, countLabel)));
  }
  for (const check of context.source.checks ?? []) {
    if (check.kind === "sum" && check.is === "atMost" && check.parts.length === 1) {
      findings.push(...(await sharesOf(database, context, check)));
    }
  }
  return findings;
}

async function sameEverywhere(database: Duckdb, label: string): Promise<Finding[]> {
  const periods = await database.rows<{ first: number; months: number; n: number; value: number }>(
    `SELECT first, months, count(*)::BIGINT AS n, min(value) AS value FROM unit_values
      GROUP BY first, months
      HAVING n >= ${fewestAreas} AND min(value) = max(value) AND min(value) >= ${smallestValue}
      ORDER BY first, months`,
  );
  const [found] = periods;
  if (!found) return [];
  const sentence =
    `All ${found.n} areas state ${numberWords(found.value)} as "${label}" for ` +
    `${periodWords(found.first, found.months)}${others(periods.length)}. ${ask}`;
  return [{ kind: "uniformity", severity: "warn", count: periods.length, sentence }];
}

async function samePeriods(database: Duckdb, label: string): Promise<Finding[]> {
  const periods = await database.rows<{ first: number; months: number; n: number; all: number }>(
    `WITH placed AS (
        SELECT *, first // 100 * 12 + first % 100 AS place FROM unit_values WHERE value > 0)
      SELECT * FROM (
        SELECT now.first, now.months, count(*)::BIGINT AS n, sum(now.value) AS value,
          bool_and(coalesce(now.value = before.value, false)) AS is_same,
          (count(*) OVER () - 1)::BIGINT AS "all"
        FROM placed now LEFT JOIN placed before ON before.area = now.area
          AND before.months = now.months AND before.place = now.place - now.months
        GROUP BY now.first, now.months)
      WHERE n >= ${fewestAreas} AND is_same AND value >= ${fewestAreas * smallestValue}
      ORDER BY "first", months`,
  );
  const [found] = periods;
  // What repeats as a rule, such as posts or months due, is no count of events.
  if (!found || (periods.length > 1 && periods.length * 2 > found.all)) return [];
  const before = periodWords(monthsLater(found.first, -found.months), found.months);
  const sentence =
    `"${label}" for ${periodWords(found.first, found.months)} repeats ${before} in all ` +
    `${found.n} areas${others(periods.length)}. ${ask}`;
  return [{ kind: "uniformity", severity: "warn", count: periods.length, sentence }];
}

async function sharesOf(
  database: Duckdb,
  { columns }: RejectContext,
  { parts, whole, target }: Extract<Check, { kind: "sum" }>,
): Promise<Finding[]> {
  const [part, base] = [parts[0]!, whole].map(
    (name) => columns.find((column) => column.name === name && column.present)!,
  );
  if (!part || !base) return [];
  const [p, w] = [identifier(part.name), identifier(base.name)];
  const areas = await database.rows<{ share: number; cases: number }>(
    `SELECT sum(${p})::DOUBLE / sum(${w}) AS share, sum(${w})::DOUBLE AS cases
      FROM accepted_rows WHERE ${p} IS NOT NULL AND ${w} > 0 GROUP BY area ORDER BY area`,
  );
  const cases = areas.reduce((sum, area) => sum + area.cases, 0);
  if (areas.length < fewestAreas || cases < fewestCases) return [];
  const names = `"${part.label}" of "${base.label}"`;
  if (areas.every(({ share }) => share === 1)) {
    const sentence = `All ${areas.length} areas state 100 % (${names}). ${ask}`;
    return [{ kind: "uniformity", severity: "warn", count: areas.length, sentence }];
  }
  if (target === undefined) return [];
  const bunching = bunchingAtTarget(
    areas.map(({ share }) => share * 100),
    target * 100,
  );
  if (bunching.pValue === null || bunching.pValue >= rare || bunching.above <= bunching.below) {
    return [];
  }
  const sentence =
    `${bunching.above} areas are within a point above the target of ${numberWords(target * 100)} % ` +
    `and ${bunching.below} within a point below (${names}). ${ask}`;
  return [{ kind: "uniformity", severity: "warn", count: bunching.above, sentence }];
}

function others(periods: number): string {
  return periods > 1 ? `, and so in ${periods - 1} other period${periods > 2 ? "s" : ""}` : "";
}
