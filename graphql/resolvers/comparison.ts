/** Comparisons of areas and of periods, and where a change comes from. */
import {
  type ComparisonQuestion,
  compareAreas,
  type Decomposition,
  type GroupEffect,
} from "#warehouse/compare-areas.ts";
import type { Category } from "#warehouse/estimate.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import { type Operation, placed, type SnapshotArguments } from "../operation.ts";
import type { FieldResolver, TypeResolvers } from "./resolvers.ts";

interface ComparisonArguments extends ComparisonQuestion, SnapshotArguments {}

type InSnapshot<Part> = Part & { readonly snapshot: Snapshot };

/** `Query.comparison`. */
export const comparison: FieldResolver = async (_, args: ComparisonArguments, { operation }) => {
  const snapshot = await operation.snapshotOf(args);
  operation.spend(args.areas.length * 2);
  const found = await compareAreas(snapshot, operation.warehouse.measures, args);
  const groups = found.decompositions.reduce((sum, { groups }) => sum + groups.length, 0);
  operation.spend(groups);
  return {
    measure: operation.measure(args.measure),
    differences: found.differences,
    decompositions: found.decompositions.map((one) => ({ ...one, snapshot })),
  };
};

export const decompositionResolvers: TypeResolvers = {
  area: ({ area, snapshot }: InSnapshot<Decomposition>, _, { operation }) =>
    areaOf(area, snapshot, operation),
  groups: ({ groups, snapshot }: InSnapshot<Decomposition>) =>
    groups.map((group) => ({ ...group, snapshot })),
};

export const groupEffectResolvers: TypeResolvers = {
  area: ({ area, snapshot }: InSnapshot<GroupEffect>, _, { operation }) =>
    area === null ? null : areaOf(area, snapshot, operation),
  category: ({ category }: { readonly category: Category | null }) => category,
};

async function areaOf(code: string, snapshot: Snapshot, operation: Operation) {
  const area = await operation.loaders(snapshot).areaByCode.load(code);
  return area && placed(area, snapshot);
}
