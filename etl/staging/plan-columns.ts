/**
 * Where each canonical column of a file comes from: the mapping's expressions first, then header
 * synonyms among the headers that the mapping does not use.
 */
import { identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { Source, SourceColumn } from "../define-source.ts";
import { expressionSql, type FileHeaders } from "../mapping/expression-sql.ts";
import type { Expression, MappingEntry } from "../mapping/mapping.ts";
import { encodingHint } from "./detect-source.ts";
import { type Header, matchHeaders, missingColumns, readHeaders } from "./match-headers.ts";
import { missingMarkers } from "./missing-markers.ts";
import { narrow } from "./plain-text.ts";
import { type WideHeader, wideHeaders } from "./wide-headers.ts";

export interface PlannedColumn {
  readonly name: string;
  readonly column: SourceColumn;
  /** The header as written, of two header rows the lower one; the canonical name without header. */
  readonly label: string;
  /** By part of a row that `unpivot` takes apart: the header of the part's cell. */
  readonly partLabels?: readonly string[];
  /** Whether the file gives it at all. */
  readonly present: boolean;
  readonly factor: number;
  /** A strptime format of days, from the mapping. */
  readonly format: string | null;
}

export interface ColumnPlan {
  readonly columns: readonly PlannedColumn[];
  /** One per record that an input row gives: canonical name → SQL text over c1, c2, … */
  readonly records: readonly ReadonlyMap<string, string>[];
  /** Headers whose cells may be kept with a rejected row: known ones that identify nobody. */
  readonly kept: ReadonlySet<number>;
  readonly headers: readonly Header[];
  readonly warnings: readonly string[];
  /** The headers that columns are made of. */
  readonly used: readonly Header[];
  readonly unpivot: UnpivotPlan | null;
  /** SQL that is true for rows to be dropped. */
  readonly dropped: string | null;
  readonly distinct: boolean;
}

export interface UnpivotPlan {
  /** Every row gives `records` for each of them whose cell is not empty. */
  readonly headers: readonly WideHeader[];
  /** SQL that is true for a `cell` that says nothing. */
  readonly isEmpty: string;
}

/** Most records that one row may give: duplicates number them. */
const maximumParts = 1000;

interface Usage {
  readonly label: string;
  /** Whether it is made of unpivoted cells or their headers. */
  readonly isWide: boolean;
  readonly headers: readonly Header[];
  readonly factor: number;
  readonly format: string | null;
}

/**
 * Plans the columns of a file with these headers. A missing required column, an ambiguous header
 * or an unknown header in the mapping is an `InputError`.
 */
export function planColumns(
  file: string,
  source: Source,
  headerTexts: readonly string[],
  entry: MappingEntry | null,
  groups: readonly string[],
): ColumnPlan {
  const headers = readHeaders(headerTexts);
  const wide = entry?.unpivot ? wideHeaders(file, headers, entry.unpivot) : null;
  const context: FileHeaders = { file, headers, unknown: entry?.unknown ?? [], groups, wide };
  const usage = new Map<string, Usage>();
  const compile = (name: string, expression: Expression): string => {
    checkChanges(name, source.columns[name], expression);
    const { sql, headers: read } = expressionSql(expression, context);
    noteUsage(usage, name, expression, read, wide ?? []);
    return sql;
  };
  const shared = new Map([...(entry?.columns ?? [])].map(([n, e]) => [n, compile(n, e)]));
  const rows = (entry?.rows ?? []).map(
    (row) => new Map([...row].map(([n, e]) => [n, compile(n, e)])),
  );
  const drops = (entry?.drop ?? []).map(({ from, equals }) => ({
    ...expressionSql(from, { ...context, unknown: [] }),
    equals,
  }));
  const records = rows.length > 0 ? rows : [new Map<string, string>()];
  refuseTooManyParts(file, records.length * (wide?.length ?? 1), entry);
  const wideOnes = (wide ?? []).map(({ header }) => header.index);
  const taken = new Set([
    ...[...usage.values()].flatMap((u) => u.headers.map((h) => h.index)),
    ...wideOnes,
  ]);
  for (const [name, { header, factor }] of matchHeaders(source, headers, taken)) {
    if (usage.has(name)) continue;
    shared.set(name, cell(header, context.unknown));
    const label = labelOf([header], name);
    usage.set(name, { label, isWide: false, headers: [header], factor, format: null });
  }
  refuseMissing(file, source, headers, new Set(usage.keys()));
  const used = [...usage.values()].flatMap((u) => u.headers);
  const dropHeaders = drops.flatMap((drop) => drop.headers);
  return {
    columns: Object.entries(source.columns).map(([name, column]) => ({
      ...plan(name, column, usage),
      ...(wide && usage.get(name)?.isWide ? { partLabels: partLabels(wide, records.length) } : {}),
    })),
    records: records.map((row) => new Map([...shared, ...row])),
    used,
    unpivot: wide && { headers: wide, isEmpty: emptyCell(entry!) },
    kept: keptHeaders(source, usage, wide ?? []),
    headers,
    warnings: unusedHeaders(headers, [
      ...used,
      ...dropHeaders,
      ...(wide ?? []).map((w) => w.header),
    ]),
    dropped: drops.length > 0 ? drops.map(dropSql).join(" OR ") : null,
    distinct: entry?.distinct ?? false,
  };
}

function plan(name: string, column: SourceColumn, usage: Map<string, Usage>): PlannedColumn {
  const used = usage.get(name);
  return {
    name,
    column,
    label: used?.label ?? name,
    present: used !== undefined,
    factor: (used?.factor ?? 1) * (column.factor ?? 1),
    format: used?.format ?? null,
  };
}

/** SQL that is true for a cell that is blank or says that nothing is known. */
function emptyCell(entry: MappingEntry): string {
  const expressions = [entry.columns, ...entry.rows].flatMap((columns) => [...columns.values()]);
  const own = expressions.flatMap(({ base, unknown }) => (base.kind === "cell" ? unknown : []));
  const unknown = [...entry.unknown, ...own].map(textLiteral);
  const written = narrow("cell");
  return (
    `coalesce(trim(${written}), '') = '' OR lower(trim(${written})) IN (${missingMarkers()})` +
    (unknown.length > 0 ? ` OR trim(cell) IN (${unknown.join(", ")})` : "")
  );
}

function partLabels(wide: readonly WideHeader[], size: number): string[] {
  return wide.flatMap(({ header }) => Array<string>(size).fill(labelOf([header], "")));
}

function refuseTooManyParts(file: string, parts: number, entry: MappingEntry | null): void {
  if (parts <= maximumParts) return;
  const node = entry!.unpivot?.node ?? entry!.node;
  node.fail(`A row of "${file}" would give ${parts} records; at most ${maximumParts} can be told.`);
}

function cell(header: Header, unknown: readonly string[]): string {
  const name = identifier(`c${header.index}`);
  if (unknown.length === 0) return name;
  const values = unknown.map(textLiteral).join(", ");
  return `CASE WHEN trim(${name}) IN (${values}) THEN NULL ELSE ${name} END`;
}

function checkChanges(name: string, column: SourceColumn | undefined, expression: Expression) {
  if (!column) expression.node.fail(`The source has no column "${name}".`);
  const { type } = column;
  if (expression.factor !== null && type !== "integer" && type !== "decimal") {
    expression.node.fail(`"factor" is for numbers; the column "${name}" is of type ${type}.`);
  }
  if (expression.format !== null && type !== "month" && type !== "date") {
    expression.node.fail(`"format" is for days; the column "${name}" is of type ${type}.`);
  }
}

function noteUsage(
  usage: Map<string, Usage>,
  name: string,
  expression: Expression,
  read: readonly Header[],
  wide: readonly WideHeader[],
): void {
  const before = usage.get(name);
  const factor = expression.factor ?? 1;
  if (before && (before.factor !== factor || before.format !== expression.format)) {
    expression.node.fail(`"${name}" has another factor or format elsewhere in the mapping.`);
  }
  const headers = [...new Set([...(before?.headers ?? []), ...read])];
  const isWide = before?.isWide || usesWide(expression);
  const ends = [...new Set(wide.map(({ header }) => labelOf([header], name)))];
  const label = isWide ? `${ends[0]} … ${ends.at(-1)}` : labelOf(headers, name);
  usage.set(name, { label, isWide, headers, factor, format: expression.format });
}

function usesWide({ base }: Expression): boolean {
  if (base.kind === "concat") return base.parts.some(usesWide);
  return base.kind === "cell" || base.kind === "wideHeader";
}

function labelOf(headers: readonly Header[], name: string): string {
  if (headers.length === 0) return name;
  return headers.map((header) => header.text.split(" / ").at(-1)!.trim()).join(" + ");
}

function refuseMissing(
  file: string,
  source: Source,
  headers: readonly Header[],
  present: ReadonlySet<string>,
): void {
  const missing = missingColumns(source, present);
  if (missing.length === 0) return;
  const wanted = missing.map((name) => {
    const accepted = [...new Set([name, ...source.columns[name]!.synonyms])];
    return `"${name}" (accepted headers: ${accepted.join(", ")})`;
  });
  const found = headers.map((header) => `"${header.text}"`).join(", ");
  const hint = present.size === 0 ? ` ${encodingHint(headers)}` : "";
  throw new InputError(
    `"${file}" lacks the required column ${wanted.join(" and ")}. It has: ${found}.${hint}`,
  );
}

/** A header may be kept when every column made of it identifies nobody. */
function keptHeaders(
  source: Source,
  usage: ReadonlyMap<string, Usage>,
  wide: readonly WideHeader[],
): Set<number> {
  const of = ({ headers, isWide }: Usage) => [
    ...headers,
    ...(isWide ? wide.map(({ header }) => header) : []),
  ];
  const kept = new Set<number>();
  for (const used of usage.values()) for (const header of of(used)) kept.add(header.index);
  for (const [name, used] of usage) {
    if (!source.columns[name]!.identifier) continue;
    for (const header of of(used)) kept.delete(header.index);
  }
  return kept;
}

function unusedHeaders(headers: readonly Header[], used: readonly Header[]): string[] {
  const unused = headers.filter((header) => !used.some((one) => one.index === header.index));
  if (unused.length === 0) return [];
  const names = unused.map((header) => `"${header.text}"`).join(", ");
  return [`Columns that the source does not know are not kept: ${names}.`];
}

function dropSql(drop: { sql: string; equals: readonly string[] }): string {
  return `${drop.sql} IN (${drop.equals.map(textLiteral).join(", ")})`;
}
