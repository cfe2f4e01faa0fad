/** The value of an expression over figures, and the other way round: what a figure must be for it. */

import {
  addRanges,
  divideRanges,
  multiplyRanges,
  type Range,
  rangeAt,
  subtractRanges,
} from "./range.ts";
import type { Expression } from "./relation.ts";
import { figuresOf } from "./relation.ts";

/** What stands for a figure: a range, a point where its ends meet. */
export type Values = (figure: string) => Range;

/** The range of the expression. Exact where no figure occurs twice, else perhaps too wide. */
export function evaluateExpression(expression: Expression, values: Values): Range {
  if (expression.kind === "number") return rangeAt(expression.value);
  if (expression.kind === "figure") return values(expression.id);
  const left = evaluateExpression(expression.left, values);
  const right = evaluateExpression(expression.right, values);
  switch (expression.operator) {
    case "+":
      return addRanges(left, right);
    case "-":
      return subtractRanges(left, right);
    case "×":
      return multiplyRanges(left, right);
    case "÷":
      return divideRanges(left, right);
  }
}

/**
 * What `figure` must be for the expression to lie in `target`, all other figures as they are; null
 * when the figure occurs not once but never or several times.
 */
export function solveExpression(
  expression: Expression,
  figure: string,
  target: Range,
  values: Values,
): Range | null {
  if (expression.kind === "number") return null;
  if (expression.kind === "figure") return expression.id === figure ? target : null;
  const { operator, left, right } = expression;
  const isLeft = figuresOf(left).includes(figure);
  if (isLeft === figuresOf(right).includes(figure)) return null;
  const other = evaluateExpression(isLeft ? right : left, values);
  const inner = innerTarget(operator, isLeft, target, other);
  return solveExpression(isLeft ? left : right, figure, inner, values);
}

function innerTarget(
  operator: "+" | "-" | "×" | "÷",
  isLeft: boolean,
  target: Range,
  other: Range,
): Range {
  if (operator === "+") return subtractRanges(target, other);
  if (operator === "×") return divideRanges(target, other);
  if (operator === "-") {
    return isLeft ? addRanges(target, other) : subtractRanges(other, target);
  }
  return isLeft ? multiplyRanges(target, other) : divideRanges(other, target);
}

/** Whether the expression divides by something that the figure is in. */
export function isDivisor(expression: Expression, figure: string): boolean {
  if (expression.kind !== "operation") return false;
  const { operator, left, right } = expression;
  if (operator === "÷" && figuresOf(right).includes(figure)) return true;
  return isDivisor(left, figure) || isDivisor(right, figure);
}
