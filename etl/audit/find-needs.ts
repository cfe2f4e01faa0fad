/** What would have to be true instead: for a print to hold, each of its inputs alone, in turn. */
import { solveExpression } from "./evaluate-expression.ts";
import { type Figure, lastDigitRange } from "./figure.ts";
import { type Figures, pointOf, rangeOf } from "./figures.ts";
import { isUnbounded, type Range, rangeAt, wholeNumbersIn } from "./range.ts";
import { type Expression, figuresOf, isSum } from "./relation.ts";

/** A value of one input with which the print would be right, in the unit of the input. */
export interface Need {
  readonly figure: string;
  /** For the print itself; whole where the input is a whole number. */
  readonly value: number;
  /** All values whose result rounds to the print; null when no whole number does. */
  readonly range: Range | null;
  readonly decimals: number;
}

/**
 * One need per input of the expression that occurs once, but for long sums. None for a plain sum:
 * there the difference says it all.
 */
export function findNeeds(figure: Figure, expression: Expression, figures: Figures): Need[] {
  const { reading } = figure;
  if (reading?.kind !== "number" || reading.bound !== "exact" || isPlainSum(expression)) return [];
  const unit = figures.inQuantityUnits ? figure.factor : 1;
  const rounding = lastDigitRange(reading);
  const values = (id: string) => {
    const point = pointOf(id, figures);
    return point === null ? rangeOf(id, figures) : rangeAt(point);
  };
  const inLongSums = longSummands(expression);
  return figuresOf(expression).flatMap((id) => {
    if (inLongSums.has(id)) return [];
    const solve = ({ low, high }: Range) =>
      solveExpression(expression, id, { low: low * unit, high: high * unit }, values);
    const point = solve(rangeAt(reading.value));
    const range = solve(rounding);
    if (point === null || range === null || !Number.isFinite(point.low)) return [];
    if (point.low !== point.high || point.low < 0 || isUnbounded(range)) return [];
    return [needOf(id, point.low, range, figures)];
  });
}

/** Figures of a sum of three and more: that one of so many is wrong explains nothing. */
function longSummands(expression: Expression): Set<string> {
  if (expression.kind !== "operation") return new Set();
  const { operator, left, right } = expression;
  const own = figuresOf(expression);
  if (isSum(operator) && own.length > 2) return new Set(own);
  return new Set([...longSummands(left), ...longSummands(right)]);
}

function needOf(id: string, point: number, range: Range, figures: Figures): Need {
  const { reading, factor: own } = figures.get(id)!;
  const factor = figures.inQuantityUnits ? own : 1;
  const numeral = reading?.kind === "number" ? reading.numeral : "";
  const decimals = numeral.split(".")[1]?.length ?? 0;
  const inUnit = { low: range.low / factor, high: range.high / factor };
  if (decimals > 0) return { figure: id, value: point / factor, range: inUnit, decimals };
  const whole = wholeNumbersIn(inUnit);
  const value = Math.round(point / factor);
  return { figure: id, value, range: whole, decimals: 0 };
}

function isPlainSum(expression: Expression): boolean {
  if (expression.kind !== "operation") return true;
  const { operator, left, right } = expression;
  return isSum(operator) && isPlainSum(left) && isPlainSum(right);
}
