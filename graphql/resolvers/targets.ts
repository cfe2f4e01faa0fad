/** Targets: what values are held to, by documents and their clauses. */
import type { Target } from "#warehouse/targets/read-targets.ts";
import { targetsInForce } from "#warehouse/targets/targets-in-force.ts";
import type { SnapshotArguments } from "../operation.ts";
import type { Language } from "./area.ts";
import type { FieldResolver, TypeResolvers } from "./resolvers.ts";

interface TargetsArguments extends SnapshotArguments {
  readonly measure?: string | null;
  readonly area?: string | null;
  readonly period?: string | null;
}

/** `Query.targets`. */
export const targets: FieldResolver = async (_, args: TargetsArguments, { operation }) => {
  const { measure, area, period } = args;
  if (measure) operation.measure(measure);
  const [found] = area ? await (await operation.snapshotOf(args)).findAreas([area]) : [undefined];
  return targetsInForce(operation.warehouse.targets, { measure, level: found?.level, period });
};

const comparators = { ">=": "AT_LEAST", "<=": "AT_MOST", in: "WITHIN" } as const;

export const targetResolvers: TypeResolvers = {
  measure: (target: Target, _, { operation }) => operation.measure(target.measure),
  comparison: (target: Target) => comparators[target.comparison],
  note: (target: Target, { lang }: { lang: Language }) => target.note?.[lang] ?? null,
};
