/** What a mapping does to whole rows before columns are read: places, filters, totals, unpivoting. */
import { textLiteral } from "#warehouse/engine/duckdb.ts";
import { type FileHeaders, filterSql, theHeader } from "../mapping/expression-sql.ts";
import type { LocatedNode } from "../mapping/located-node.ts";
import {
  expressionsOf,
  type Hierarchy,
  type MappingEntry,
  type Total,
} from "../mapping/mapping.ts";
import { type ColumnUsage, labelOf } from "./column-usage.ts";
import type { Header } from "./match-headers.ts";
import { missingMarkers } from "./missing-markers.ts";
import { narrow } from "./plain-text.ts";
import type { WideHeader } from "./wide-headers.ts";

export interface UnpivotPlan {
  /** Every row gives `records` for each of them whose cell is not empty. */
  readonly headers: readonly WideHeader[];
  /** SQL that is true for a `cell` that says nothing. */
  readonly isEmpty: string;
}

export interface HierarchyPlan {
  readonly rule: Hierarchy;
  readonly names: Header;
  /** Null when the names are indented. */
  readonly level: Header | null;
  /** Headers whose cells of the row above are asked for. */
  readonly above: readonly Header[];
}

export interface PlannedTotal {
  readonly rule: Total;
  /** SQL that is true for these rows. */
  readonly sql: string;
}

/** Most records that one row may give: duplicates number them. */
const maximumParts = 1000;

/** Finds the headers that a hierarchy names. */
export function planHierarchy(
  entry: MappingEntry,
  rule: Hierarchy,
  file: string,
  headers: readonly Header[],
): HierarchyPlan {
  const at = (node: LocatedNode, name: string) => {
    const base = { kind: "header", header: name } as const;
    return theHeader(name, { base, node }, { file, headers });
  };
  return {
    rule,
    names: at(rule.node, rule.from),
    level: rule.level === null ? null : at(rule.node, rule.level),
    above: expressionsOf(entry).flatMap(({ base, node }) =>
      base.kind === "above" ? at(node, base.header) : [],
    ),
  };
}

/** What selects the rows to drop (any of `drop`, not all of `keep`) and the totals. */
export function rowFilters(
  entry: MappingEntry | null,
  context: FileHeaders,
  usage: ReadonlyMap<string, ColumnUsage>,
) {
  const drop = (entry?.drop ?? []).map((rule) => filterSql(rule, context));
  const keep = (entry?.keep ?? []).map((rule) => filterSql(rule, context));
  const totals = (entry?.totals ?? []).map((rule) => ({
    rule,
    ...filterSql(rule.where, context),
  }));
  for (const { rule } of totals) {
    const absent = [...rule.check, ...rule.within].find((name) => !usage.has(name));
    if (absent) rule.node.fail(`"${context.file}" does not give the column "${absent}".`);
  }
  return {
    dropped: [...drop.map(({ sql }) => sql), ...keep.map(({ sql }) => `NOT ${sql}`)],
    totals,
    headers: [...drop, ...keep, ...totals].flatMap(({ headers }) => headers),
  };
}

/** SQL that is true for a cell that is blank or says that nothing is known. */
export function emptyCell(entry: MappingEntry): string {
  const own = expressionsOf(entry).flatMap(({ base, unknown }) =>
    base.kind === "cell" ? unknown : [],
  );
  const unknown = [...entry.unknown, ...own].map(textLiteral);
  const written = narrow("cell");
  return (
    `coalesce(trim(${written}), '') = '' OR lower(trim(${written})) IN (${missingMarkers()})` +
    (unknown.length > 0 ? ` OR trim(cell) IN (${unknown.join(", ")})` : "")
  );
}

/** By part of a row: the header that rejects call it by. */
export function partLabels(wide: readonly WideHeader[], size: number): string[] {
  return wide.flatMap(({ header }) => Array<string>(size).fill(labelOf([header])));
}

/** An `InputError` at the mapping when rows give more records than duplicates can number. */
export function refuseTooManyParts(file: string, parts: number, entry: MappingEntry | null): void {
  if (parts <= maximumParts) return;
  const node = entry!.unpivot?.node ?? entry!.node;
  node.fail(`A row of "${file}" would give ${parts} records; at most ${maximumParts} can be told.`);
}
