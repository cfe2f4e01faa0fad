/** Makes the SQL of a mapping's expressions over the staging table's text columns c1, c2, … */
import { identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import { didYouMean } from "#warehouse/input-error.ts";
import { type Header, headersNamed } from "../staging/match-headers.ts";
import type { Expression } from "./mapping.ts";

export interface ExpressionSql {
  /** Text or null. */
  readonly sql: string;
  /** The headers it reads. */
  readonly headers: readonly Header[];
}

interface FileHeaders {
  readonly file: string;
  readonly headers: readonly Header[];
  /** Values that mean nothing is known, everywhere in the file. */
  readonly unknown: readonly string[];
  /** The groups of the file name, for `$1` in constants. */
  readonly groups: readonly string[];
}

/**
 * SQL for one expression. A header that the file does not have is an `InputError` at its place in
 * the mapping. Order of changes: unknown, take, table.
 *
 *     {from: COD_MUN, take: 6}  →  left(trim(c1), 6)
 */
export function expressionSql(expression: Expression, file: FileHeaders): ExpressionSql {
  const { sql: base, headers } = baseSql(expression, file);
  const fromHeader = expression.base.kind === "header";
  const unknown = [...(fromHeader ? file.unknown : []), ...expression.unknown];
  let sql = base;
  if (unknown.length > 0) {
    sql = `CASE WHEN ${sql} IN (${unknown.map(textLiteral).join(", ")}) THEN NULL ELSE ${sql} END`;
  }
  if (expression.take !== null) sql = `left(${sql}, ${expression.take})`;
  if (expression.table) {
    const cases = [...expression.table].map(
      ([from, to]) => `WHEN ${textLiteral(from)} THEN ${nullable(to)}`,
    );
    const otherwise =
      expression.otherwise === null
        ? sql
        : `CASE WHEN ${sql} IS NOT NULL THEN ${nullable(expression.otherwise)} END`;
    sql = cases.length > 0 ? `CASE ${sql} ${cases.join(" ")} ELSE ${otherwise} END` : otherwise;
  }
  return { sql, headers };
}

function baseSql({ base, node }: Expression, file: FileHeaders): ExpressionSql {
  if (base.kind === "constant") {
    return { sql: nullable(fillGroups(base.text, file.groups)), headers: [] };
  }
  if (base.kind === "header") {
    const header = theHeader(base.header, { base, node } as Expression, file);
    return { sql: `trim(${identifier(`c${header.index}`)})`, headers: [header] };
  }
  if (base.kind === "either") {
    const found = headersNamed(file.headers, base.text);
    if (found.length === 1) {
      return { sql: `trim(${identifier(`c${found[0]!.index}`)})`, headers: [found[0]!] };
    }
    if (!/[\p{L}\p{N}]/u.test(base.text)) return { sql: textLiteral(base.text), headers: [] };
    const named = theHeader(base.text, { base, node } as Expression, file);
    return { sql: `trim(${identifier(`c${named.index}`)})`, headers: [named] };
  }
  const parts = base.parts.map((part) => expressionSql(part, file));
  return {
    sql: `(${parts.map((part) => part.sql).join(" || ")})`,
    headers: parts.flatMap((part) => part.headers),
  };
}

function theHeader(name: string, { base, node }: Expression, file: FileHeaders): Header {
  const found = headersNamed(file.headers, name);
  if (found.length === 1) return found[0]!;
  if (found.length > 1) node.fail(`"${file.file}" has ${found.length} headers "${name}".`);
  const texts = file.headers.map((header) => header.text);
  const hint =
    didYouMean(name, texts) || ` Its headers: ${texts.map((text) => `"${text}"`).join(", ")}.`;
  const text = base.kind === "either" ? ` A text is written { constant: ${name} }.` : "";
  return node.fail(`"${file.file}" has no header "${name}".${hint}${text}`);
}

function nullable(text: string): string {
  return text === "" ? "NULL" : textLiteral(text);
}

/** Replaces `$1`, `$2`, … by the groups that `match` found in the file's name. */
export function fillGroups(text: string, groups: readonly string[]): string {
  return text.replace(/\$(\d)/g, (whole, digit) => groups[Number(digit)] ?? whole);
}
