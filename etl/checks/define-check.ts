/**
 * What a source may demand of each of its rows, as data: the constructors that source files use.
 * A check whose columns are absent from a file or empty in a row says nothing about it.
 */

/** What a breach costs: the row, the whole extract, or a line in the report. */
export type Severity = "reject" | "refuse" | "warn";

/**
 * What a row must be: per column a canonical code, several codes, or an inclusive range (of numbers,
 * of ages in whole years, or of a band's lowest age). All of them together; an empty cell is none.
 */
export type Condition = Readonly<
  Record<string, string | readonly string[] | { readonly from?: number; readonly to?: number }>
>;

interface CheckBase {
  readonly severity: Severity;
  /** A sentence that says why, for the department; it follows the error. */
  readonly because?: string;
}

/** One demand on a row. Columns are the source's canonical ones that identify nobody. */
export type Check = CheckBase &
  (
    | {
        readonly kind: "sum";
        readonly parts: readonly string[];
        readonly whole: string;
        /** What the sum of the parts is to the whole. */
        readonly is: "equal" | "atMost";
        /** How far off it may be, in the column's unit. */
        readonly tolerance: number;
        /** The share of the whole that the part is wanted to reach, 0 to 1. */
        readonly target?: number;
      }
    | { readonly kind: "order"; readonly earlier: string; readonly later: string }
    | { readonly kind: "receipt"; readonly column: string }
    | { readonly kind: "implies"; readonly when: Condition; readonly then: Condition }
    | { readonly kind: "together"; readonly columns: readonly string[] }
    | { readonly kind: "some"; readonly columns: readonly string[] }
    | {
        readonly kind: "rising";
        readonly column: string;
        /** Whether the series begins anew in January. */
        readonly restarts: "yearly" | "never";
      }
  );

/** How a check differs from the usual: severity `reject`, no reason, no tolerance. */
export interface CheckOptions {
  readonly severity?: Severity;
  readonly because?: string;
  readonly tolerance?: number;
  /** Of a part: the share of the whole that is wanted; many areas just above it are told. */
  readonly target?: number;
}

/** A part is at most its whole: `partOf("seen_count", "listed_count")`. */
export function partOf(part: string, whole: string, options: CheckOptions = {}): Check {
  return partsOf([part], whole, options);
}

/** Parts that share no case are together at most the whole; a part without a value counts as 0. */
export function partsOf(
  parts: readonly string[],
  whole: string,
  options: CheckOptions = {},
): Check {
  return { ...base(options), kind: "sum", parts, whole, is: "atMost", ...toleranceOf(options) };
}

/** The parts add up to the whole, where all of them have values. */
export function sumOf(parts: readonly string[], whole: string, options: CheckOptions = {}): Check {
  return { ...base(options), kind: "sum", parts, whole, is: "equal", ...toleranceOf(options) };
}

/**
 * A time is not before another one, to the coarser precision of the two (dates, months, years,
 * periods): `notBefore("registered_on", "month")`.
 */
export function notBefore(later: string, earlier: string, options: CheckOptions = {}): Check {
  return { ...base(options), kind: "order", earlier, later };
}

/** A time is not after the day on which the extract was received. */
export function notAfterReceipt(column: string, options: CheckOptions = {}): Check {
  return { ...base(options), kind: "receipt", column };
}

/**
 * Rows that are `when` are also `then`:
 * `onlyWith({ married_women_count: { from: 1 } }, { sex: "female", age: { from: 15, to: 49 } })`.
 */
export function onlyWith(when: Condition, then: Condition, options: CheckOptions = {}): Check {
  return { ...base(options), kind: "implies", when, then };
}

/** All of the columns have values, or none has. */
export function together(columns: readonly string[], options: CheckOptions = {}): Check {
  return { ...base(options), kind: "together", columns };
}

/** At least one of the columns has a value; only of those that the file has. */
export function someOf(columns: readonly string[], options: CheckOptions = {}): Check {
  return { ...base(options), kind: "some", columns };
}

/**
 * A cumulative count never falls from one period to the next of the same area (and of what else the
 * key tells apart). It looks across rows, so its severity is `warn` unless it is `refuse`.
 */
export function neverFalls(
  column: string,
  restarts: "yearly" | "never",
  options: { readonly severity?: "refuse" | "warn"; readonly because?: string } = {},
): Check {
  return { ...base({ severity: "warn", ...options }), kind: "rising", column, restarts };
}

/** The columns that a check speaks of; the first is the one that an error names. */
export function columnsOf(check: Check): readonly string[] {
  switch (check.kind) {
    case "sum":
      return [...check.parts, check.whole];
    case "order":
      return [check.later, check.earlier];
    case "receipt":
    case "rising":
      return [check.column];
    case "implies":
      return [...Object.keys(check.when), ...Object.keys(check.then)];
    case "together":
    case "some":
      return check.columns;
  }
}

function base({ severity = "reject", because }: CheckOptions): CheckBase {
  return { severity, ...(because === undefined ? {} : { because }) };
}

function toleranceOf({ tolerance = 0, target }: CheckOptions) {
  return { tolerance, ...(target === undefined ? {} : { target }) };
}
