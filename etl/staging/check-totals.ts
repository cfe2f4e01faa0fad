/**
 * What the file's own totals say against the sums of its records. The records may be rejected later:
 * the comparison is between what the file says and what it says.
 */
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import type { Finding } from "../checks/finding.ts";
import type { Total } from "../mapping/mapping.ts";
import type { RejectContext } from "./describe-rejects.ts";
import type { PlannedColumn } from "./plan-columns.ts";
import { typedTexts } from "./typed-texts.ts";

interface Difference {
  row_number: number;
  part: number;
  found: string;
  stated: number | null;
  total: number | null;
  records: number;
  gaps: number;
}

/** One finding for each rule and column whose totals are not the sums of their records. */
export async function checkTotals(database: Duckdb, context: RejectContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [index, { rule }] of context.plan.totals.entries()) {
    for (const name of rule.check) {
      const column = context.plan.columns.find((one) => one.name === name)!;
      if (!["integer", "decimal"].includes(column.column.type)) {
        rule.node.fail(`Only numbers can be checked; "${name}" is of type ${column.column.type}.`);
      }
      const differences = await database.rows<Difference>(differencesSql(index, rule, column));
      if (differences.length === 0) continue;
      findings.push({
        kind: "stated total",
        severity: rule.refuse ? "refuse" : "warn",
        count: differences.length,
        sentence: sentenceOf(context, rule, column, differences),
      });
    }
  }
  return findings;
}

function differencesSql(index: number, rule: Total, planned: PlannedColumn): string {
  const table = `totals_${index}`;
  const name = identifier(planned.name);
  const within = rule.within.map(identifier);
  const group = ["part", ...within].join(", ");
  const same = ["c.part = t.part", ...within.map((w) => `r.${w} IS NOT DISTINCT FROM t.${w}`)];
  const range = {
    file: [],
    before: ["c.row_number < t.row_number", "c.row_number > coalesce(t.above, 0)"],
    after: ["c.row_number > t.row_number", "(t.below IS NULL OR c.row_number < t.below)"],
  }[rule.of];
  return `WITH stated AS (
      SELECT t.*, v.text AS found, v.value AS stated,
        lag(row_number) OVER (PARTITION BY ${group} ORDER BY row_number) AS above,
        lead(row_number) OVER (PARTITION BY ${group} ORDER BY row_number) AS below
      FROM ${table} t JOIN (${typedTexts(planned, table)}) v ON v.raw = t.${name}
      WHERE v.text IS NOT NULL),
    summed AS (
      SELECT t.row_number, t.part, any_value(t.found) AS found, any_value(t.stated) AS stated,
        coalesce(sum(c.${name}), 0) AS total, count(c.row_number) AS records,
        count(c.row_number) - count(c.${name}) AS gaps
      FROM stated t LEFT JOIN (checked c JOIN records r USING (row_number, part))
        ON ${[...same, ...range].join(" AND ")}
      GROUP BY t.row_number, t.part)
    SELECT row_number, part, found, stated::DOUBLE AS stated, total::DOUBLE AS total, records, gaps
      FROM summed WHERE stated IS NULL OR abs(stated - total) > ${rule.tolerance}
      ORDER BY row_number, part`;
}

function sentenceOf(
  { sourceId, file, staged }: RejectContext,
  { of }: Total,
  { label, partLabels }: PlannedColumn,
  differences: readonly Difference[],
): string {
  const [first] = differences;
  const { row_number: row, part, found, stated, total, records, gaps } = first!;
  const place = `${sourceId}: ${file} row ${staged.lineOf(row)}, column "${partLabels?.[part] ?? label}"`;
  const where = { file: "of the file", before: "above it", after: "below it" }[of];
  const missing = gaps > 0 ? ` (${gaps} without a number)` : "";
  const expected =
    stated === null ? "a number" : `${total}, the sum of the ${records} records ${where}${missing}`;
  const more =
    differences.length > 1 ? ` ${differences.length} such totals differ from their sums.` : "";
  return `${place}: found the total "${found}", expected ${expected}.${more}`;
}
