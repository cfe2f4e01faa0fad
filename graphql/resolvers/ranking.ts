/** Rankings: the areas of a level by value, with the ranks that chance allows. */
import type { Borders, PopulationBase } from "#warehouse/estimate.ts";
import { rankAreas } from "#warehouse/rank-areas.ts";
import { connectionOf, type PageArguments, pageWindow } from "../connection.ts";
import type { FieldResolver } from "./resolvers.ts";

interface RankingArguments extends PageArguments {
  readonly measure: string;
  readonly level: string;
  readonly within?: string | null;
  readonly period: string;
  readonly order?: "ASCENDING" | "DESCENDING" | null;
  readonly base?: PopulationBase | null;
  readonly borders?: Borders | null;
  readonly snapshot?: string | null;
}

/** `Query.ranking`. */
export const ranking: FieldResolver = async (_, args: RankingArguments, { operation }) => {
  const window = pageWindow(args);
  const snapshot = await operation.snapshot(args.snapshot);
  const ranked = await rankAreas(snapshot, operation.warehouse.measures, args);
  operation.spend(ranked.entries.length);
  const depth = (await snapshot.levels()).find((level) => level.id === args.level)?.depth;
  return {
    ...ranked,
    ...connectionOf(ranked.entries, window),
    measure: operation.measure(args.measure),
    period: ranked.baseline.period,
    level: { id: args.level, depth },
  };
};
