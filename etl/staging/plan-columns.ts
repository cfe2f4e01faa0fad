/**
 * Where each canonical column of a file comes from: the mapping's expressions first, then header
 * synonyms among the headers that the mapping does not use.
 */
import { identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { Source, SourceColumn } from "../define-source.ts";
import { expressionSql, type FileHeaders, isPlaced } from "../mapping/expression-sql.ts";
import type { Expression, Lookup, MappingEntry } from "../mapping/mapping.ts";
import {
  asWritten,
  type ColumnUsage,
  type Conversion,
  keptHeaders,
  usageOfExpression,
  usageOfHeader,
} from "./column-usage.ts";
import { headerHint, listHeaders } from "./header-words.ts";
import { type Header, matchHeaders, missingColumns, readHeaders } from "./match-headers.ts";
import {
  emptyCell,
  type HierarchyPlan,
  type PlannedTotal,
  partLabels,
  planHierarchy,
  refuseTooManyParts,
  rowFilters,
  type UnpivotPlan,
} from "./plan-rows.ts";
import { wideHeaders } from "./wide-headers.ts";

export interface PlannedColumn extends Conversion {
  readonly name: string;
  readonly column: SourceColumn;
  /** The header as written, of two header rows the lower one; the canonical name without header. */
  readonly label: string;
  /** By part of a row that `unpivot` takes apart: the header of the part's cell. */
  readonly partLabels?: readonly string[];
  /** Whether the file gives it at all. */
  readonly present: boolean;
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
  readonly hierarchy: HierarchyPlan | null;
  /** SQL conditions of rows to be dropped: any of them. */
  readonly dropped: readonly string[];
  /** Rows that hold sums of others. */
  readonly totals: readonly PlannedTotal[];
  /** Whether its SQL asks code tables of other files. */
  readonly hasLookups: boolean;
  readonly distinct: boolean;
}

/**
 * Plans the columns of a file with these headers. A missing required column, an ambiguous header
 * or an unknown header in the mapping is an `InputError`.
 * @param lookups the tables of the mapping's lookups
 */
export function planColumns(
  file: string,
  source: Source,
  headerTexts: readonly string[],
  entry: MappingEntry | null,
  groups: readonly string[],
  lookups: ReadonlyMap<Lookup, string>,
): ColumnPlan {
  const headers = readHeaders(headerTexts);
  const wide = entry?.unpivot ? wideHeaders(file, headers, entry.unpivot) : null;
  const unknown = entry?.unknown ?? [];
  const hierarchy = entry?.hierarchy ? planHierarchy(entry, entry.hierarchy, file, headers) : null;
  const named = hierarchy?.names ?? null;
  const context: FileHeaders = {
    file,
    headers,
    unknown,
    groups,
    wide,
    hierarchy: named,
    lookups,
  };
  const usage = new Map<string, ColumnUsage>();
  const taken = new Set((wide ?? []).map(({ header }) => header.index));
  const compile = (name: string, expression: Expression): string => {
    const column = source.columns[name];
    if (!column) return expression.node.fail(`The source has no column "${name}".`);
    const { sql, headers: read } = expressionSql(expression, context);
    // What another row's cell gives to this one may still be a column of its own.
    if (!isPlaced(expression)) for (const { index } of read) taken.add(index);
    const before = usage.get(name);
    usage.set(name, usageOfExpression(name, column, expression, read, wide ?? [], before));
    return sql;
  };
  const shared = new Map([...(entry?.columns ?? [])].map(([n, e]) => [n, compile(n, e)]));
  const rows = (entry?.rows ?? []).map(
    (row) => new Map([...row].map(([n, e]) => [n, compile(n, e)])),
  );
  const records = rows.length > 0 ? rows : [new Map<string, string>()];
  refuseTooManyParts(file, records.length * (wide?.length ?? 1), entry);
  const wideOnes = (wide ?? []).map(({ header }) => header);
  for (const [name, header] of matchHeaders(source, headers, taken)) {
    if (usage.has(name)) continue;
    shared.set(name, cell(header, unknown));
    usage.set(name, usageOfHeader(source.columns[name]!, header));
  }
  refuseMissing(file, source, headers, new Set(usage.keys()));
  const used = [...usage.values()].flatMap((one) => one.headers);
  const filters = rowFilters(entry, context, usage);
  return {
    columns: Object.entries(source.columns).map(([name, column]) =>
      plan(name, column, usage.get(name), partLabels(wide ?? [], records.length)),
    ),
    records: records.map((row) => new Map([...shared, ...row])),
    used,
    unpivot: wide && { headers: wide, isEmpty: emptyCell(entry!) },
    hierarchy,
    kept: keptHeaders(source, usage, wide ?? []),
    headers,
    warnings: unusedHeaders(headers, [...used, ...filters.headers, ...wideOnes]),
    dropped: filters.dropped,
    totals: filters.totals,
    hasLookups: lookups.size > 0,
    distinct: entry?.distinct ?? false,
  };
}

function plan(
  name: string,
  column: SourceColumn,
  used: ColumnUsage | undefined,
  labels: readonly string[],
): PlannedColumn {
  const conversion = used?.conversion ?? asWritten;
  return {
    ...conversion,
    factor: conversion.factor * (column.factor ?? 1),
    name,
    column,
    label: used?.label ?? name,
    ...(used?.isWide ? { partLabels: labels } : {}),
    present: used !== undefined,
  };
}

function cell(header: Header, unknown: readonly string[]): string {
  const name = identifier(`c${header.index}`);
  if (unknown.length === 0) return name;
  const values = unknown.map(textLiteral).join(", ");
  return `CASE WHEN trim(${name}) IN (${values}) THEN NULL ELSE ${name} END`;
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
  const hint = present.size === 0 ? ` ${headerHint(headers)}` : "";
  throw new InputError(
    `"${file}" lacks the required column ${wanted.join(" and ")}. It has: ${listHeaders(headers)}.${hint}`,
  );
}

function unusedHeaders(headers: readonly Header[], used: readonly Header[]): string[] {
  const unused = headers.filter((header) => !used.some((one) => one.index === header.index));
  if (unused.length === 0) return [];
  return [`Columns that the source does not know are not kept: ${listHeaders(unused)}.`];
}
