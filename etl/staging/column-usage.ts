/** What the columns of a file are made of: which headers, in which unit, and what rejects call them. */

import type { Source, SourceColumn } from "../define-source.ts";
import { isWide } from "../mapping/expression-sql.ts";
import type { Expression } from "../mapping/mapping.ts";
import { declaredUnit, type Header, type HeaderUnit } from "./match-headers.ts";
import type { WideHeader } from "./wide-headers.ts";

/** How the texts of a column become values. */
export interface Conversion {
  /** Multiplier from the file's unit to the source's. */
  readonly factor: number;
  /** Units that cells may carry → multiplier. */
  readonly units: Readonly<Record<string, number>>;
  /** Whether whole numbers are rounded when they do not come out whole. */
  readonly round: boolean;
  /** A strptime format of days. */
  readonly format: string | null;
}

export const asWritten: Conversion = { factor: 1, units: {}, round: false, format: null };

export interface ColumnUsage {
  readonly label: string;
  /** Whether it is made of unpivoted cells or their headers. */
  readonly isWide: boolean;
  readonly headers: readonly Header[];
  readonly conversion: Conversion;
}

/** The use of one header, found by its name. */
export function usageOfHeader(column: SourceColumn, header: Header): ColumnUsage {
  return {
    label: labelOf([header]),
    isWide: false,
    headers: [header],
    conversion: withUnit(asWritten, declaredUnit(column, header)),
  };
}

/** The use that one expression makes of the headers `read`, joined with the use `before` it. */
export function usageOfExpression(
  name: string,
  column: SourceColumn,
  expression: Expression,
  read: readonly Header[],
  wide: readonly WideHeader[],
  before: ColumnUsage | undefined,
): ColumnUsage {
  refuseForeignChanges(name, column, expression);
  const conversion = conversionOf(column, expression, read, wide);
  if (before && JSON.stringify(before.conversion) !== JSON.stringify(conversion)) {
    expression.node.fail(`"${name}" has another unit or format elsewhere in the mapping.`);
  }
  const headers = [...new Set([...(before?.headers ?? []), ...read])];
  if (before?.isWide || isWide(expression)) {
    const labels = [...new Set([labelOf([wide[0]!.header]), labelOf([wide.at(-1)!.header])])];
    return { label: labels.join(" … "), isWide: true, headers, conversion };
  }
  return { label: labelOf(headers) || name, isWide: false, headers, conversion };
}

/** Headers as rejects call them: of two header rows the lower one. */
export function labelOf(headers: readonly Header[]): string {
  return headers.map((header) => header.text.split(" / ").at(-1)!.trim()).join(" + ");
}

/** A header may be kept when every column made of it identifies nobody. */
export function keptHeaders(
  source: Source,
  usage: ReadonlyMap<string, ColumnUsage>,
  wide: readonly WideHeader[],
): Set<number> {
  const of = ({ headers, isWide: all }: ColumnUsage) =>
    [...headers, ...(all ? wide.map(({ header }) => header) : [])].map(({ index }) => index);
  const kept = new Set([...usage.values()].flatMap(of));
  for (const [name, used] of usage) {
    if (source.columns[name]!.identifier) for (const index of of(used)) kept.delete(index);
  }
  return kept;
}

function conversionOf(
  column: SourceColumn,
  expression: Expression,
  read: readonly Header[],
  wide: readonly WideHeader[],
): Conversion {
  const { factor, format, round } = expression;
  const units = Object.fromEntries(expression.units);
  const stated = { factor: factor ?? 1, units, round, format };
  if (factor !== null) return stated;
  const { kind } = expression.base;
  if (kind === "header") return withUnit(stated, declaredUnit(column, read[0]!));
  if (kind !== "cell") return stated;
  const declared = wide.map(({ header }) => declaredUnit(column, header));
  if (new Set(declared.map((unit) => unit?.text)).size > 1) {
    expression.node.fail("The wide headers declare different units. Give an entry to each.");
  }
  return withUnit(stated, declared[0]!);
}

function withUnit(conversion: Conversion, unit: HeaderUnit | null): Conversion {
  if (!unit) return conversion;
  const units = { [unit.text]: unit.factor, ...conversion.units };
  return { ...conversion, factor: unit.factor, units };
}

function refuseForeignChanges(name: string, { type }: SourceColumn, expression: Expression): void {
  const { factor, units, round, format, node } = expression;
  const refuse = (change: string, what: string) =>
    node.fail(`"${change}" is for ${what}; the column "${name}" is of type ${type}.`);
  const isNumber = type === "integer" || type === "decimal" || type === "share";
  if (factor !== null && !isNumber) refuse("factor", "numbers");
  if (units.size > 0 && !isNumber) refuse("units", "numbers");
  if (round && type !== "integer") refuse("round", "whole numbers");
  if (format !== null && type !== "month" && type !== "date") refuse("format", "days");
}
