/**
 * The population balance (METHODS.md 6.1, R1): heads at the end of a period are those at its start with
 * births and moves in, without deaths and moves out. What is left over is error, or moves not reported.
 */
import { addMonths, type Period, periodAround } from "../periods.ts";
import type { Area, Snapshot } from "../snapshot.ts";
import { monthsOnly } from "./reconcile-births.ts";
import { type CellSums, type Quantity, sumCells } from "./sums-of-cells.ts";

/** The key of the registered population: births, deaths and moves change the register. */
const registered = 1;

/** One area and period; persons. Null is not reported in full. */
export interface PopulationBalance {
  readonly area: Area;
  readonly period: string;
  readonly start: number | null;
  readonly births: number | null;
  readonly deaths: number | null;
  readonly movedIn: number | null;
  readonly movedOut: number | null;
  readonly end: number | null;
  /** Start + births − deaths + in − out; moves count 0 where they are not reported. */
  readonly expected: number | null;
  /** End − expected: the moves not reported and all errors. */
  readonly residual: number | null;
  /** Whether moves are in it; without them the residual is mostly migration. */
  readonly movesReported: boolean;
}

/** The quantities that a balance of the periods is made of. */
export function balanceQuantities(periods: readonly Period[]) {
  const counts = periods.flatMap((period) => [...countsAtStart(period), ...countsAtEnd(period)]);
  const stock: Quantity = {
    fact: "fact_population_stock",
    column: "population_count",
    base: registered,
    periods: [...new Map(counts.map((count) => [count.id, count])).values()],
  };
  const flow = (fact: Quantity["fact"], column: string): Quantity => {
    return { fact, column, base: registered, periods };
  };
  return {
    stock,
    births: flow("fact_births", "births_count"),
    deaths: flow("fact_deaths", "deaths_count"),
    movedIn: flow("fact_migrant_work", "moved_in_count"),
    movedOut: flow("fact_migrant_work", "moved_out_count"),
  };
}

/** The balance of areas × periods of the registered population, in that order. */
export async function populationBalance(
  snapshot: Snapshot,
  areas: readonly Area[],
  periodIds: readonly string[],
): Promise<PopulationBalance[]> {
  const periods = monthsOnly(periodIds);
  const quantities = balanceQuantities(periods);
  const sums = await sumCells(snapshot, areas, Object.values(quantities));
  return areas.flatMap((area) =>
    periods.map((period) => balanceOf(sums, quantities, area, period)),
  );
}

/** The balance of one area and period from sums of `balanceQuantities`. */
export function balanceOf(
  sums: CellSums,
  quantities: ReturnType<typeof balanceQuantities>,
  area: Area,
  period: Period,
): PopulationBalance {
  const { stock, ...flows } = quantities;
  const flow = (name: keyof typeof flows) => sums.complete(flows[name], area, period);
  const [births, deaths] = [flow("births"), flow("deaths")];
  const [movedIn, movedOut] = [flow("movedIn"), flow("movedOut")];
  const start = firstKnown(sums, stock, area, countsAtStart(period));
  const end = stockAtEnd(sums, stock, area, period);
  const moves = (movedIn ?? 0) - (movedOut ?? 0);
  const isKnown = start !== null && births !== null && deaths !== null;
  const expected = isKnown ? start + births - deaths + moves : null;
  return {
    area,
    period: period.id,
    start,
    births,
    deaths,
    movedIn,
    movedOut,
    end,
    expected,
    residual: expected === null || end === null ? null : end - expected,
    movesReported: movedIn !== null && movedOut !== null,
  };
}

/** The count of a stock that stands for the end of a period; null where none does. */
export function stockAtEnd(
  sums: CellSums,
  stock: Quantity,
  area: Area,
  period: Period,
): number | null {
  return firstKnown(sums, stock, area, countsAtEnd(period));
}

function firstKnown(
  sums: CellSums,
  stock: Quantity,
  area: Area,
  counts: readonly Period[],
): number | null {
  for (const count of counts) {
    const heads = sums.complete(stock, area, count);
    if (heads !== null) return heads;
  }
  return null;
}

/**
 * Months in which heads may have been counted for the start of a period. Facts keep the month of a
 * count, not its day: a count of the last month of a quarter is taken for that month's end (31
 * December), one of another month for its beginning (1 January, 1 July, 1 November).
 */
function countsAtStart({ from }: Period): Period[] {
  return countsAround(addMonths(from, -1), from);
}

/** The same for the end of a period. */
export function countsAtEnd({ to }: Period): Period[] {
  return countsAround(to, addMonths(to, 1));
}

function countsAround(before: number, after: number): Period[] {
  const isEnd = (month: number) => (month % 100) % 3 === 0;
  return [
    ...(isEnd(before) ? [periodAround(before, 1)!] : []),
    ...(isEnd(after) ? [] : [periodAround(after, 1)!]),
  ];
}
