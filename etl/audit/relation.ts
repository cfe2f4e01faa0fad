/**
 * Relations between figures, written as people write them: `birthRate = births / population × 1000`,
 * `women >= users`. This module reads the text; judge-relation.ts says whether figures obey it.
 */

export type Operator = "+" | "-" | "×" | "÷";

export type Expression =
  | { readonly kind: "number"; readonly value: number; readonly text: string }
  | { readonly kind: "figure"; readonly id: string }
  | {
      readonly kind: "operation";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

export type Relation =
  /** The figure is one of these; several are readings of a definition that a document leaves open. */
  | {
      readonly kind: "equation";
      readonly figure: string;
      readonly alternatives: readonly Expression[];
    }
  /** `smaller` is never more than `larger`; `figure` is the one that is told about. */
  | {
      readonly kind: "limit";
      readonly figure: string;
      readonly smaller: Expression;
      readonly larger: Expression;
    };

/** A mistake in the text of a relation; the reader of the document says where it stands. */
export class RelationError extends Error {
  override readonly name = "RelationError";
}

/** Reads `figure = expression [or expression]…`, `a <= b` or `a >= b`. RelationError on a mistake. */
export function readRelation(text: string): Relation {
  const parser = new Parser(text);
  const left = parser.sum();
  const sign = parser.sign();
  const right = [parser.sum()];
  while (sign === "=" && parser.take("or")) right.push(parser.sum());
  parser.end();
  if (sign === "=") {
    if (left.kind !== "figure") {
      throw new RelationError(
        `The left side of "${text}" must be one figure. ` +
          "Write it as: birthRate = births / population × 1000.",
      );
    }
    return { kind: "equation", figure: left.id, alternatives: right };
  }
  const [smaller, larger] = sign === "<=" ? [left, right[0]!] : [right[0]!, left];
  const figure = left.kind === "figure" ? left.id : figuresOf(left)[0];
  const told = figure ?? figuresOf(right[0]!)[0];
  if (told === undefined) throw new RelationError(`"${text}" names no figure.`);
  return { kind: "limit", figure: told, smaller, larger };
}

/** The figures that an expression names, in order, each once. */
export function figuresOf(expression: Expression): string[] {
  if (expression.kind === "number") return [];
  if (expression.kind === "figure") return [expression.id];
  return [...new Set([...figuresOf(expression.left), ...figuresOf(expression.right)])];
}

/** The figures of the right side of an equation or of both sides of a limit. */
export function inputsOf(relation: Relation): string[] {
  const expressions =
    relation.kind === "equation" ? relation.alternatives : [relation.smaller, relation.larger];
  return [...new Set(expressions.flatMap(figuresOf))];
}

/** The expression as text, with `name` saying what stands for a figure. */
export function writeExpression(expression: Expression, name: (figure: string) => string): string {
  if (expression.kind === "number") return expression.text;
  if (expression.kind === "figure") return name(expression.id);
  const { operator, left, right } = expression;
  const write = (side: Expression, isRight: boolean) => {
    const text = writeExpression(side, name);
    return needsParentheses(side, operator, isRight) ? `(${text})` : text;
  };
  const sign = operator === "-" ? "−" : operator;
  return `${write(left, false)} ${sign} ${write(right, true)}`;
}

function needsParentheses(side: Expression, around: Operator, isRight: boolean): boolean {
  if (side.kind !== "operation") return false;
  if (!isSum(side.operator)) return isRight && around === "÷";
  return !isSum(around) || (isRight && around === "-");
}

/** Whether an operator adds or subtracts. */
export function isSum(operator: Operator): boolean {
  return operator === "+" || operator === "-";
}

const symbols: Readonly<Record<string, string>> = {
  "*": "×",
  "/": "÷",
  "−": "-",
  "–": "-",
  "≤": "<=",
  "≥": ">=",
  "（": "(",
  "）": ")",
  或: "or",
};

/** Recursive descent over sums, products and atoms. */
class Parser {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    const found = text.match(/[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|<=|>=|\S/gu) ?? [];
    this.#tokens = found.map((token) => symbols[token] ?? token);
  }

  sum(): Expression {
    return this.#operations(["+", "-"], () => this.#operations(["×", "÷"], () => this.#atom()));
  }

  sign(): "<=" | "=" | ">=" {
    const token = this.#tokens[this.#at++];
    if (token === "=" || token === "<=" || token === ">=") return token;
    throw this.#expected("=, <= or >=", token);
  }

  take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  end(): void {
    const token = this.#tokens[this.#at];
    if (token !== undefined) throw this.#expected("the end or an operation", token);
  }

  #operations(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    while (operators.includes(this.#tokens[this.#at] ?? "")) {
      const operator = this.#tokens[this.#at++] as Operator;
      left = { kind: "operation", operator, left, right: operand() };
    }
    return left;
  }

  #atom(): Expression {
    const token = this.#tokens[this.#at++];
    if (token === "(") {
      const inner = this.sum();
      if (!this.take(")")) throw this.#expected('")"', this.#tokens[this.#at]);
      return inner;
    }
    if (token !== undefined && /^\d/.test(token)) {
      return { kind: "number", value: Number(token), text: token };
    }
    if (token !== undefined && token !== "or" && /^[\p{L}_]/u.test(token)) {
      return { kind: "figure", id: token };
    }
    throw this.#expected("a figure or a number", token);
  }

  #expected(expected: string, found: string | undefined): RelationError {
    const where = found === undefined ? "at the end" : `at "${found}"`;
    return new RelationError(`"${this.#text}" is no relation: expected ${expected} ${where}.`);
  }
}
