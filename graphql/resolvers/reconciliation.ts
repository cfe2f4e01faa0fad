/** Registers against one another: births by source, balances, breaches, the reporting triangle. */
import type { Bilingual } from "#warehouse/define-measure.ts";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import { listPeriods } from "#warehouse/periods.ts";
import { dualSystemAssumptions } from "#warehouse/reconciliation/assumptions.ts";
import {
  type Breach,
  type BreachSide,
  findBreaches,
} from "#warehouse/reconciliation/find-breaches.ts";
import type { MatchEstimate } from "#warehouse/reconciliation/match-estimate.ts";
import { populationBalance } from "#warehouse/reconciliation/population-balance.ts";
import {
  type ReconciledBirths,
  reconcileBirths,
  silentParts,
} from "#warehouse/reconciliation/reconcile-births.ts";
import { reportingTriangle } from "#warehouse/reconciliation/reporting-triangle.ts";
import type { Area, Snapshot } from "#warehouse/snapshot.ts";
import { type Operation, placed, type SnapshotArguments } from "../operation.ts";
import type { Language } from "./area.ts";
import type { PeriodRange } from "./estimates.ts";
import type { FieldResolver, TypeResolvers } from "./resolvers.ts";

interface AreaArguments extends SnapshotArguments {
  readonly area: string;
  readonly periods: PeriodRange;
}

/** What the arguments name: the snapshot, the area in it, the periods. */
async function resolveArea(args: AreaArguments, operation: Operation) {
  const snapshot = await operation.snapshotOf(args);
  const [area] = await snapshot.findAreas([args.area]);
  const periods = listPeriods(args.periods);
  operation.spend(periods.length);
  return { snapshot, area: area!, periods };
}

const events = ["births"];

/** `Query.reconciliation`. */
export const reconciliation: FieldResolver = async (
  _,
  args: AreaArguments & { readonly event: string },
  { operation },
) => {
  if (!events.includes(args.event)) {
    const hint = didYouMean(args.event, events) || ` Known: ${events.join(", ")}.`;
    throw new InputError(`No sources of "${args.event}" to reconcile.${hint}`);
  }
  const { snapshot, area, periods } = await resolveArea(args, operation);
  const [source] = await reconciled(snapshot, operation, [area], periods);
  return source;
};

interface ReconciliationSource {
  readonly event: string;
  readonly area: Area;
  readonly snapshot: Snapshot;
  readonly periods: readonly ReconciledBirths[];
  readonly asked: readonly string[];
}

/** One for each area, all of them by the same few statements. */
async function reconciled(
  snapshot: Snapshot,
  operation: Operation,
  areas: readonly Area[],
  asked: readonly string[],
): Promise<ReconciliationSource[]> {
  operation.spend(areas.length * asked.length);
  const cells = await reconcileBirths(snapshot, areas, asked);
  return areas.map((area) => ({
    event: events[0]!,
    area,
    snapshot,
    asked,
    periods: cells.filter((cell) => cell.area === area),
  }));
}

export const reconciliationResolvers: TypeResolvers = {
  area: ({ area, snapshot }: ReconciliationSource) => placed(area, snapshot),
  children: async ({ area, snapshot, asked }: ReconciliationSource, _, { operation }) => {
    const { areas } = await snapshot.listAreas({ parents: [area.code] });
    return reconciled(snapshot, operation, areas, asked);
  },
  silent: async ({ area, snapshot, asked }: ReconciliationSource) => {
    const parts = await silentParts(snapshot, area, asked);
    return parts.map((part) => ({ ...part, area: placed(part.area, snapshot) }));
  },
  assumptions: () => dualSystemAssumptions,
};

export const sourceCountResolvers: TypeResolvers = {
  events: ({ births }: ReconciledBirths["sources"][number]) => births,
};

export const sourcePairResolvers: TypeResolvers = {
  firstCount: ({ firstBirths }: ReconciledBirths["pairs"][number]) => firstBirths,
  secondCount: ({ secondBirths }: ReconciledBirths["pairs"][number]) => secondBirths,
};

export const dualSystemResolvers: TypeResolvers = {
  known: ({ total }: MatchEstimate) => total.known,
  total: ({ total }: MatchEstimate) => total.chapman,
  totalInterval: ({ total }: MatchEstimate) => total.interval,
};

export const assumptionResolvers: TypeResolvers = {
  text: ({ text }: { readonly text: Bilingual }, { lang }: { lang: Language }) => text[lang],
};

/** The area first, then the areas directly below it; all of them are paid for. */
async function resolveFamily(args: AreaArguments, operation: Operation) {
  const { snapshot, area, periods } = await resolveArea(args, operation);
  const { areas } = await snapshot.listAreas({ parents: [area.code] });
  operation.spend(areas.length * periods.length);
  return { snapshot, areas: [area, ...areas], periods };
}

/** `Query.populationBalance`. */
export const populationBalances: FieldResolver = async (_, args: AreaArguments, { operation }) => {
  const { snapshot, areas, periods } = await resolveFamily(args, operation);
  const balances = await populationBalance(snapshot, areas, periods);
  return balances.map((balance) => ({ ...balance, area: placed(balance.area, snapshot) }));
};

/** `Query.breaches`. */
export const breaches: FieldResolver = async (_, args: AreaArguments, { operation }) => {
  const { snapshot, areas, periods } = await resolveFamily(args, operation);
  const found = await findBreaches(snapshot, areas, periods);
  return found.map((breach) => ({ ...breach, area: placed(breach.area, snapshot) }));
};

export const breachResolvers: TypeResolvers = {
  meaning: ({ meaning }: Breach, { lang }: { lang: Language }) => meaning[lang],
};

export const breachSideResolvers: TypeResolvers = {
  what: ({ what }: BreachSide, { lang }: { lang: Language }) => what[lang],
};

/** `Query.reportingTriangle`. */
export const triangle: FieldResolver = async (
  _,
  args: AreaArguments & { readonly source: string },
  { operation },
) => {
  const { snapshot, area, periods } = await resolveArea(args, operation);
  const answer = await reportingTriangle(snapshot, args.source, area, periods);
  operation.spend(answer.cells.length);
  return { ...answer, area: placed(area, snapshot) };
};
