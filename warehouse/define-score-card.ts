/**
 * What a score card is: sections, items and lines with points, and where each line's value comes from.
 * The files in `warehouse/score-cards/` are the registry; this module gives them their shape.
 */
import type { Bilingual } from "./define-measure.ts";
import type { Breakdown } from "./estimate.ts";
import type { ScoreRule } from "./statistics/score-item.ts";

/** A measure that a line is scored by, perhaps of one category. */
export interface ScoredMeasure {
  readonly measure: string;
  readonly category?: { readonly breakdown: Breakdown; readonly code: string };
}

/** A line that assessors fill in (`item` of an assessment return). */
export interface AssessedLine {
  readonly key: string;
  readonly title: Bilingual;
  readonly points: number;
  readonly rule: Extract<ScoreRule, { kind: "binary" | "deduct" | "given" }>;
}

/** A line with full points where every measure meets the target that `document` sets in `clause`. */
export interface MeasuredLine {
  readonly key: string;
  readonly title: Bilingual;
  readonly points: number;
  readonly measures: readonly ScoredMeasure[];
  readonly document: string;
  readonly clause: string;
}

export type ScoreLine = AssessedLine | MeasuredLine;

export interface ScoreSection {
  readonly key: string;
  readonly title: Bilingual;
  /** As printed; the lines must add up to them. */
  readonly points: number;
  readonly lines: readonly ScoreLine[];
}

export interface ScoreCard {
  /** The file's name, as assessment returns write it. */
  readonly id: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly points: number;
  readonly sections: readonly ScoreSection[];
  readonly references: readonly string[];
}

/** A score card without its id, which is the file's name. */
export type ScoreCardDefinition = Omit<ScoreCard, "id">;

export function defineScoreCard(definition: ScoreCardDefinition): ScoreCardDefinition {
  return definition;
}

/** A line that is fulfilled or not, with a link to the evidence at the assessor. */
export function fulfilled(key: string, points: number, zh: string, en: string): AssessedLine {
  return { key, points, title: { zh, en }, rule: { kind: "binary" } };
}

/** A line by one measure or several, all of which must reach the target of a document's clause. */
export function reaches(
  key: string,
  points: number,
  [zh, en]: readonly [zh: string, en: string],
  [document, clause]: readonly [document: string, clause: string],
  ...measures: readonly (string | ScoredMeasure)[]
): MeasuredLine {
  const scored = measures.map((one) => (typeof one === "string" ? { measure: one } : one));
  return { key, points, title: { zh, en }, measures: scored, document, clause };
}

/** A measure of one topic of a survey. */
export function topic(measure: string, code: string): ScoredMeasure {
  return { measure, category: { breakdown: "topic" as Breakdown, code } };
}
