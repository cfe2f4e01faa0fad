/** Printed figures beside recomputed ones. */
import {
  compareReportedFigures,
  type ReportedFigure,
} from "#warehouse/reconciliation/compare-reported-figures.ts";
import { placed, type SnapshotArguments } from "../operation.ts";
import type { FieldResolver, TypeResolvers } from "./resolvers.ts";

interface ReportedFiguresArguments extends SnapshotArguments {
  readonly document?: string | null;
  readonly area?: string | null;
}

/** `Query.reportedFigures`. */
export const reportedFigures: FieldResolver = async (
  _,
  args: ReportedFiguresArguments,
  { operation },
) => {
  const snapshot = await operation.snapshotOf(args);
  const [area = null] = args.area ? await snapshot.findAreas([args.area]) : [];
  const { measures } = operation.warehouse;
  const document = args.document ?? null;
  const figures = await compareReportedFigures(snapshot, measures, { document, area });
  operation.spend(figures.length);
  return figures.map((figure) => ({ ...figure, area: placed(figure.area, snapshot) }));
};

export const reportedFigureResolvers: TypeResolvers = {
  verdict: ({ verdict }: ReportedFigure) => verdict?.toUpperCase() ?? null,
};
