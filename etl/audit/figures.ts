/** The figures that a relation speaks of, as numbers in the unit that the relation uses. */
import { evaluateExpression } from "./evaluate-expression.ts";
import { type Figure, printedRange } from "./figure.ts";
import { anything, type Range, rangeAt } from "./range.ts";
import { type Expression, figuresOf } from "./relation.ts";

/** Figures by id, and what is known of those that are not printed. */
export interface Figures {
  readonly get: (id: string) => Figure | undefined;
  /** The range of a figure that is not printed, as far as relations before have told. */
  readonly known: ReadonlyMap<string, Range>;
  /** Whether numbers are converted to the units of their quantities, for relations known to us. */
  readonly inQuantityUnits: boolean;
}

/** The number of a figure in the unit that relations use; null where it is no single number. */
export function pointOf(id: string, { get, known, inQuantityUnits }: Figures): number | null {
  const { reading, factor } = get(id)!;
  if (reading?.kind === "number") {
    const { bound, value } = reading;
    return bound === "above" || bound === "below" ? null : value * (inQuantityUnits ? factor : 1);
  }
  const range = known.get(id);
  return range && range.low === range.high ? range.low : null;
}

/** What a figure may be, in the unit that relations use. */
export function rangeOf(id: string, { get, known, inQuantityUnits }: Figures): Range {
  const figure = get(id)!;
  if (figure.reading === null) return known.get(id) ?? anything;
  const { low, high } = printedRange(figure);
  const factor = inQuantityUnits ? figure.factor : 1;
  return { low: low * factor, high: high * factor };
}

/** The figures of an expression that are not printed and of which nothing is known. */
export function openFigures(expression: Expression, { get, known }: Figures): string[] {
  return figuresOf(expression).filter((id) => get(id)!.reading === null && !known.has(id));
}

/** What an expression may be. */
export function rangeIn(expression: Expression, figures: Figures): Range {
  return evaluateExpression(expression, (id) => rangeOf(id, figures));
}

/**
 * The number that an expression is, with some figures replaced; null where one of its figures is no
 * single number or nothing can be divided by.
 */
export function pointIn(
  expression: Expression,
  figures: Figures,
  replaced: ReadonlyMap<string, number> = new Map(),
): number | null {
  const points = new Map<string, number>();
  for (const id of figuresOf(expression)) {
    const point = replaced.get(id) ?? pointOf(id, figures);
    if (point === null) return null;
    points.set(id, point);
  }
  const { low } = evaluateExpression(expression, (id) => rangeAt(points.get(id)!));
  return Number.isFinite(low) ? low : null;
}
