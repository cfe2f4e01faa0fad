/**
 * From text to typed values. Every column is converted once per distinct text (a file of a million
 * rows has a few hundred), then the records are joined to those value tables.
 */
import { type Duckdb, identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import type { Source, SourceColumn } from "../define-source.ts";
import { missingMarkers } from "./missing-markers.ts";
import { narrow } from "./plain-text.ts";
import type { PlannedColumn } from "./plan-columns.ts";
import { spreadsheetErrors } from "./spreadsheet-errors.ts";
import { typedTexts } from "./typed-texts.ts";
import { besides, grammarOf } from "./value-grammar.ts";

export interface CheckedColumn extends PlannedColumn {
  /** The value table of the column; null when the file does not give it or it identifies people. */
  readonly values: string | null;
  /** Completes "expected …" in a reject. */
  readonly expected: string;
}

/**
 * Creates a value table per column and the table `checked`: row_number, part, the typed canonical
 * columns, `failed` (the position of the first column that fails, or null) and `key_<column>` for
 * the source's key. Needs `records`, and `areas` when the source books to areas.
 */
export async function checkValues(
  database: Duckdb,
  source: Source,
  planned: readonly PlannedColumn[],
): Promise<CheckedColumn[]> {
  const columns: CheckedColumn[] = [];
  for (const column of planned) {
    const checked = await createValues(database, source, column);
    columns.push(checked);
    if (isCode(checked)) await createCodes(database, checked);
  }
  await database.run(checkedSql(source, columns));
  return columns;
}

async function createValues(
  database: Duckdb,
  source: Source,
  planned: PlannedColumn,
): Promise<CheckedColumn> {
  const { name, column, present } = planned;
  const grammar = grammarOf(planned);
  const expected = `${grammar.expected}${rangeText(column)}`;
  if (!present || column.identifier) return { ...planned, values: null, expected };
  const values = `values_${name}`;
  const known = column.type === "area" && source.loads !== "dim_area";
  const rules = [
    "WHEN text IS NULL THEN NULL",
    `WHEN value IS NULL OR text IN (${spreadsheetErrors}) THEN 'bad_value'`,
    ...(outOfRange(column) ? [`WHEN ${outOfRange(column)} THEN 'out_of_range'`] : []),
    ...(known ? ["WHEN areas.code IS NULL THEN 'unknown_area'"] : []),
  ];
  const beside = besides[column.type] ? `, ${besides[column.type]}` : "";
  // Not least(…, 85), which would make 85 of an age that is unknown.
  const band = "CASE WHEN value >= 85 THEN 85 ELSE value // 5 * 5 END";
  const value = column.type === "age" ? band : "value";
  await database.run(`CREATE TABLE ${identifier(values)} AS
    WITH ruled AS (SELECT raw, n, text, is_full_width, is_unknown, marker, shape, value,
        CASE WHEN is_unknown THEN 'unknown' ELSE key END AS key${beside},
        CASE ${rules.join(" ")} END AS rule
      FROM (${typedTexts(planned, "records")})
        ${known ? "LEFT JOIN areas ON areas.code = value" : ""})
    SELECT * REPLACE (CASE WHEN rule IS NULL THEN (${value})::${grammar.type} END AS value)
    FROM ruled`);
  return { ...planned, values, expected };
}

/** Whether few different texts stand in many rows: kept as numbers of an enumeration in `checked`. */
export function isCode({ column }: Pick<CheckedColumn, "column">): boolean {
  return !column.identifier && (column.type === "area" || column.type === "category");
}

/** One byte or two a row instead of sixteen: memory, and the time of writing the vault's file. */
async function createCodes(database: Duckdb, { name, values, column }: CheckedColumn) {
  const type = identifier(`codes_${name}`);
  const otherwise = textLiteral(String(column.otherwise ?? ""));
  const given = values ? `UNION SELECT value FROM ${identifier(values)}` : "";
  await database.run(`DROP TYPE IF EXISTS ${type}`);
  await database.run(
    `CREATE TYPE ${type} AS ENUM (SELECT value FROM (SELECT ${otherwise} AS value ${given})
      WHERE value IS NOT NULL ORDER BY value)`,
  );
  if (values) await database.run(`ALTER TABLE ${identifier(values)} ALTER value TYPE ${type}`);
}

function outOfRange(column: SourceColumn): string | null {
  const [lowest, highest] = rangeOf(column);
  const tests = [
    ...(lowest === undefined ? [] : [`value < ${lowest}`]),
    ...(highest === undefined ? [] : [`value > ${highest}`]),
  ];
  return tests.length > 0 ? tests.join(" OR ") : null;
}

function rangeText(column: SourceColumn): string {
  const [lowest, highest] = rangeOf(column);
  if (lowest !== undefined && highest !== undefined) return `, from ${lowest} to ${highest}`;
  if (lowest !== undefined) return `, at least ${lowest}`;
  return highest === undefined ? "" : `, at most ${highest}`;
}

/** Least and most, both included. */
function rangeOf({
  type,
  min,
  max,
}: SourceColumn): readonly [number | undefined, number | undefined] {
  if (type === "age") return [min ?? 0, max ?? 130];
  return type === "share" ? [min ?? 0, max ?? 1] : [min, max];
}

function checkedSql(source: Source, columns: readonly CheckedColumn[]): string {
  const outputs: string[] = [];
  const joins: string[] = [];
  const failures: string[] = [];
  for (const [position, checked] of columns.entries()) {
    const { name, column, values, present } = checked;
    const table = values ? identifier(values) : null;
    if (table) {
      joins.push(`LEFT JOIN ${table} ON ${table}.raw = r.${identifier(name)}`);
      const missing = column.required && column.otherwise === undefined;
      const fails = missing
        ? `${table}.value IS NULL AND ${table}.is_unknown IS NOT TRUE`
        : `${table}.rule IS NOT NULL`;
      failures.push(`WHEN ${fails} THEN ${position}`);
    } else if (column.identifier && column.required && present) {
      failures.push(`WHEN ${keySql(checked)} IS NULL THEN ${position}`);
    }
    if (!column.identifier) outputs.push(...outputSql(checked));
    if (source.key.includes(name))
      outputs.push(`${keySql(checked)} AS ${identifier(`key_${name}`)}`);
  }
  return `CREATE TABLE checked AS SELECT r.row_number, r.part, ${outputs.join(", ")},
      ${failures.length > 0 ? `CASE ${failures.join(" ")} END` : "NULL"}::INTEGER AS failed
    FROM records r ${joins.join(" ")}`;
}

function outputSql(checked: CheckedColumn): string[] {
  const { name, column, values } = checked;
  const type = isCode(checked) ? identifier(`codes_${name}`) : grammarOf(checked).type;
  const text = column.otherwise === undefined ? "NULL" : textLiteral(String(column.otherwise));
  const otherwise = `${text}::${type}`;
  const value = values ? `coalesce(${identifier(values)}.value, ${otherwise})` : otherwise;
  const outputs = [`(${value})::${type} AS ${identifier(name)}`];
  const beside = besides[column.type];
  if (beside) {
    const given = values
      ? `CASE WHEN ${identifier(values)}.rule IS NULL THEN
      ${identifier(values)}.${beside} END`
      : "NULL";
    outputs.push(`${given}::SMALLINT AS ${identifier(`${name}_${beside}`)}`);
  }
  return outputs;
}

/** The value as the key sees it: ages as written, identifiers in plain upper case. */
function keySql({ name, column, values, present }: CheckedColumn): string {
  if (column.identifier) {
    if (!present) return "NULL::VARCHAR";
    const text = `nullif(upper(trim(${narrow(`r.${identifier(name)}`)})), '')`;
    return `CASE WHEN lower(${text}) NOT IN (${missingMarkers()}) THEN ${text} END`;
  }
  const otherwise = column.otherwise === undefined ? "NULL" : textLiteral(String(column.otherwise));
  const key = values ? `coalesce(${identifier(values)}.key, ${otherwise})` : otherwise;
  return `(${key})::VARCHAR`;
}
