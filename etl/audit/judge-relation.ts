/**
 * Whether figures obey a relation (METHODS.md 6.1 and 12): recomputed and held against the print,
 * bounded where something is only bounded, and solved for the one figure that is not printed.
 */
import { judgePrintedFigure } from "#warehouse/statistics/judge-printed-figure.ts";
import { isDivisor, solveExpression } from "./evaluate-expression.ts";
import { type Figure, lastDigitRange } from "./figure.ts";
import { type Figures, openFigures, pointIn, rangeIn, rangeOf } from "./figures.ts";
import { findNeeds, type Need } from "./find-needs.ts";
import { findReachableBases, type ReachableBases } from "./find-reachable-bases.ts";
import {
  anything,
  isUnbounded,
  overlap,
  type Range,
  subtractRanges,
  wholeNumbersIn,
} from "./range.ts";
import { type Expression, inputsOf, type Relation } from "./relation.ts";

/**
 * `exact`: the print is the recomputed figure rounded; `truncated`: its digits were cut off;
 * `consistent`: possible; `inconsistent`: impossible; `denominator_missing`: possible for a base that
 * is not printed; `derived`: not printed, follows; `text_corruption`: the print is damaged;
 * `not_computable`: too little is printed; `conflicting_target`: another target for the same.
 */
export type Verdict =
  | "conflicting_target"
  | "consistent"
  | "denominator_missing"
  | "derived"
  | "exact"
  | "inconsistent"
  | "not_computable"
  | "text_corruption"
  | "truncated";

/** A figure that is not printed and what it must be, in whole units. */
export interface Solution {
  readonly figure: string;
  /** So that the print is the recomputed figure rounded; null when it cannot be. */
  readonly rounded: Range | null;
  /** So that it is the recomputed figure with digits cut off. */
  readonly truncated: Range | null;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** The recomputed figure in the unit of the print; of a limit, the room that is left below it. */
  readonly recomputed: number | null;
  /** What it may be where it is only bounded. */
  readonly range: Range;
  readonly rounded: number | null;
  readonly truncated: number | null;
  readonly decimals: number | null;
  /** The reading of the relation that was judged, the best of several. */
  readonly expression: Expression | null;
  /** What the other readings give. */
  readonly others: readonly { readonly expression: Expression; readonly rounded: number | null }[];
  readonly solution: Solution | null;
  readonly needs: readonly Need[];
  readonly reachable: ReachableBases | null;
}

/** Judges one relation. Every figure that it names must exist. */
export function judgeRelation(relation: Relation, figures: Figures): Judgement {
  if (inputsOf(relation).some((id) => figures.get(id)!.reading?.kind === "damaged")) {
    return notComputable;
  }
  if (relation.kind === "limit") return judgeLimit(relation, figures);
  const figure = figures.get(relation.figure)!;
  if (figure.reading?.kind === "damaged") return notComputable;
  const judged = relation.alternatives.map((one) => judgeEquation(figure, one, figures));
  const best = judged.reduce((a, b) => (ranks[b.verdict] < ranks[a.verdict] ? b : a));
  const others = judged
    .filter((one) => one !== best && one.recomputed !== null)
    .map(({ expression, rounded }) => ({ expression: expression!, rounded }));
  return { ...best, others };
}

const ranks: Readonly<Record<Verdict, number>> = {
  exact: 0,
  truncated: 1,
  consistent: 2,
  denominator_missing: 3,
  derived: 4,
  inconsistent: 5,
  not_computable: 6,
  text_corruption: 7,
  conflicting_target: 8,
};

const notComputable: Judgement = {
  verdict: "not_computable",
  recomputed: null,
  range: anything,
  rounded: null,
  truncated: null,
  decimals: null,
  expression: null,
  others: [],
  solution: null,
  needs: [],
  reachable: null,
};

function judgeEquation(figure: Figure, expression: Expression, figures: Figures): Judgement {
  const base = { ...notComputable, expression };
  const open = openFigures(expression, figures);
  if (open.length === 1 && figure.reading?.kind === "number") {
    return judgeUnknown(figure, expression, open[0]!, figures);
  }
  const range = rangeIn(expression, figures);
  if (open.length > 0 || isUnbounded(range)) return base;
  return judgeValue(figure, expression, pointIn(expression, figures), range, figures);
}

function judgeValue(
  figure: Figure,
  expression: Expression,
  value: number | null,
  range: Range,
  figures: Figures,
): Judgement {
  const base = { ...notComputable, expression, recomputed: value, range };
  const { reading } = figure;
  if (reading?.kind !== "number") {
    const decimals = figure.decimals ?? (value !== null && Number.isInteger(value) ? 0 : 2);
    const shown = value === null ? null : judgePrintedFigure(value, null, decimals);
    return { ...base, ...numbersOf(shown, 1, decimals), verdict: "derived" };
  }
  const unit = figures.inQuantityUnits ? figure.factor : 1;
  const isPlain = value !== null && reading.bound === "exact";
  const judged = isPlain ? judgePrintedFigure(value / unit / reading.scale, reading.numeral) : null;
  const numbers = {
    ...numbersOf(judged, reading.scale, judged?.decimals ?? null),
    recomputed: value === null ? null : value / unit,
    range: { low: range.low / unit, high: range.high / unit },
  };
  const isPossible = overlap(scaled(lastDigitRangeOf(figure), unit), range);
  // Truncated before consistent: the plainer explanation is told.
  const verdict =
    judged && judged.verdict !== "inconsistent"
      ? (judged.verdict as "exact" | "truncated")
      : isPossible
        ? "consistent"
        : "inconsistent";
  const needs = verdict === "exact" ? [] : findNeeds(figure, expression, figures);
  return { ...base, ...numbers, verdict, needs };
}

function numbersOf(
  judged: { rounded: number | null; truncated: number | null } | null,
  scale: number,
  decimals: number | null,
) {
  const times = (value: number | null) => (value === null ? null : value * scale);
  return {
    rounded: times(judged?.rounded ?? null),
    truncated: times(judged?.truncated ?? null),
    decimals,
  };
}

/** What the print allows the recomputed figure to be before rounding. */
function lastDigitRangeOf(figure: Figure): Range {
  const { reading } = figure;
  if (reading?.kind !== "number") return anything;
  return reading.bound === "exact" ? lastDigitRange(reading) : reading.range;
}

function scaled({ low, high }: Range, factor: number): Range {
  return { low: low * factor, high: high * factor };
}

/** One figure is not printed: which whole numbers of it give the print? */
function judgeUnknown(
  figure: Figure,
  expression: Expression,
  unknown: string,
  figures: Figures,
): Judgement {
  const unit = figures.inQuantityUnits ? figure.factor : 1;
  const values = (id: string) => rangeOf(id, figures);
  const solve = (target: Range): Range | null =>
    solveExpression(expression, unknown, scaled(target, unit), values);
  const open = solve(lastDigitRangeOf(figure));
  const base = { ...notComputable, expression };
  if (open === null || isUnbounded(open)) return base;
  const { reading } = figure;
  const cutOff =
    reading?.kind === "number" && reading.bound === "exact" ? cutOffRange(figure) : null;
  const solution: Solution = {
    figure: unknown,
    rounded: wholeNumbersIn(open),
    truncated: cutOff && wholeNumbersIn(solve(cutOff) ?? anything),
  };
  if (!solution.rounded && !solution.truncated) {
    const reachable = findReachableBases(figure, expression, unknown, figures);
    const numbers = atPoint(figure, reachable?.example ?? null, unit);
    return { ...base, ...numbers, verdict: "inconsistent", solution, reachable };
  }
  const found = (solution.rounded ?? solution.truncated)!;
  const isPlain = reading?.kind === "number" && reading.bound === "exact";
  const middle = Math.floor((found.low + found.high) / 2);
  const value = isPlain ? pointIn(expression, figures, new Map([[unknown, middle]])) : null;
  return {
    ...base,
    ...atPoint(figure, value, unit),
    verdict: isDivisor(expression, unknown) ? "denominator_missing" : "consistent",
    solution,
  };
}

function atPoint(figure: Figure, value: number | null, unit: number) {
  const { reading } = figure;
  if (value === null || !Number.isFinite(value) || reading?.kind !== "number") return {};
  const judged = judgePrintedFigure(value / unit / reading.scale, reading.numeral);
  return { ...numbersOf(judged, reading.scale, judged.decimals), recomputed: value / unit };
}

/** The numbers that print the same when their further digits are cut off, the next print excluded. */
function cutOffRange(figure: Figure): Range {
  const reading = figure.reading!;
  if (reading.kind !== "number") return anything;
  const { low, high } = lastDigitRange(reading);
  const [unit, value] = [high - low, reading.value];
  const far = unit * (1 - 1e-6);
  return value < 0 ? { low: value - far, high: value } : { low: value, high: value + far };
}

function judgeLimit(
  { smaller, larger }: Extract<Relation, { kind: "limit" }>,
  figures: Figures,
): Judgement {
  if ([smaller, larger].some((side) => openFigures(side, figures).length > 0)) return notComputable;
  const [small, large] = [pointIn(smaller, figures), pointIn(larger, figures)];
  const room = small === null || large === null ? null : large - small;
  const decimals = room === null ? null : Number.isInteger(room) ? 0 : 2;
  const range = subtractRanges(rangeIn(larger, figures), rangeIn(smaller, figures));
  return {
    ...notComputable,
    ...numbersOf(room === null ? null : judgePrintedFigure(room, null, decimals), 1, decimals),
    recomputed: room,
    range,
    verdict: range.high >= 0 ? "consistent" : "inconsistent",
  };
}
