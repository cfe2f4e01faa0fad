/**
 * Turns single cells, as the fields of a query ask for them, into the fewest questions of the
 * warehouse, and takes the answers apart again.
 */
import type {
  Borders,
  Breakdown,
  Estimate,
  PopulationBase,
  RateKind,
} from "#warehouse/estimate.ts";
import type { Question } from "#warehouse/query-estimates.ts";

/** One measure of one area in one period (canonical text), perhaps split. */
export interface Cell {
  readonly measure: string;
  readonly area: string;
  readonly period: string;
  readonly by: readonly Breakdown[];
  readonly base: PopulationBase | null;
  readonly borders: Borders;
  readonly rateKind: RateKind;
  readonly confidence: number;
}

/**
 * Questions that cover exactly the cells, and `place`, which gives each cell its part of the
 * answers (an error in place of one question's answer becomes the error of each of its cells).
 */
export function questionsOf(
  cells: readonly Cell[],
  { eachMeasureAlone = false } = {},
): {
  readonly questions: Question[];
  readonly place: <Failure>(answers: readonly (Estimate[] | Failure)[]) => (Estimate[] | Failure)[];
} {
  const key = eachMeasureAlone ? (cell: Cell) => `${cell.measure} ${conditions(cell)}` : conditions;
  const boxes = groups(cells, key).flatMap(boxesOf);
  const questions = boxes.map((box) => ({
    measures: distinct(box, (cell) => cell.measure),
    areas: distinct(box, (cell) => cell.area),
    periods: distinct(box, (cell) => cell.period),
    by: box[0]!.by,
    base: box[0]!.base,
    borders: box[0]!.borders,
    rateKind: box[0]!.rateKind,
    confidence: box[0]!.confidence,
  }));
  return { questions, place: (answers) => placeAnswers(cells, boxes, answers) };
}

function placeAnswers<Failure>(
  cells: readonly Cell[],
  boxes: readonly (readonly Cell[])[],
  answers: readonly (Estimate[] | Failure)[],
): (Estimate[] | Failure)[] {
  const answerOf = new Map<Cell, Estimate[] | Failure>();
  for (const [index, box] of boxes.entries()) {
    const answer = answers[index]!;
    if (!Array.isArray(answer)) {
      for (const cell of box) answerOf.set(cell, answer);
      continue;
    }
    const parts = new Map<string, Estimate[]>();
    for (const estimate of answer) {
      const part = parts.get(place(estimate));
      if (part) part.push(estimate);
      else parts.set(place(estimate), [estimate]);
    }
    for (const cell of box) answerOf.set(cell, parts.get(place(cell)) ?? []);
  }
  return cells.map((cell) => answerOf.get(cell)!);
}

/** A full box of measures × areas × periods stays one; else it is cut by period, then by measure. */
function boxesOf(cells: readonly Cell[]): (readonly Cell[])[] {
  const measures = distinct(cells, (cell) => cell.measure).length;
  const periods = distinct(cells, (cell) => cell.period).length;
  const areas = distinct(cells, (cell) => cell.area).length;
  if (cells.length === measures * periods * areas) return [cells];
  const part = periods > 1 ? (cell: Cell) => cell.period : (cell: Cell) => cell.measure;
  return groups(cells, part).flatMap(boxesOf);
}

function conditions({ by, base, borders, rateKind, confidence }: Cell): string {
  return JSON.stringify([by, base, borders, rateKind, confidence]);
}

function place({ measure, area, period }: Pick<Cell, "measure" | "area" | "period">): string {
  return JSON.stringify([measure, area, period]);
}

function groups(cells: readonly Cell[], key: (cell: Cell) => string): (readonly Cell[])[] {
  const made = new Map<string, Cell[]>();
  for (const cell of cells) {
    const group = made.get(key(cell));
    if (group) group.push(cell);
    else made.set(key(cell), [cell]);
  }
  return [...made.values()];
}

function distinct(cells: readonly Cell[], of: (cell: Cell) => string): string[] {
  return [...new Set(cells.map(of))];
}
