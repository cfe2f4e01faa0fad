/**
 * The table of rejected rows: one reject per record, the first failing check in column order. Later
 * checks (duplicates, hierarchy, coverage) see only `accepted_rows`, what is left so far.
 */
import { type Duckdb, identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import { type CheckedColumn, isCode } from "./check-values.ts";

/** Why a row is rejected. */
export type RejectRule =
  | "bad_value"
  | "duplicate"
  | "inconsistent"
  | "missing"
  | "out_of_range"
  | "outside_coverage"
  | "unknown_area"
  | "unsplittable";

/**
 * Creates `rejected` (row_number, part, position of the column, rule, found, detail) with the rows
 * whose values failed, and the view `accepted_rows` of `checked` without all rejected ones.
 */
export async function rejectFailedValues(
  database: Duckdb,
  columns: readonly CheckedColumn[],
): Promise<void> {
  await database.run(
    `CREATE TABLE rejected (row_number BIGINT, part INTEGER, position INTEGER, rule VARCHAR,
      found VARCHAR, detail VARCHAR)`,
  );
  const texts = columns
    .filter(isCode)
    .map(({ name }) => `${identifier(name)}::VARCHAR AS ${identifier(name)}`);
  const replace = texts.length > 0 ? `REPLACE (${texts.join(", ")})` : "";
  await database.run(
    `CREATE VIEW accepted_rows AS SELECT * ${replace} FROM checked WHERE failed IS NULL`,
  );
  const failed = await database.rows<{ position: number }>(
    "SELECT DISTINCT failed AS position FROM checked WHERE failed IS NOT NULL",
  );
  for (const { position } of failed) {
    const { name, values } = columns[position]!;
    const rule = values ? `coalesce(${identifier(values)}.rule, 'missing')` : "'missing'";
    const join = values
      ? `LEFT JOIN ${identifier(values)} ON ${identifier(values)}.raw = r.${identifier(name)}`
      : "";
    await database.run(
      `INSERT INTO rejected SELECT c.row_number, c.part, ${position}, ${rule},
          nullif(trim(r.${identifier(name)}), ''), NULL
        FROM checked c JOIN records r USING (row_number, part) ${join}
        WHERE c.failed = ${position}`,
    );
  }
}

/**
 * Rejects every later row with the key of an earlier one (`detail`: the earlier row). A row without
 * one of the key's values, or a file without one of its columns, is not checked.
 */
export async function rejectDuplicates(
  database: Duckdb,
  key: readonly string[],
  columns: readonly CheckedColumn[],
): Promise<void> {
  const inKey = columns.filter((column) => key.includes(column.name));
  if (inKey.some((c) => !c.present && c.column.otherwise === undefined) || inKey.length === 0) {
    return;
  }
  const names = inKey.map((column) => identifier(`key_${column.name}`));
  const given = names.map((name) => `${name} IS NOT NULL`).join(" AND ");
  const position = columns.indexOf(inKey[0]!);
  // Parts of one row are ordered too: 1000 parts per row is more than any mapping has. Eight bytes a
  // key find out which ones can be repeated at all: half the time and memory of the keys themselves.
  const hash = `hash(${names.join(", ")})`;
  await database.run(
    `CREATE TABLE repeated AS SELECT ${names.join(", ")}, min(row_number * 1000 + part) AS first
      FROM accepted_rows WHERE ${given} AND ${hash} IN (SELECT ${hash} FROM accepted_rows
        WHERE ${given} GROUP BY 1 HAVING count(*) > 1)
      GROUP BY ALL HAVING count(*) > 1`,
  );
  await reject(
    database,
    `SELECT c.row_number, c.part, ${position}, 'duplicate', NULL,
        (first // 1000)::VARCHAR
      FROM accepted_rows c JOIN repeated USING (${names.join(", ")})
      WHERE c.row_number * 1000 + c.part > first`,
  );
  await database.run("DROP TABLE repeated");
}

/** How many records are rejected so far. */
export async function countRejected(database: Duckdb): Promise<number> {
  const [row] = await database.rows<{ n: number }>("SELECT count(*) AS n FROM rejected");
  return row!.n;
}

/** What is wrong with rows, at the column that names it; `detail` is SQL over `checked` (alias c). */
export interface RejectReason {
  readonly rule: RejectRule;
  readonly column: CheckedColumn;
  readonly position: number;
  readonly detail?: string;
}

/** Rejects accepted rows that `where` selects, for the column at `position`. */
export async function rejectWhere(
  database: Duckdb,
  reason: RejectReason,
  where: string,
): Promise<void> {
  await reject(database, rejectsSql(reason, where));
}

/**
 * Rejects the accepted rows that `select` gives as they stand in `rejected`. They are marked in
 * `checked` too: a join of both for every look at `accepted_rows` is slow and holds all rows.
 */
async function reject(database: Duckdb, select: string): Promise<void> {
  const before = await countRejected(database);
  await database.run(`INSERT INTO rejected ${select}`);
  if ((await countRejected(database)) === before) return;
  await database.run(
    `UPDATE checked SET failed = x.position FROM rejected x WHERE checked.failed IS NULL
      AND checked.row_number = x.row_number AND checked.part = x.part`,
  );
}

/** SELECT of such rows as they would stand in `rejected`. */
export function rejectsSql(reason: RejectReason, where: string): string {
  const { rule, position, detail } = reason;
  const { name, present } = reason.column;
  const found = present ? `nullif(trim(r.${identifier(name)}), '')` : "NULL";
  return `SELECT c.row_number, c.part, ${position} AS position, ${textLiteral(rule)} AS rule,
      ${found} AS found, ${detail ?? "NULL"} AS detail
    FROM accepted_rows c JOIN records r USING (row_number, part) WHERE ${where}`;
}
