/**
 * Adds up a score card and keeps what was not assessed apart from what scored nothing, so that a
 * missing value never passes for a zero (METHODS.md 10.2). Veto items stand beside it, not in it.
 */
import { itemPoints, type ScoreRule } from "./score-item.ts";

/** A line with a rule, or a section or item whose parts add up to its printed points. */
export type ScoreNode =
  | { readonly key: string; readonly points: number; readonly rule: ScoreRule }
  | { readonly key: string; readonly points: number; readonly parts: readonly ScoreNode[] };

/** What a line, an item, a section or the card came to. */
export interface ScoreResult {
  readonly key: string;
  /** The printed points. */
  readonly points: number;
  /** Reached among the assessable ones. */
  readonly achieved: number;
  /** The points of all lines that have a value. */
  readonly assessable: number;
  /** achieved / assessable, 0 to 1; null when nothing was assessed. */
  readonly ratio: number | null;
  /** The keys of lines without a value. */
  readonly notAssessed: readonly string[];
  /** Empty for a line. */
  readonly parts: readonly ScoreResult[];
}

/**
 * Scores a card with raw values by the key of their line; a line without a value, or with null, is
 * not assessed. RangeError for a value that belongs to no line or does not fit its rule. Check the
 * card with `requireCardAddsUp` when it is loaded.
 */
export function scoreCard(
  card: ScoreNode,
  values: Readonly<Record<string, number | null>>,
): ScoreResult {
  const keys = new Set(linesOf(card).map((line) => line.key));
  const stray = Object.keys(values).find((key) => !keys.has(key));
  if (stray !== undefined) {
    throw new RangeError(`The card has no line "${stray}"; its lines are ${[...keys].join(", ")}.`);
  }
  return score(card, values);
}

/** What `scoreCard` gives as achieved, alone and unchecked: for thousands of draws of one card. */
export function achievedPoints(
  card: ScoreNode,
  values: Readonly<Record<string, number | null>>,
): number {
  if ("rule" in card) return itemPoints(card.rule, card.points, values[card.key] ?? null) ?? 0;
  return card.parts.reduce((all, part) => all + achievedPoints(part, values), 0);
}

/** Throws RangeError where printed points differ from the sum of their parts, or a key recurs. */
export function requireCardAddsUp(card: ScoreNode): void {
  const seen = new Set<string>();
  for (const { key } of linesOf(card)) {
    if (seen.has(key)) throw new RangeError(`Two lines have the key "${key}"; give each its own.`);
    seen.add(key);
  }
  requirePoints(card);
}

/** The lines of a card, in printed order: what has a rule and takes a value. */
export function linesOf(node: ScoreNode): (ScoreNode & { readonly rule: ScoreRule })[] {
  return "rule" in node ? [node] : node.parts.flatMap(linesOf);
}

function score(node: ScoreNode, values: Readonly<Record<string, number | null>>): ScoreResult {
  const { key, points } = node;
  if ("rule" in node) {
    const own = Object.hasOwn(values, key) ? values[key]! : null;
    const achieved = itemPoints(node.rule, points, own);
    return achieved === null
      ? { key, points, achieved: 0, assessable: 0, ratio: null, notAssessed: [key], parts: [] }
      : {
          key,
          points,
          achieved,
          assessable: points,
          ratio: points === 0 ? null : achieved / points,
          notAssessed: [],
          parts: [],
        };
  }
  const parts = node.parts.map((part) => score(part, values));
  const sum = (of: "achieved" | "assessable") => parts.reduce((all, part) => all + part[of], 0);
  const [achieved, assessable] = [sum("achieved"), sum("assessable")];
  const notAssessed = parts.flatMap((part) => part.notAssessed);
  const ratio = assessable === 0 ? null : achieved / assessable;
  return { key, points, achieved, assessable, ratio, notAssessed, parts };
}

function requirePoints(node: ScoreNode): void {
  if ("rule" in node) return;
  for (const part of node.parts) requirePoints(part);
  const sum = node.parts.reduce((all, part) => all + part.points, 0);
  if (Math.abs(sum - node.points) > 1e-9) {
    throw new RangeError(
      `"${node.key}" prints ${node.points} points and its parts add up to "${sum}"; mend the card.`,
    );
  }
}
