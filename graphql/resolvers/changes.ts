/** What differs between two snapshots, estimate by estimate, with the extracts that it may come from. */
import type { SnapshotExtract } from "#warehouse/engine/snapshot-files.ts";
import type { Estimate } from "#warehouse/estimate.ts";
import { explainEstimate } from "#warehouse/explain-estimate.ts";
import { listPeriods } from "#warehouse/periods.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import { type Change, isWithheld } from "../changes/compare-estimates.ts";
import { findChanges, keyOf } from "../changes/find-changes.ts";
import {
  compareTexts,
  cursorOf,
  type ListKind,
  type PageArguments,
  pageOf,
} from "../connection.ts";
import type { Operation } from "../operation.ts";
import { areaOfEstimate } from "./area.ts";
import { explanationRows } from "./estimate.ts";
import { type AreaSelection, type PeriodRange, selectAreas } from "./estimates.ts";
import type { FieldResolver, TypeResolvers } from "./resolvers.ts";

interface ChangesArguments extends PageArguments {
  readonly from: string;
  readonly to: string;
  readonly measures?: readonly string[] | null;
  readonly areas?: AreaSelection | null;
  readonly periods?: PeriodRange | null;
}

/** A change with the two snapshots that it is between. */
interface PlacedChange extends Change {
  readonly older: Snapshot;
  readonly newer: Snapshot;
}

const changeList: ListKind<Change> = { name: "change", keyOf };

/** `Query.changes`. */
export const changes: FieldResolver = async (_, args: ChangesArguments, { operation }) => {
  const page = pageOf(args, changeList);
  const older = await operation.snapshot(args.from);
  const newer = await operation.snapshot(args.to);
  const registry = operation.warehouse.measures;
  const question = {
    older,
    newer,
    measures: [...new Set(args.measures ?? registry.keys())].map((id) => operation.measure(id).id),
    areas: await areasOfBoth(args.areas, older, newer, operation),
    periods: args.periods ? listPeriods(args.periods) : yearsOfBoth(older, newer),
    areasByCode: !args.areas?.codes,
  };
  const found = await findChanges(question, registry, page, (rows) => operation.spend(rows));
  const edges = found.changes.map((change) => ({
    cursor: cursorOf(changeList, change),
    node: { ...change, older, newer },
  }));
  const scanned = found.next && cursorOf({ name: "change", keyOf: () => found.next! }, null);
  return {
    edges,
    pageInfo: {
      hasNextPage: found.next !== null,
      hasPreviousPage: page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: scanned ?? edges.at(-1)?.cursor ?? null,
    },
  };
};

/** In code order the areas at the top and directly below, or those selected; only what both have. */
async function areasOfBoth(
  selection: AreaSelection | null | undefined,
  older: Snapshot,
  newer: Snapshot,
  operation: Operation,
): Promise<string[]> {
  if (selection?.codes) {
    const codes = await selectAreas(selection, newer, operation);
    await older.findAreas(codes);
    return [...codes];
  }
  const codes = selection ? await selectAreas(selection, newer, operation) : await topsOf(newer);
  const known = await older.areasByCode(codes);
  return codes.filter((_, index) => known[index] !== undefined);
}

async function topsOf(snapshot: Snapshot): Promise<string[]> {
  const { roots } = snapshot.manifest;
  const { areas } = await snapshot.listAreas({ parents: roots });
  return [...new Set([...roots, ...areas.map(({ code }) => code)])].sort(compareTexts);
}

/** The calendar years that both have months of. */
function yearsOfBoth(...snapshots: readonly Snapshot[]): string[] {
  const months = snapshots.map(({ manifest }) => [manifest.firstMonth, manifest.lastMonth]);
  if (months.flat().includes(null)) return [];
  const from = Math.max(...months.map(([first]) => first!));
  const to = Math.min(...months.map(([, last]) => last!));
  return from > to ? [] : listPeriods({ from: yearOf(from), to: yearOf(to) });
}

/** 201109 → `2011`. */
function yearOf(month: number): string {
  return String(month).slice(0, -2);
}

export const changeResolvers: TypeResolvers = {
  measure: (change: PlacedChange, _, { operation }) => operation.measure(oneOf(change).measure),
  area: (change: PlacedChange, _, { operation }) => areaOfEstimate(oneOf(change), operation),
  period: (change: PlacedChange) => oneOf(change).period,
  categories: (change: PlacedChange) => oneOf(change).categories,
  stateBefore: ({ before }: PlacedChange) => before?.state ?? null,
  stateAfter: ({ after }: PlacedChange) => after?.state ?? null,
  before: (change: PlacedChange) => (isWithheld(change) ? null : (change.before ?? null)),
  after: (change: PlacedChange) => (isWithheld(change) ? null : (change.after ?? null)),
  extracts: (change: PlacedChange, _, { operation }) => extractsBetween(change, operation),
};

function oneOf({ before, after }: Change): Estimate {
  return (after ?? before)!;
}

/** Those in force in the newer snapshot, for the estimate, that the older one did not have. */
async function extractsBetween(
  change: PlacedChange,
  operation: Operation,
): Promise<SnapshotExtract[]> {
  const had = new Set(change.older.manifest.extracts.map(({ hash }) => hash));
  if (change.newer.manifest.extracts.every(({ hash }) => had.has(hash))) return [];
  operation.spend(explanationRows);
  const { measures } = operation.warehouse;
  const { extracts } = await explainEstimate(change.newer, measures, oneOf(change));
  return extracts.filter(({ hash }) => !had.has(hash));
}
