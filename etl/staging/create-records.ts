/** From the rows of the file to records: canonical columns, still text, one or several per row. */
import { type Duckdb, identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import { placedColumns, placeRows } from "./place-rows.ts";
import type { ColumnPlan, PlannedColumn } from "./plan-columns.ts";
import type { UnpivotPlan } from "./plan-rows.ts";

/** How rows became records; every row is accounted for. */
export interface RecordCounts {
  /** Rows that the mapping's `drop` and `keep` left out, and totals. */
  readonly dropped: number;
  /** Rows that hold sums of others. */
  readonly totals: number;
  /** Wide cells of the rows that are left, and how many of them are empty; 0 without `unpivot`. */
  readonly cells: number;
  readonly emptyCells: number;
  /** Records before identical ones collapsed. */
  readonly expanded: number;
  /** Identical records that collapsed (`distinct`). */
  readonly collapsed: number;
  readonly records: number;
}

/**
 * Creates the table or view `records` from the staging table `extract`: row_number, part (0 for the first
 * record of a row) and the canonical columns that the file gives, as text. Rows that are totals
 * become the same in a table of their own for each rule, `totals_0`, ….
 * @param key the source's key: of the identifying columns only these are needed.
 */
export async function createRecords(
  database: Duckdb,
  plan: ColumnPlan,
  key: readonly string[],
): Promise<RecordCounts> {
  const present = plan.columns.filter((column) => column.present && isNeeded(column, plan, key));
  const sums = plan.totals.map(({ sql }) => sql);
  const left = [...plan.dropped, ...sums];
  if (plan.hierarchy) await placeRows(database, plan.hierarchy, selection([], left));
  for (const [index, sql] of sums.entries()) {
    const rows = selection([sql], [...plan.dropped, ...sums.slice(0, index)]);
    await expand(database, { ...plan, distinct: false }, present, `totals_${index}`, rows);
  }
  const counts = await expand(database, plan, present, "records", selection([], left));
  if (sums.length === 0) return { ...counts, totals: 0 };
  const [totals] = await database.rows<{ n: number }>(
    `SELECT count(*) AS n FROM extract ${selection([`(${sums.join(" OR ")})`], plan.dropped)}`,
  );
  return { ...counts, totals: totals!.n };
}

/** A WHERE clause; conditions that are null count as false. */
function selection(wanted: readonly string[], unwanted: readonly string[]): string {
  const conditions = [
    ...wanted.map((sql) => `coalesce(${sql}, false)`),
    ...unwanted.map((sql) => `NOT coalesce(${sql}, false)`),
  ];
  return conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "";
}

/** Creates the table or view `name` with the records of the rows that `where` selects. */
async function expand(
  database: Duckdb,
  plan: ColumnPlan,
  present: readonly PlannedColumn[],
  name: string,
  where: string,
): Promise<Omit<RecordCounts, "totals">> {
  const emptyCells = plan.unpivot ? await unpivot(database, plan, plan.unpivot, where) : 0;
  const size = plan.records.length;
  const [from, first] = plan.unpivot
    ? ["unpivoted", `position * ${size} + `]
    : [`${rowsOf(plan)} ${where}`, ""];
  const selects = plan.records.map((record, part) => {
    const values = present.map(
      ({ name: column }) => `${record.get(column) ?? "NULL::VARCHAR"} AS ${identifier(column)}`,
    );
    return `SELECT "row" AS row_number, (${first}${part})::INTEGER AS part, ${values.join(", ")}
      FROM ${from}`;
  });
  const all = selects.join(" UNION ALL ");
  // One record a row: a view costs neither the time nor the memory of a second copy of all rows.
  const isPlain = !plan.unpivot && !plan.distinct && !plan.hasLookups && size === 1;
  await database.run(
    `CREATE ${isPlain ? "VIEW" : "TABLE"} ${name} AS ${plan.distinct ? distinct(all, plan) : all}`,
  );
  const [rows] = await database.rows<{ all: number; kept: number; bases: number; records: number }>(
    `SELECT (SELECT count(*) FROM extract) AS "all",
      (SELECT count(*) FROM extract ${where}) AS kept, (SELECT count(*) FROM ${from}) AS bases,
      (SELECT count(*) FROM ${name}) AS records`,
  );
  if (plan.unpivot) await database.run("DROP TABLE unpivoted");
  const { kept, bases, records } = rows!;
  const cells = kept * (plan.unpivot?.headers.length ?? 0);
  if (plan.unpivot && bases + emptyCells !== cells) {
    throw new Error(`Cells were lost: ${cells} read, ${emptyCells} empty, ${bases} unpivoted.`);
  }
  return {
    dropped: rows!.all - kept,
    cells,
    emptyCells,
    expanded: bases * size,
    collapsed: bases * size - records,
    records,
  };
}

/** The table of rows: with a hierarchy, one that tells the place of each. */
function rowsOf({ hierarchy }: ColumnPlan): string {
  return hierarchy ? "placed" : "extract";
}

/**
 * Creates `unpivoted`, a row per cell that says something, with `position`, `cell` and h0, h1, …
 * @returns how many cells are empty, counted apart so that none can be lost in between
 */
async function unpivot(
  database: Duckdb,
  plan: ColumnPlan,
  { headers, isEmpty }: UnpivotPlan,
  where: string,
): Promise<number> {
  const plain = [
    ...new Set(plan.used.map(({ index }) => identifier(`c${index}`))),
    ...(plan.hierarchy ? placedColumns(plan.hierarchy) : []),
  ];
  const wide = headers.map(({ header: { index } }) => `c${index} AS w${index}`);
  const groups = headers[0]!.groups.map((_, group) => `h${group}`);
  const names = headers.map(
    ({ header: { index }, groups }, position) =>
      `('w${index}', ${position}, ${groups.map(textLiteral).join(", ")})`,
  );
  await database.run(
    `CREATE TABLE unpivoted AS SELECT u.* EXCLUDE (wide_name), position, ${groups.join(", ")}
      FROM (UNPIVOT (SELECT ${['"row"', ...plain, ...wide].join(", ")} FROM ${rowsOf(plan)} ${where})
        ON ${headers.map(({ header }) => `w${header.index}`).join(", ")}
        INTO NAME wide_name VALUE cell) u
      JOIN (VALUES ${names.join(", ")}) w(name, position, ${groups.join(", ")})
        ON w.name = u.wide_name
      WHERE NOT (${isEmpty})`,
  );
  const [empty] = await database.rows<{ n: number }>(
    `SELECT count(*) AS n FROM (
        SELECT unnest([${headers.map(({ header }) => `c${header.index}`).join(", ")}]) AS cell
        FROM extract ${where}) WHERE ${isEmpty}`,
  );
  return empty!.n;
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
  const size = plan.records.length * (plan.unpivot?.headers.length ?? 1);
  const names = plan.columns.filter((c) => c.present).map((c) => identifier(c.name));
  return `SELECT first // ${size} AS row_number, (first % ${size})::INTEGER AS part,
      ${names.join(", ")}
    FROM (SELECT min(row_number * ${size} + part) AS first, ${names.join(", ")}
      FROM (${all}) GROUP BY ALL)`;
}

/** What the counts say, for the report. */
export function recordWarnings(plan: ColumnPlan, counts: RecordCounts): string[] {
  const { dropped, totals, cells, emptyCells, expanded, collapsed, records } = counts;
  const warnings: string[] = [];
  if (dropped > totals) warnings.push(`The mapping dropped ${dropped - totals} rows.`);
  if (totals > 0) warnings.push(`${totals} rows are totals and no records.`);
  if (plan.unpivot) {
    const { length } = plan.unpivot.headers;
    warnings.push(
      `${cells / length} rows of ${length} wide columns have ${cells} cells: ` +
        `${emptyCells} are empty, ${cells - emptyCells} gave ${expanded} records.`,
    );
    if (collapsed > 0) warnings.push(`${collapsed} identical records collapsed.`);
  } else if (plan.records.length > 1 || collapsed > 0) {
    warnings.push(
      `${expanded / plan.records.length} rows gave ${expanded} records; ` +
        `${collapsed} identical ones collapsed, ${records} are left.`,
    );
  }
  return warnings;
}
