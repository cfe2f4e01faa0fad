/** The checks of an extract as a whole, after its rows were checked: each looks at `accepted_rows`. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { RejectContext } from "../staging/describe-rejects.ts";
import { checkAreaNames } from "./area-names.ts";
import { checkCumulative } from "./cumulative.ts";
import { checkDigits } from "./digits.ts";
import type { Finding } from "./finding.ts";
import { checkParentTotals } from "./parent-totals.ts";
import { checkUniformity } from "./uniformity.ts";
import { createUnitValues } from "./unit-values.ts";

/** What the checks of whole extracts share. */
export interface ExtractCheckInput {
  /** The label of the main count; null when the file states no counts: no `unit_values` then. */
  readonly countLabel: string | null;
}

const checks = [
  checkParentTotals,
  checkAreaNames,
  checkCumulative,
  checkUniformity,
  checkDigits,
] as const;

/** Runs every check of whole extracts; what they find is in their order. */
export async function checkExtract(database: Duckdb, context: RejectContext): Promise<Finding[]> {
  if (context.source.loads === "dim_area" || !context.source.columns.area) return [];
  const input = { countLabel: await createUnitValues(database, context) };
  const findings: Finding[] = [];
  for (const check of checks) findings.push(...(await check(database, context, input)));
  return findings;
}
