/** Trends: one measure of one area over periods. */
import { assessTrend } from "#warehouse/assess-trend.ts";
import type { Borders, Breakdown, PopulationBase } from "#warehouse/estimate.ts";
import { listPeriods } from "#warehouse/periods.ts";
import { placed, type SnapshotArguments } from "../operation.ts";
import type { PeriodRange } from "./estimates.ts";
import type { FieldResolver } from "./resolvers.ts";

interface TrendArguments extends SnapshotArguments {
  readonly measure: string;
  readonly area: string;
  readonly periods: PeriodRange;
  readonly by?: readonly Breakdown[] | null;
  readonly base?: PopulationBase | null;
  readonly borders?: Borders | null;
}

/** `Query.trend`. */
export const trend: FieldResolver = async (_, args: TrendArguments, { operation }) => {
  const snapshot = await operation.snapshotOf(args);
  const periods = listPeriods(args.periods);
  operation.spend(periods.length);
  const { series } = await assessTrend(snapshot, operation.warehouse.measures, {
    measure: args.measure,
    area: args.area,
    periods,
    by: args.by ?? [],
    base: args.base ?? null,
    borders: args.borders ?? "asWas",
  });
  const area = await operation.loaders(snapshot).areaByCode.load(args.area);
  return {
    measure: operation.measure(args.measure),
    area: area && placed(area, snapshot),
    series,
  };
};
