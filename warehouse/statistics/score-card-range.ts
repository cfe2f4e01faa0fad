/**
 * The range of a card's total that chance in its values leaves open: two places whose ranges overlap
 * are not told apart by their points (METHODS.md 10.2).
 */
import { tailOf } from "./normal.ts";
import { RandomNumbers } from "./random-numbers.ts";
import { drawFrom, type Knowledge } from "./rank-interval.ts";
import { type ScoreNode, scoreCard } from "./score-card.ts";

/**
 * A line's value: a fixed one (null: not assessed), or what is known of it. With several, such as
 * receipt and accessibility on one line, the smallest counts. Draws times `multiplier` are in the
 * unit of the line's target.
 */
export type ScoredValue =
  | number
  | null
  | { readonly known: readonly Knowledge[]; readonly multiplier?: number };

/** How far the total may lie from the one printed. */
export interface ScoreRange {
  readonly lower: number;
  readonly upper: number;
  readonly mean: number;
  /** The share of draws that reach `cut`, 0 to 1; null when no cut was asked for. */
  readonly probabilityOfCut: number | null;
}

/** How to draw. */
export interface ScoreRangeOptions {
  /** Text of the question, such as card, area and period: the same text gives the same range. */
  readonly seed: string;
  readonly confidence?: number;
  /** Default 10,000. */
  readonly draws?: number;
  /** The total that has to be reached. */
  readonly cut?: number;
}

/**
 * Scores the card over draws of all values that are known with chance; fixed values stay. A share
 * that is 100 % of a small base is drawn below 100, so a target of 100 is rarely reached: that is
 * what the data say. RangeError as `scoreCard`.
 */
export function scoreCardRange(
  card: ScoreNode,
  values: Readonly<Record<string, ScoredValue>>,
  options: ScoreRangeOptions,
): ScoreRange {
  const { seed, confidence = 0.95, draws = 10_000, cut } = options;
  const random = new RandomNumbers(seed);
  const drawn: Record<string, number | null> = {};
  const redraws: (() => void)[] = [];
  // Sorted, so that the order of the values does not change the answer.
  for (const [key, value] of Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value === null || typeof value === "number") {
      drawn[key] = value;
      continue;
    }
    const sources = value.known.map((known) => drawFrom(known, random));
    redraws.push(() => {
      drawn[key] = Math.min(...sources.map((draw) => draw())) * (value.multiplier ?? 1);
    });
  }
  const totals = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    for (const redraw of redraws) redraw();
    totals[draw] = scoreCard(card, drawn).achieved;
  }
  totals.sort();
  const at = (share: number) => totals[Math.max(0, Math.ceil(share * draws - 1e-6) - 1)]!;
  const tail = tailOf(confidence);
  const reached = cut === undefined ? null : totals.filter((total) => total >= cut).length;
  return {
    lower: at(tail),
    upper: at(1 - tail),
    mean: totals.reduce((sum, total) => sum + total, 0) / draws,
    probabilityOfCut: reached === null ? null : reached / draws,
  };
}
