/**
 * For a printed share that no whole count reaches (GRIM, METHODS.md 6.5): the bases that could have
 * printed it, such as 328 and not 317 villages for 3.05 %.
 */
import { isDivisor, solveExpression } from "./evaluate-expression.ts";
import { type Figure, lastDigitRange } from "./figure.ts";
import { type Figures, pointIn, pointOf, rangeOf } from "./figures.ts";
import { type Range, rangeAt, wholeNumbersIn } from "./range.ts";
import { type Expression, figuresOf } from "./relation.ts";

export interface ReachableBases {
  /** The figure that divides. */
  readonly figure: string;
  /** The bases up to `limit` that can print the figure, in order. */
  readonly bases: readonly number[];
  readonly limit: number;
  /** The share of the nearest whole count over the base that would have made the print of it. */
  readonly example: number | null;
}

/** Above this many units every count is reachable with the decimals that people print. */
const mostUnits = 20_000;

/** Null when the print is no plain number or nothing printed divides. */
export function findReachableBases(
  figure: Figure,
  expression: Expression,
  unknown: string,
  figures: Figures,
): ReachableBases | null {
  const { reading } = figure;
  const divisor = figuresOf(expression).find((id) => id !== unknown && isDivisor(expression, id));
  if (reading?.kind !== "number" || divisor === undefined) return null;
  const units = pointOf(divisor, figures);
  if (units === null || units > mostUnits || units < 1) return null;
  const factor = figures.inQuantityUnits ? figure.factor : 1;
  const valuesWith = (fixed: ReadonlyMap<string, number>) => (id: string) => {
    const point = fixed.get(id) ?? pointOf(id, figures);
    return point === null ? rangeOf(id, figures) : rangeAt(point);
  };
  const solve = (id: string, target: Range, fixed: ReadonlyMap<string, number>) =>
    solveExpression(
      expression,
      id,
      { low: target.low * factor, high: target.high * factor },
      valuesWith(fixed),
    );
  const limit = Math.ceil((units * 1.25) / 100) * 100;
  const rounding = lastDigitRange(reading);
  const bases: number[] = [];
  for (let base = 1; base <= limit; base++) {
    const counts = solve(unknown, rounding, new Map([[divisor, base]]));
    if (counts && wholeNumbersIn(counts)) bases.push(base);
  }
  const print = rangeAt(reading.value);
  const count = Math.round(solve(unknown, print, new Map())?.low ?? Number.NaN);
  const base = Math.round(solve(divisor, print, new Map([[unknown, count]]))?.low ?? Number.NaN);
  const example = pointIn(
    expression,
    figures,
    new Map([
      [unknown, count],
      [divisor, base],
    ]),
  );
  return { figure: divisor, bases, limit, example };
}
