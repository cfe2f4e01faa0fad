/**
 * Walks measures × areas × periods of two snapshots side by side, a limited number at a time, so that a
 * page of changes costs bounded memory and a few statements however much there is to compare.
 */
import type { Breakdown, Estimate } from "#warehouse/estimate.ts";
import { type Question, queryEstimates } from "#warehouse/query-estimates.ts";
import type { Measures } from "#warehouse/read-measures.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import type { ItemKey, Page } from "../connection.ts";
import { EstimateOrder, estimateKey } from "../estimate-order.ts";
import { type Change, compareEstimates } from "./compare-estimates.ts";

export interface ChangesQuestion {
  /** As the one who asks sees them. */
  readonly older: Snapshot;
  readonly newer: Snapshot;
  readonly measures: readonly string[];
  /** Codes that both snapshots know. */
  readonly areas: readonly string[];
  readonly periods: readonly string[];
  readonly areasByCode: boolean;
}

export interface FoundChanges {
  readonly changes: readonly Change[];
  /** Behind which key to go on; null when all is compared. */
  readonly next: ItemKey | null;
}

/** Measures × areas × periods compared by one call of the warehouse, and by one request. */
const cellsAtOnce = 5_000;
const mostCells = 20_000;

/** The changes of one page. `spend` is told how many estimates are made. */
export async function findChanges(
  question: ChangesQuestion,
  registry: Measures,
  { after, limit }: Page,
  spend: (estimates: number) => void,
): Promise<FoundChanges> {
  const order = new EstimateOrder(question, registry);
  const { measures, areas, periods } = question;
  const total = measures.length * areas.length * periods.length;
  const inside = after !== null && after.length > 3;
  const start = after ? order.offsetBehind(after) - (inside ? 1 : 0) : 0;
  const found: Change[] = [];
  let end = Math.max(0, start);
  while (end < total && end - start < mostCells && found.length <= limit) {
    const from = end;
    end = Math.min(total, from + cellsAtOnce);
    spend(2 * (end - from));
    const changes = await compareCells(question, registry, order, from, end);
    found.push(...changes.filter((one) => !inside || order.compare(keyOf(one), after) > 0));
  }
  const changes = found.slice(0, limit);
  if (found.length > limit)
    return { changes, next: changes.length ? keyOf(changes.at(-1)!) : after };
  return { changes, next: end < total ? cellKey(question, end - 1) : null };
}

/** The key of a change: that of its estimate. */
export function keyOf({ before, after }: Change): ItemKey {
  return estimateKey((after ?? before)!);
}

async function compareCells(
  question: ChangesQuestion,
  registry: Measures,
  order: EstimateOrder,
  from: number,
  to: number,
): Promise<Change[]> {
  const questions = questionsOf(question, registry, from, to);
  const [before, after] = await Promise.all(
    [question.older, question.newer].map(async (snapshot) => {
      const answers = await queryEstimates(snapshot, registry, questions);
      return new Map(answers.flat().map((one) => [JSON.stringify(estimateKey(one)), one]));
    }),
  );
  const isMeant = (one: Estimate) => {
    const place = order.offsetBehind(estimateKey(one)) - 1;
    return place >= from && place < to;
  };
  return [...new Set([...before!.keys(), ...after!.keys()])]
    .flatMap((key) => compareEstimates(before!.get(key), after!.get(key)) ?? [])
    .filter((change) => isMeant((change.after ?? change.before)!))
    .sort((a, b) => order.compare(keyOf(a), keyOf(b)));
}

/** One question for each measure that has a cell in the range: whole areas, all periods. */
function questionsOf(
  { measures, areas, periods }: ChangesQuestion,
  registry: Measures,
  from: number,
  to: number,
): Question[] {
  const perMeasure = areas.length * periods.length;
  return measures.flatMap((id, index) => {
    const first = Math.max(from - index * perMeasure, 0);
    const last = Math.min(to - index * perMeasure, perMeasure);
    if (first >= last) return [];
    const part = areas.slice(Math.floor(first / periods.length), Math.ceil(last / periods.length));
    return [{ measures: [id], areas: part, periods, by: splitOf(id, registry) }];
  });
}

/** A measure that means something only by a breakdown is compared by it. */
function splitOf(id: string, registry: Measures): Breakdown[] {
  const onlyBy = registry.get(id)?.onlyBy;
  return onlyBy ? [onlyBy] : [];
}

function cellKey({ measures, areas, periods }: ChangesQuestion, cell: number): ItemKey {
  const area = Math.floor(cell / periods.length);
  return [
    measures[Math.floor(area / areas.length)]!,
    areas[area % areas.length]!,
    periods[cell % periods.length]!,
  ];
}
