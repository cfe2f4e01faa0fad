/** Cumulative counts that fall (METHODS.md 6.1, R8): a wrong figure, or a series that began anew. */
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import type { RejectContext } from "../staging/describe-rejects.ts";
import type { Check } from "./define-check.ts";
import type { Finding } from "./finding.ts";
import { periodWords, timeSql } from "./time-sql.ts";
import { numberWords } from "./unit-values.ts";

/** A finding per cumulative column that falls somewhere, with the first place. */
export async function checkCumulative(
  database: Duckdb,
  context: RejectContext,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of context.source.checks ?? []) {
    if (check.kind === "rising") findings.push(...(await fallsOf(database, context, check)));
  }
  return findings;
}

interface Fall {
  readonly area: string;
  readonly first: number;
  readonly months: number;
  readonly value: number;
  readonly before: number;
  readonly row: number;
  readonly n: number;
}

async function fallsOf(
  database: Duckdb,
  { sourceId, source, file, columns, staged }: RejectContext,
  check: Extract<Check, { kind: "rising" }>,
): Promise<Finding[]> {
  const column = columns.find(({ name }) => name === check.column);
  const time = timeSql(source, "a");
  if (!column) throw new Error(`No check can be made of "${check.column}".`);
  if (!column.present || !time) return [];
  const others = columns.filter(
    (c) => source.key.includes(c.name) && !c.column.identifier && c.name !== source.time,
  );
  const series = [
    ...new Set(["area", ...others.map(({ name }) => name)]),
    ...(check.restarts === "yearly" ? ["first // 100"] : []),
  ].map((name) => (name.includes(" ") ? name : identifier(name)));
  const value = identifier(check.column);
  const [fall] = await database.rows<Fall>(
    `SELECT area, first, months, value, before, row_number AS "row", count(*) OVER ()::BIGINT AS n
      FROM (SELECT *, lag(value) OVER (
            PARTITION BY ${series.join(", ")} ORDER BY first, row_number) AS before
        FROM (SELECT a.*, ${time.first} AS first, ${time.months} AS months, ${value}::DOUBLE AS value
          FROM accepted_rows a WHERE ${value} IS NOT NULL))
      WHERE value < before ORDER BY row_number, part LIMIT 1`,
  );
  if (!fall) return [];
  const sentence =
    `${sourceId}: ${file} row ${staged.lineOf(fall.row)}, column "${column.label}": found ` +
    `"${numberWords(fall.value)}" for ${periodWords(fall.first, fall.months)}, expected at least ` +
    `${numberWords(fall.before)} as in the period before: the count is cumulative.` +
    `${check.because ? ` ${check.because}` : ""}` +
    `${fall.n > 1 ? ` ${fall.n} rows are like it.` : ""}`;
  const severity = check.severity === "refuse" ? "refuse" : "warn";
  return [{ kind: "cumulative", severity, count: fall.n, sentence }];
}
