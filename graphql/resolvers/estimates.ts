/**
 * `Query.estimates`: measures × areas × periods. Without a breakdown the place of every estimate
 * is known beforehand, so only the page that is asked for is computed.
 */
import type {
  Borders,
  Breakdown,
  Estimate,
  PopulationBase,
  RateKind,
} from "#warehouse/estimate.ts";
import { InputError } from "#warehouse/input-error.ts";
import { listPeriods } from "#warehouse/periods.ts";
import { type Question, queryEstimates } from "#warehouse/query-estimates.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import {
  type Connection,
  connection,
  connectionFrom,
  connectionOf,
  type ListKind,
  type Page,
  type PageArguments,
  pageOf,
} from "../connection.ts";
import { EstimateOrder, estimateKey } from "../estimate-order.ts";
import type { Operation, SnapshotArguments } from "../operation.ts";
import type { FieldResolver } from "./resolvers.ts";

export interface PeriodRange {
  readonly list?: readonly string[] | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

export interface AreaSelection {
  readonly codes?: readonly string[] | null;
  readonly level?: string | null;
  readonly within?: string | null;
}

interface EstimatesArguments extends PageArguments, SnapshotArguments {
  readonly measures: readonly string[];
  readonly areas: AreaSelection;
  readonly periods: PeriodRange;
  readonly by?: readonly Breakdown[] | null;
  readonly base?: PopulationBase | null;
  readonly borders?: Borders | null;
  readonly rateKind?: RateKind | null;
  readonly confidence?: number | null;
}

/** How many measures × areas × periods may be split by a breakdown in one question. */
const mostSplitCells = 20_000;

const estimateList: ListKind<Estimate> = { name: "estimate", keyOf: estimateKey };

/** `Query.estimates`. */
export const estimates: FieldResolver = async (_, args: EstimatesArguments, { operation }) => {
  const page = pageOf(args, estimateList);
  const snapshot = await operation.snapshotOf(args);
  const question = {
    measures: [...new Set(args.measures)].map((id) => operation.measure(id).id),
    areas: await selectAreas(args.areas, snapshot, operation),
    periods: listPeriods(args.periods),
    by: args.by ?? [],
    base: args.base ?? null,
    borders: args.borders ?? "asWas",
    rateKind: args.rateKind ?? "annualised",
    confidence: args.confidence ?? 0.95,
  };
  const areasByCode = !args.areas.codes;
  const order = new EstimateOrder({ ...question, areasByCode }, operation.warehouse.measures);
  return question.by.length > 0
    ? splitPage(question, order, page, snapshot, operation)
    : plainPage(question, order, page, snapshot, operation);
};

async function plainPage(
  question: Question,
  order: EstimateOrder,
  { after, limit }: Page,
  snapshot: Snapshot,
  operation: Operation,
): Promise<Connection<Estimate>> {
  const { measures, areas, periods } = question;
  const perMeasure = areas.length * periods.length;
  const total = measures.length * perMeasure;
  const offset = after ? order.offsetBehind(after) : 0;
  const end = Math.min(total, offset + limit);
  operation.spend(Math.max(0, end - offset));
  const parts: { question: Question; from: number; to: number }[] = [];
  for (const [index, measure] of measures.entries()) {
    const from = Math.max(offset - index * perMeasure, 0);
    const to = Math.min(end - index * perMeasure, perMeasure);
    if (from >= to) continue;
    const firstArea = Math.floor(from / periods.length);
    const lastArea = Math.ceil(to / periods.length);
    const skipped = firstArea * periods.length;
    parts.push({
      question: { ...question, measures: [measure], areas: areas.slice(firstArea, lastArea) },
      from: from - skipped,
      to: to - skipped,
    });
  }
  const answers = await queryEstimates(
    snapshot,
    operation.warehouse.measures,
    parts.map((part) => part.question),
  );
  const nodes = parts.flatMap(({ from, to }, index) => answers[index]!.slice(from, to));
  const where = { hasNextPage: end < total, hasPreviousPage: offset > 0 && total > 0 };
  return connection(nodes, estimateList, where, total);
}

async function splitPage(
  question: Question,
  order: EstimateOrder,
  { after, limit }: Page,
  snapshot: Snapshot,
  operation: Operation,
): Promise<Connection<Estimate>> {
  const cells = question.measures.length * question.areas.length * question.periods.length;
  if (cells > mostSplitCells) {
    throw new InputError(
      `"${cells}" measures × areas × periods are too many to split at once; ` +
        `ask for at most ${mostSplitCells}: fewer measures, areas or periods.`,
    );
  }
  operation.spend(cells);
  const [answer] = await queryEstimates(snapshot, operation.warehouse.measures, [question]);
  if (!after) return connectionFrom(answer!, estimateList, 0, limit);
  return splitBehind(answer!, order, { after, limit });
}

/** The estimate itself is looked for first: the members of a breakdown may be of no fixed list. */
function splitBehind(answer: readonly Estimate[], order: EstimateOrder, page: Page) {
  const sought = JSON.stringify(page.after);
  const at = answer.findIndex((estimate) => JSON.stringify(estimateKey(estimate)) === sought);
  if (at !== -1) return connectionFrom(answer, estimateList, at + 1, page.limit);
  return connectionOf(answer, order, page);
}

/** The codes of a selection, in its order. InputError for none, for both ways, and for unknown areas. */
export async function selectAreas(
  { codes, level, within }: AreaSelection,
  snapshot: Snapshot,
  operation: Operation,
): Promise<readonly string[]> {
  if (codes && (level || within)) {
    throw new InputError('Choose areas by "codes" or by "level", not by both.');
  }
  if (!codes && !level) {
    throw new InputError('Choose areas: "codes", or a "level" with or without "within".');
  }
  // All codes are looked up: a page must not hide a mistake that stands on a later page.
  const areas = codes
    ? await snapshot.findAreas([...new Set(codes)])
    : (await snapshot.listAreas({ level, within })).areas;
  for (const area of areas) operation.loaders(snapshot).areaByCode.prime(area.code, area);
  return areas.map((area) => area.code);
}
