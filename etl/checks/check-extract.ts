/** The checks of an extract as a whole, after its rows were checked: each looks at `accepted_rows`. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { RejectContext } from "../staging/describe-rejects.ts";
import type { Finding } from "./finding.ts";

/** One check of a whole extract. */
export type ExtractCheck = (database: Duckdb, context: RejectContext) => Promise<Finding[]>;

const checks: readonly ExtractCheck[] = [];

/** Runs every check of whole extracts; what they find is in their order. */
export async function checkExtract(database: Duckdb, context: RejectContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) findings.push(...(await check(database, context)));
  return findings;
}
