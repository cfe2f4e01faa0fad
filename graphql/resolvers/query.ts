/** The fields of `Query`, apart from those with a file of their own. */
import type { Measure } from "#warehouse/define-measure.ts";
import { type PageArguments, pageOf } from "../connection.ts";
import { placed, type SnapshotArguments } from "../operation.ts";
import { areaConnection, areaList } from "./area.ts";
import { changes } from "./changes.ts";
import { comparison } from "./comparison.ts";
import { coverage } from "./coverage.ts";
import { estimates } from "./estimates.ts";
import { ranking } from "./ranking.ts";
import { breaches, populationBalances, reconciliation, triangle } from "./reconciliation.ts";
import { reportedFigures } from "./reported-figures.ts";
import type { TypeResolvers } from "./resolvers.ts";
import { scorecard } from "./scorecard.ts";
import { extracts, snapshots } from "./snapshot.ts";
import { targets } from "./targets.ts";
import { trend } from "./trend.ts";

interface AreasArguments extends PageArguments, SnapshotArguments {
  readonly level?: string | null;
  readonly within?: string | null;
  readonly search?: string | null;
}

export const queryResolvers: TypeResolvers = {
  area: async (_, args: SnapshotArguments & { readonly code: string }, { operation }) => {
    const snapshot = await operation.snapshotOf(args);
    const area = await operation.loaders(snapshot).areaByCode.load(args.code);
    return area ? placed(area, snapshot) : null;
  },
  areas: async (_, args: AreasArguments, { operation }) => {
    const page = pageOf(args, areaList);
    const snapshot = await operation.snapshotOf(args);
    const { level, within, search } = args;
    const found = await snapshot.listAreas({
      level,
      within,
      search,
      after: page.after?.[0],
      limit: page.limit + 1,
    });
    operation.spend(found.areas.length);
    const loader = operation.loaders(snapshot).areaByCode;
    for (const area of found.areas) loader.prime(area.code, area);
    return areaConnection(found, page, snapshot);
  },
  measures: (_, args: { section?: string | null; search?: string | null }, { operation }) =>
    [...operation.warehouse.measures.values()]
      .filter((measure) => !args.section || measure.section === args.section)
      .filter((measure) => !args.search || titleHas(measure, args.search)),
  measure: (_, { id }: { id: string }, { operation }) => operation.measure(id),
  estimates,
  trend,
  ranking,
  comparison,
  scorecard,
  scoreCards: (_, __, { operation }) => [...operation.warehouse.scoreCards.values()],
  targets,
  coverage,
  reconciliation,
  populationBalance: populationBalances,
  breaches,
  reportingTriangle: triangle,
  reportedFigures,
  extracts,
  snapshot: async (_, { id, asOf }: { id?: string; asOf?: string }, { operation }) =>
    (await operation.snapshotOf({ snapshot: id, asOf })).manifest,
  snapshots,
  changes,
};

function titleHas({ id, title }: Measure, text: string): boolean {
  return [id, title.zh, title.en].some((name) => name.toLowerCase().includes(text.toLowerCase()));
}
