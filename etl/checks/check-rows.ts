/** Runs a source's checks of rows: broken ones become rejects, a refusal or warnings. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { describeOne, type RejectContext } from "../staging/describe-rejects.ts";
import { rejectWhere } from "../staging/reject-rows.ts";
import { type Breach, breachOf } from "./breach-sql.ts";
import type { Check } from "./define-check.ts";
import type { Finding } from "./finding.ts";

/**
 * Rejects the rows of `accepted_rows` that break a check of severity `reject`, the first check in
 * the source's order naming the reason, and gives the breaches of the other severities.
 * @param receivedAt ISO 8601
 */
export async function checkRows(
  database: Duckdb,
  context: RejectContext,
  receivedAt: string,
): Promise<Finding[]> {
  const { source, columns } = context;
  const checks = (source.checks ?? []).flatMap((check) => {
    const breach = breachOf(check, columns, receivedAt);
    return breach ? [{ check, breach }] : [];
  });
  if (checks.length === 0) return [];
  // One scan finds out which checks are broken at all: usually none is.
  const counts = checks.map(({ breach }, i) => `count(*) FILTER (WHERE ${breach.where}) AS n${i}`);
  const [broken] = await database.rows<Record<string, number>>(
    `SELECT ${counts.join(", ")} FROM accepted_rows c`,
  );
  const findings: Finding[] = [];
  for (const [index, { check, breach }] of checks.entries()) {
    const count = broken![`n${index}`]!;
    if (count === 0) continue;
    if (check.severity === "reject") await reject(database, context, breach);
    else findings.push(await finding(database, context, check, breach, count));
  }
  return findings;
}

function reject(database: Duckdb, { columns }: RejectContext, breach: Breach): Promise<void> {
  const { position, expected, where } = breach;
  const column = columns[position]!;
  return rejectWhere(database, { rule: "inconsistent", column, position, detail: expected }, where);
}

async function finding(
  database: Duckdb,
  context: RejectContext,
  { severity }: Check,
  { where, expected, position }: Breach,
  count: number,
): Promise<Finding> {
  const place = { rule: "inconsistent" as const, column: context.columns[position]!, position };
  const sentence = await describeOne(database, context, { ...place, detail: expected }, where);
  const more = count > 1 ? ` ${count} rows are like it.` : "";
  return {
    kind: "row check",
    severity: severity === "refuse" ? "refuse" : "warn",
    count,
    sentence: `${sentence}${more}`,
  };
}
