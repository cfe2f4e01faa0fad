/**
 * What the rules of reconciliation sum: a component over areas and periods with the answer to whether
 * it was reported in full, since a figure that is partly missing contradicts nothing.
 */
import type { Component } from "../define-measure.ts";
import { type Period, periodAround } from "../periods.ts";
import {
  coverageRequest,
  expectedAreaMonths,
  reportingBase,
} from "../questions/judge-reporting.ts";
import { type SumRequest, type Sums, sumComponents } from "../questions/sum-components.ts";
import type { Area, ReportingSource, Snapshot } from "../snapshot.ts";
import { codeListOf, type FactName, hasPopulationBase, timeKind } from "../star.ts";

/** One quantity of a rule, summed over every area and period that the rule is asked for. */
export interface Quantity {
  readonly fact: FactName;
  readonly column: string;
  /** Key column → the keys that count, apart from source and population base. */
  readonly where?: Component["where"];
  /** The population base's key. */
  readonly base: number;
  /** One source by its key; absent: the one that counts. */
  readonly source?: number;
  /** A key column to split by. */
  readonly by?: string;
  readonly periods: readonly Period[];
}

/** Sums of the quantities, looked up by area and period. */
export interface CellSums {
  /**
   * The sum; null where its source did not report all of the area and period, or does not say it, and
   * where it is withheld from the one who asks.
   */
  complete(quantity: Quantity, area: Area, period: Period, key?: number): number | null;
  /** The sum of what was reported, 0 where nothing was; null where rows do not say or it is withheld. */
  reported(quantity: Quantity, area: Area, period: Period, key?: number): number | null;
}

/** Sums all quantities over the areas: one statement for each fact. */
export async function sumCells(
  snapshot: Snapshot,
  areas: readonly Area[],
  quantities: readonly Quantity[],
): Promise<CellSums> {
  const requests = quantities.flatMap((asked) => {
    const quantity = snapshot.cube ? withYears(asked) : asked;
    const counting = [...new Set(areas.map((area) => sourceOf(snapshot, quantity, area)))];
    const covered = counting.flatMap((source) =>
      source ? [coverageOf(quantity, source, areas)] : [],
    );
    return [requestOf(quantity, areas), ...covered];
  });
  const sums = await sumComponents(snapshot, requests);
  const keysOf = ({ by }: Quantity, key: number | undefined) => (by ? [key!] : []);
  const reported: CellSums["reported"] = (quantity, area, period, key) => {
    const cell = [requestOf(quantity, [area]), area, period, keysOf(quantity, key)] as const;
    if (sums.withheld(...cell)) return null;
    const sum = sums.sum(...cell);
    return sum === undefined ? 0 : sum;
  };
  return {
    reported,
    complete(quantity, area, period, key) {
      const source = sourceOf(snapshot, quantity, area);
      if (!source || !isComplete(snapshot, sums, quantity, source, area, period)) return null;
      if (!source.gives.has(quantity.column)) return null;
      const sum = reported(quantity, area, period, key);
      if (sum !== null) return sum;
      const year = yearOfCount(snapshot, quantity, source, area, period);
      return year && reported(quantity, area, year, key);
    },
  };
}

/** With the years of months of a stock, for `yearOfCount`. */
function withYears(quantity: Quantity): Quantity {
  if (timeKind(quantity.fact) !== "stock") return quantity;
  const years = quantity.periods
    .filter(({ months }) => months === 1)
    .map(({ from }) => periodAround(from, 12)!);
  const all = [...quantity.periods, ...years];
  return { ...quantity, periods: [...new Map(all.map((period) => [period.id, period])).values()] };
}

function sourceOf(
  snapshot: Snapshot,
  { fact, base, source }: Quantity,
  area: Area,
): ReportingSource | undefined {
  if (source !== undefined) return snapshot.sources.find(({ key }) => key === source);
  return snapshot.authoritativeSource(fact, area, reportingBase(fact, base));
}

function isComplete(
  snapshot: Snapshot,
  sums: Sums,
  quantity: Quantity,
  source: ReportingSource,
  area: Area,
  period: Period,
): boolean {
  if (area.depth > source.finestDepth) return false;
  const { base } = quantity;
  const last = { ...period, from: period.to, months: 1 };
  const counted = source.time === "stock" ? last : period;
  const expected = expectedAreaMonths(snapshot, { area, period: counted, base, borders: "asWas" });
  const covered = sums.sum(coverageOf(quantity, source, [area]), area, period, []) ?? 0;
  return covered >= expected && expected > 0;
}

/**
 * The year whose last count is the one of a month, as role `public` is told: of stocks, years alone are
 * published where areas are protected.
 */
function yearOfCount(
  { cube }: Snapshot,
  { fact, base }: Quantity,
  source: ReportingSource,
  { rootKey: root }: Area,
  { from, months }: Period,
): Period | null {
  if (!cube || source.time !== "stock" || months !== 1) return null;
  const year = Math.floor(from / 100);
  const own = hasPopulationBase(fact) ? base : 0;
  const month = cube.countMonthOf({ fact, root, source: source.key, base: own, year });
  return month === from % 100 ? periodAround(from, 12) : null;
}

function coverageOf(
  { fact, base, periods }: Quantity,
  source: ReportingSource,
  areas: readonly Area[],
): SumRequest {
  return coverageRequest(source, {
    areas,
    periods,
    base: reportingBase(fact, base),
    borders: "asWas",
  });
}

function requestOf(quantity: Quantity, areas: readonly Area[]): SumRequest {
  const { fact, column, base, source, by, periods } = quantity;
  const scope: Component["where"] =
    source === undefined ? { authoritative: [1] } : { source_key: [source] };
  return {
    component: { fact, column, where: { ...scope, ...quantity.where }, breakdowns: {} },
    time: timeKind(fact),
    borders: "asWas",
    base: hasPopulationBase(fact) ? base : null,
    areas,
    periods,
    splitBy: by ? [by] : [],
  };
}

/** The keys of a code list without its unknown member: the categories that are known. */
export function knownKeys(column: string): number[] {
  return (codeListOf(column) ?? []).filter(({ code }) => code !== "unknown").map(({ key }) => key);
}
