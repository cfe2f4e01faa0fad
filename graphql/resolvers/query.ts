/** The fields of `Query`, apart from those with a file of their own. */
import type { Measure } from "#warehouse/define-measure.ts";
import { connection, connectionOf, type PageArguments, pageWindow } from "../connection.ts";
import { placed } from "../operation.ts";
import { comparison } from "./comparison.ts";
import { coverage } from "./coverage.ts";
import { estimates } from "./estimates.ts";
import { ranking } from "./ranking.ts";
import { breaches, populationBalances, reconciliation, triangle } from "./reconciliation.ts";
import { reportedFigures } from "./reported-figures.ts";
import type { TypeResolvers } from "./resolvers.ts";
import { scorecard } from "./scorecard.ts";
import { targets } from "./targets.ts";
import { trend } from "./trend.ts";

interface AreasArguments extends PageArguments {
  readonly level?: string | null;
  readonly within?: string | null;
  readonly search?: string | null;
  readonly snapshot?: string | null;
}

export const queryResolvers: TypeResolvers = {
  area: async (_, args: { code: string; snapshot?: string | null }, { operation }) => {
    const snapshot = await operation.snapshot(args.snapshot);
    const area = await operation.loaders(snapshot).areaByCode.load(args.code);
    return area ? placed(area, snapshot) : null;
  },
  areas: async (_, { first, after, ...args }: AreasArguments, { operation }) => {
    const window = pageWindow({ first, after });
    const snapshot = await operation.snapshot(args.snapshot);
    const { areas, total } = await snapshot.listAreas({ ...args, ...window });
    operation.spend(areas.length);
    const loader = operation.loaders(snapshot).areaByCode;
    for (const area of areas) loader.prime(area.code, area);
    const nodes = areas.map((area) => placed(area, snapshot));
    return connection(nodes, total, window);
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
  snapshot: async (_, args: { id?: string | null; asOf?: string | null }, { operation }) =>
    (await operation.snapshot(args.id, args.asOf)).manifest,
  snapshots: (_, args: PageArguments, { operation }) => {
    operation.cacheable = false;
    return connectionOf(operation.warehouse.manifests(), pageWindow(args));
  },
};

function titleHas({ id, title }: Measure, text: string): boolean {
  return [id, title.zh, title.en].some((name) => name.toLowerCase().includes(text.toLowerCase()));
}
