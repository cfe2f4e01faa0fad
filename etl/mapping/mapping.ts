/**
 * What a mapping says: how somebody else's file becomes a known source, without code. The YAML of
 * it is read by read-mapping.ts; the SQL is made by expression-sql.ts.
 */
import type { ReaderOptions } from "../readers/read-extract.ts";
import type { LocatedNode } from "./located-node.ts";

/** A value of one canonical column, from the columns of the file. */
export interface Expression {
  readonly base:
    | { readonly kind: "header"; readonly header: string }
    /** Of an unpivoted row: the header of the cell, or a group that `unpivot.headers` found in it. */
    | { readonly kind: "wideHeader"; readonly group: number }
    /** Of an unpivoted row: the cell. */
    | { readonly kind: "cell" }
    | { readonly kind: "constant"; readonly text: string }
    | { readonly kind: "concat"; readonly parts: readonly Expression[] }
    /** Numbers added up; nothing where one of them is missing. */
    | { readonly kind: "sum"; readonly parts: readonly Expression[] }
    /** The first that says something. */
    | { readonly kind: "first"; readonly parts: readonly Expression[] }
    /** In a hierarchy: a cell of the row above; how deep the row is; the names from the top down. */
    | { readonly kind: "above"; readonly header: string }
    | { readonly kind: "depth" }
    | { readonly kind: "path"; readonly separator: string }
    /** Inside a concat, sum or first: a header of the file if there is one, else a separator. */
    | { readonly kind: "either"; readonly text: string };
  /** Values that mean nothing is known. */
  readonly unknown: readonly string[];
  /** A regular expression for the whole text; a text that it does not match stays as it is. */
  readonly matches: string | null;
  /** What becomes of a match, with `$1`, …; null for its first group, else the whole. */
  readonly becomes: string | null;
  /** Keeps the first characters. */
  readonly take: number | null;
  /** Fills up on the left. */
  readonly pad: { readonly length: number; readonly with: string } | null;
  /** A code table; what it does not list becomes `otherwise`, or stays. */
  readonly table: ReadonlyMap<string, string> | null;
  /** A code table in another file. */
  readonly lookup: Lookup | null;
  readonly otherwise: string | null;
  /** Multiplier from the file's unit to the source's. */
  readonly factor: number | null;
  /** Units that cells carry → multiplier. */
  readonly units: ReadonlyMap<string, number>;
  /** Whole numbers are rounded instead of rejected when they do not come out whole. */
  readonly round: boolean;
  /** A strptime format of days. */
  readonly format: string | null;
  /** Where it is written, for errors that need the file's headers. */
  readonly node: LocatedNode;
}

/** A file beside the mapping, read like an extract, that says what a code stands for. */
export interface Lookup {
  readonly path: string;
  readonly reader: ReaderOptions;
  readonly key: Expression;
  readonly value: Expression;
  readonly node: LocatedNode;
}

/** Selects rows: the expression is one of `equals` ("" for nothing) or matches as a whole. */
export interface Filter {
  readonly from: Expression;
  readonly equals: readonly string[];
  readonly matches: string | null;
}

/** Rows that hold sums of other rows: they are no records, and what they say is compared. */
export interface Total {
  readonly where: Filter;
  /** Canonical columns whose sums are compared. */
  readonly check: readonly string[];
  /** Which records it sums: all of the file, or those between it and the total before or after. */
  readonly of: "file" | "before" | "after";
  /** Canonical columns in which the records must have the total's own text. */
  readonly within: readonly string[];
  /** Most that total and sum may differ, in the source's unit: rounded parts do. */
  readonly tolerance: number;
  /** Whether a difference refuses the file. */
  readonly refuse: boolean;
  readonly node: LocatedNode;
}

export type Expressions = ReadonlyMap<string, Expression>;

/** A stated rectangle, `$1` not yet replaced. */
export interface StatedRectangle {
  readonly area: string;
  readonly from: string;
  readonly to: string;
  readonly node: LocatedNode;
}

/** Wide columns: every header that the expression matches whole gives a record per row. */
export interface Unpivot {
  readonly headers: RegExp;
  readonly node: LocatedNode;
}

/** Rows below each other, as their order and their indentation (or level) say. */
export interface Hierarchy {
  /** The header of the names. */
  readonly from: string;
  /** The header that says the level; null when the names are indented. */
  readonly level: string | null;
  /** Its texts from the top down; empty when they are numbers. */
  readonly levels: readonly string[];
  readonly node: LocatedNode;
}

export interface MappingEntry {
  /** On the base name of the file; null when the mapping is for whatever it is given with. */
  readonly match: RegExp | null;
  readonly source: string | null;
  readonly received: string | null;
  /** The months that one return speaks of, as agreed with the sender; null: as the source says. */
  readonly returnMonths: number | null;
  readonly reader: ReaderOptions;
  /** `rows`: the areas and months that rows speak of, and nothing between them. */
  readonly covers: readonly StatedRectangle[] | "rows";
  readonly except: readonly StatedRectangle[];
  readonly columns: Expressions;
  /** One input row gives one record per entry; empty for one record per row. */
  readonly rows: readonly Expressions[];
  /** One input row gives one record per cell that is not empty, of the headers that match. */
  readonly unpivot: Unpivot | null;
  readonly hierarchy: Hierarchy | null;
  readonly distinct: boolean;
  /** Rows that any of these selects are left out. */
  readonly drop: readonly Filter[];
  /** With these, only rows that all of them select are records. */
  readonly keep: readonly Filter[];
  /** Of the rows that `drop` and `keep` leave. */
  readonly totals: readonly Total[];
  readonly unknown: readonly string[];
  /** The position in the document: files of one source load in this order. */
  readonly position: number;
  readonly node: LocatedNode;
}

export interface Mapping {
  readonly file: string;
  readonly entries: readonly MappingEntry[];
}

/** Every expression of an entry, also those inside others, in the order in which they are written. */
export function expressionsOf(entry: MappingEntry | null): Expression[] {
  if (!entry) return [];
  const columns = [entry.columns, ...entry.rows].flatMap((map) => [...map.values()]);
  const rules = [...entry.drop, ...entry.keep, ...entry.totals.map(({ where }) => where)];
  const within = (expression: Expression): Expression[] => [
    ...("parts" in expression.base ? expression.base.parts.flatMap(within) : []),
    expression,
  ];
  return [...columns, ...rules.map(({ from }) => from)].flatMap(within);
}
