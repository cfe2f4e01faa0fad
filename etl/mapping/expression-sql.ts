/** Makes the SQL of a mapping's expressions over the staging table's text columns c1, c2, … */
import { identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import { didYouMean } from "#warehouse/input-error.ts";
import { type Header, headersNamed } from "../staging/match-headers.ts";
import type { WideHeader } from "../staging/wide-headers.ts";
import type { Expression, Filter, Lookup } from "./mapping.ts";

type Written = Pick<Expression, "base" | "node">;

export interface ExpressionSql {
  /** Text or null. */
  readonly sql: string;
  /** The headers it reads, but for wide ones. */
  readonly headers: readonly Header[];
}

export interface FileHeaders {
  readonly file: string;
  readonly headers: readonly Header[];
  /** Values that mean nothing is known, everywhere in the file. */
  readonly unknown: readonly string[];
  /** The groups of the file name, for `$1` in constants. */
  readonly groups: readonly string[];
  /** Of an entry with `unpivot`: `cell` is the cell, `h0`, `h1`, … what its header says. */
  readonly wide: readonly WideHeader[] | null;
  /** Of an entry with `hierarchy`: `above_3` is c3 of the row above, beside `depth` and `path`. */
  readonly hierarchy: Header | null;
  /** The tables (key, value) of the mapping's lookups. */
  readonly lookups: ReadonlyMap<Lookup, string>;
}

/**
 * SQL for one expression. A header that the file does not have is an `InputError` at its place in
 * the mapping. Order of changes: unknown, matches, take, pad, table or lookup.
 *
 *     {from: COD_MUN, take: 6}  →  left(trim(c1), 6)
 */
export function expressionSql(expression: Expression, file: FileHeaders): ExpressionSql {
  const { sql: base, headers } = baseSql(expression, file);
  const fromFile = ["header", "cell", "above"].includes(expression.base.kind);
  const unknown = [...(fromFile ? file.unknown : []), ...expression.unknown];
  let sql = base;
  for (const text of unknown) sql = `nullif(${sql}, ${textLiteral(text)})`;
  if (expression.matches !== null) sql = matchedSql(expression, expression.matches, sql);
  if (expression.take !== null) sql = `left(${sql}, ${expression.take})`;
  if (expression.pad) {
    const { length, with: filler } = expression.pad;
    sql = `repeat(${textLiteral(filler)}, greatest(0, ${length} - length(${sql}))) || ${sql}`;
  }
  if (expression.table) sql = tableSql(expression, expression.table, sql);
  if (expression.lookup) {
    // The table has an empty text for what its file leaves open.
    const found = `(SELECT value FROM ${file.lookups.get(expression.lookup)!} WHERE key = ${sql})`;
    sql = `nullif(coalesce(${found}, ${otherwiseSql(expression, sql)}), '')`;
  }
  return { sql: `(${sql})`, headers };
}

/** A match becomes what the mapping says, else its first group, else itself. */
function matchedSql(expression: Expression, matches: string, sql: string): string {
  const pattern = textLiteral(`^(?s:${matches})$`);
  const becomes = expression.becomes ?? (/(^|[^\\])\((?!\?)/.test(matches) ? "$1" : "$0");
  const target = becomes.replaceAll("\\", "\\\\").replace(/\$(\d)/g, "\\$1");
  const replaced = `nullif(regexp_replace(${sql}, ${pattern}, ${textLiteral(target)}), '')`;
  if (expression.otherwise === null || expression.table || expression.lookup) return replaced;
  const { otherwise } = expression;
  return `CASE WHEN regexp_matches(${sql}, ${pattern}) THEN ${replaced}
    WHEN ${sql} IS NOT NULL THEN ${nullable(otherwise)} END`;
}

function tableSql(expression: Expression, table: ReadonlyMap<string, string>, sql: string): string {
  const otherwise = otherwiseSql(expression, sql);
  const cases = [...table].map(([from, to]) => `WHEN ${textLiteral(from)} THEN ${nullable(to)}`);
  return cases.length > 0 ? `CASE ${sql} ${cases.join(" ")} ELSE ${otherwise} END` : otherwise;
}

/** What becomes of a text that a code table does not list. */
function otherwiseSql({ otherwise }: Expression, sql: string): string {
  return otherwise === null ? sql : `CASE WHEN ${sql} IS NOT NULL THEN ${nullable(otherwise)} END`;
}

/** SQL that is true for the rows that a rule selects, false for all others. */
export function filterSql({ from, equals, matches }: Filter, file: FileHeaders): ExpressionSql {
  if (isWide(from)) {
    from.node.fail('A rule is for whole rows: "header" and "cell" of their cells have no place.');
  }
  if (isPlaced(from)) {
    from.node.fail('A rule comes before "hierarchy": "above", "depth" and "path" have no place.');
  }
  const { sql, headers } = expressionSql(from, { ...file, unknown: [] });
  if (matches !== null) {
    const pattern = textLiteral(`^(?s:${matches})$`);
    return { sql: `coalesce(regexp_matches(${sql}, ${pattern}), false)`, headers };
  }
  const texts = equals.map(textLiteral).join(", ") || "NULL";
  return { sql: `coalesce(coalesce(${sql}, '') IN (${texts}), false)`, headers };
}

/** Whether an expression is made of unpivoted cells or their headers. */
export function isWide({ base }: Expression): boolean {
  if ("parts" in base) return base.parts.some(isWide);
  return base.kind === "cell" || base.kind === "wideHeader";
}

/** Whether an expression is made of the place in a hierarchy. */
export function isPlaced({ base }: Expression): boolean {
  if ("parts" in base) return base.parts.some(isPlaced);
  return base.kind === "above" || base.kind === "depth" || base.kind === "path";
}

function baseSql({ base, node }: Written, file: FileHeaders): ExpressionSql {
  if (base.kind === "constant") {
    return { sql: nullable(fillGroups(base.text, file.groups)), headers: [] };
  }
  if (base.kind === "header") {
    return cellSql(theHeader(base.header, { base, node }, file));
  }
  if (base.kind === "above" || base.kind === "depth" || base.kind === "path") {
    return placedSql({ base, node }, file);
  }
  if (base.kind === "cell" || base.kind === "wideHeader") return wideSql({ base, node }, file);
  if (base.kind === "either") {
    const found = headersNamed(file.headers, base.text);
    if (found.length === 1) return cellSql(found[0]!);
    if (!/[\p{L}\p{N}]/u.test(base.text)) return { sql: textLiteral(base.text), headers: [] };
    return cellSql(theHeader(base.text, { base, node }, file));
  }
  const parts = base.parts.map((part) => expressionSql(part, file));
  const texts = parts.map((part) => part.sql);
  const headers = parts.flatMap((part) => part.headers);
  if (base.kind === "sum") return { sql: sumSql(texts), headers };
  if (base.kind === "concat") return { sql: `(${texts.join(" || ")})`, headers };
  return { sql: `coalesce(${texts.map((text) => `nullif(${text}, '')`).join(", ")})`, headers };
}

/** Text of a sum; of what is no number the terms as they stand, which no check lets pass. */
function sumSql(texts: readonly string[]): string {
  const numbers = texts.map(
    (text) =>
      `CASE WHEN regexp_full_match(${text}, '-?[0-9]{1,15}([.][0-9]{1,6})?') THEN ${text}::DECIMAL(38,6) END`,
  );
  const sum = `regexp_replace((${numbers.join(" + ")})::VARCHAR, '[.]?0+$', '')`;
  return `coalesce(${sum}, ${texts.join(" || ' + ' || ")})`;
}

/** What the place in a hierarchy adds. */
function placedSql({ base, node }: Written, file: FileHeaders): ExpressionSql {
  const { hierarchy } = file;
  if (!hierarchy) {
    return node.fail('"above", "depth" and "path" need a "hierarchy"; the entry has none.');
  }
  if (base.kind === "above") {
    const header = theHeader(base.header, { base, node }, file);
    return { sql: spaceless(`above_${header.index}`), headers: [header] };
  }
  if (base.kind === "depth") return { sql: "depth::VARCHAR", headers: [hierarchy] };
  const separator = textLiteral(base.kind === "path" ? base.separator : "");
  return { sql: `array_to_string(path, ${separator})`, headers: [hierarchy] };
}

/** What an unpivoted row adds: the cell and its header. */
function wideSql({ base, node }: Written, file: FileHeaders): ExpressionSql {
  const [first] = file.wide ?? [];
  if (!first) {
    return node.fail('"header" and "cell" are for rows that "unpivot" makes; the entry has none.');
  }
  if (base.kind === "cell") return { sql: spaceless("cell"), headers: [] };
  const groups = first.groups.length - 1;
  const group = base.kind === "wideHeader" ? base.group : 0;
  if (group > groups) {
    node.fail(`"unpivot" finds ${groups} group${groups === 1 ? "" : "s"} in a header.`);
  }
  return { sql: `nullif(h${group}, '')`, headers: [] };
}

function cellSql(header: Header): ExpressionSql {
  return { sql: spaceless(identifier(`c${header.index}`)), headers: [header] };
}

/** SQL: without the blanks around it, which spreadsheets and Chinese indentation leave. */
function spaceless(sql: string): string {
  const trimmed = `trim(${sql}, ${textLiteral(" \t\r\n\u3000\u00a0\ufeff")})`;
  // ASCII without a blank at its ends, most of all texts, is as it should be: eight times as fast.
  return `CASE WHEN strlen(${sql}) = length(${sql}) AND left(${sql}, 1) > ' '
    AND right(${sql}, 1) > ' ' THEN ${sql} ELSE ${trimmed} END`;
}

/** The one header of the name; none and several are an `InputError` at the node. */
export function theHeader(
  name: string,
  { base, node }: Written,
  file: Pick<FileHeaders, "file" | "headers">,
): Header {
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
