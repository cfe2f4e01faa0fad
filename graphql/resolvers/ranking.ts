/** Rankings: the areas of a level by value, with the ranks that chance allows. */
import type { Borders, PopulationBase } from "#warehouse/estimate.ts";
import { InputError } from "#warehouse/input-error.ts";
import { type RankedEstimate, rankAreas } from "#warehouse/rank-areas.ts";
import { connectionFrom, type ListKind, type PageArguments, pageOf } from "../connection.ts";
import type { SnapshotArguments } from "../operation.ts";
import type { FieldResolver } from "./resolvers.ts";

interface RankingArguments extends PageArguments, SnapshotArguments {
  readonly measure: string;
  readonly level: string;
  readonly within?: string | null;
  readonly period: string;
  readonly order?: "ASCENDING" | "DESCENDING" | null;
  readonly base?: PopulationBase | null;
  readonly borders?: Borders | null;
}

/** The order of areas is of one snapshot, so a cursor names that too: all pages are of one ranking. */
const rankingList: ListKind<RankedEstimate> = {
  name: "ranking",
  keyOf: ({ estimate }) => [estimate.snapshot, estimate.area],
};

/** `Query.ranking`. */
export const ranking: FieldResolver = async (_, args: RankingArguments, { operation }) => {
  const { after, limit } = pageOf(args, rankingList);
  const [begun, last] = after ?? [];
  const named = args.snapshot || args.asOf ? await operation.snapshotOf(args) : null;
  if (named && begun && named.id !== begun) {
    throw new InputError(
      `"after" is a cursor of snapshot "${begun}", which ranks otherwise than "${named.id}". ` +
        `Go on with snapshot: "${begun}", or begin again without "after".`,
    );
  }
  const snapshot = named ?? (await operation.snapshotOf({ snapshot: begun }));
  const ranked = await rankAreas(snapshot, operation.warehouse.measures, args);
  operation.spend(ranked.entries.length);
  const depth = (await snapshot.levels()).find((level) => level.id === args.level)?.depth;
  const offset = ranked.entries.findIndex(({ estimate }) => estimate.area === last) + 1;
  if (last && offset === 0) {
    throw new InputError(`"after" names area "${last}", which is not in this ranking.`);
  }
  return {
    ...ranked,
    ...connectionFrom(ranked.entries, rankingList, offset, limit),
    measure: operation.measure(args.measure),
    period: ranked.baseline.period,
    level: { id: args.level, depth },
  };
};
