/** From the rows of the file to records: canonical columns, still text, one or several per row. */
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import type { ColumnPlan, PlannedColumn } from "./plan-columns.ts";

/** How rows became records; every row is accounted for. */
export interface RecordCounts {
  /** Rows that the mapping's `drop` left out. */
  readonly dropped: number;
  /** Records before identical ones collapsed. */
  readonly expanded: number;
  /** Identical records that collapsed (`distinct`). */
  readonly collapsed: number;
  readonly records: number;
}

/**
 * Creates the table `records` from the staging table `extract`: row_number, part (0 for the first
 * record of a row) and the canonical columns that the file gives, as text.
 * @param key the source's key: of the identifying columns only these are needed.
 */
export async function createRecords(
  database: Duckdb,
  plan: ColumnPlan,
  key: readonly string[],
): Promise<RecordCounts> {
  const present = plan.columns.filter((column) => column.present && isNeeded(column, plan, key));
  const keep = plan.dropped ? `WHERE NOT coalesce(${plan.dropped}, false)` : "";
  const selects = plan.records.map((record, part) => {
    const values = present.map(
      ({ name }) => `${record.get(name) ?? "NULL::VARCHAR"} AS ${identifier(name)}`,
    );
    return `SELECT "row" AS row_number, ${part} AS part, ${values.join(", ")} FROM extract ${keep}`;
  });
  const all = selects.join(" UNION ALL ");
  await database.run(`CREATE TABLE records AS ${plan.distinct ? distinct(all, plan) : all}`);
  const [rows] = await database.rows<{ all: number; kept: number; records: number }>(
    `SELECT (SELECT count(*) FROM extract) AS "all",
      (SELECT count(*) FROM extract ${keep}) AS kept, (SELECT count(*) FROM records) AS records`,
  );
  const expanded = rows!.kept * plan.records.length;
  return {
    dropped: rows!.all - rows!.kept,
    expanded,
    collapsed: expanded - rows!.records,
    records: rows!.records,
  };
}

/** What only identifies people and is no key is not even staged, unless it tells records apart. */
function isNeeded(
  { name, column }: PlannedColumn,
  plan: ColumnPlan,
  key: readonly string[],
): boolean {
  return !column.identifier || column.required || key.includes(name) || plan.distinct;
}

function distinct(all: string, plan: ColumnPlan): string {
  const size = plan.records.length;
  const names = plan.columns.filter((c) => c.present).map((c) => identifier(c.name));
  return `SELECT first // ${size} AS row_number, (first % ${size})::INTEGER AS part,
      ${names.join(", ")}
    FROM (SELECT min(row_number * ${size} + part) AS first, ${names.join(", ")}
      FROM (${all}) GROUP BY ALL)`;
}
