/**
 * Sums components over areas and periods: one statement for each fact, whatever number of measures,
 * areas, periods and breakdowns is asked for. Each branch of the statement sums one fact at one
 * grain in its own subquery, so that no join can multiply a component.
 */
import { type RawBuilder, sql } from "kysely";
import type { Component } from "../define-measure.ts";
import type { Duckdb } from "../engine/duckdb.ts";
import { addMonths, type Period } from "../periods.ts";
import type { Area } from "../snapshot.ts";
import { type FactName, rollupName, starTable } from "../star.ts";

/** One component wanted for areas and periods; `base` is null for facts without a population base. */
export interface SumRequest {
  readonly component: Component;
  readonly base: number | null;
  readonly areas: readonly Area[];
  readonly periods: readonly Period[];
  /** Key columns of the fact to split by, in the order of the answer's keys. */
  readonly splitBy: readonly string[];
}

/** Looks up the sum of a component; null when there was no row. */
export interface Sums {
  sum(request: SumRequest, area: Area, period: Period, keys: readonly number[]): number | null;
  /** The keys that occur for a split of a request, each combination once, in key order. */
  combinations(request: SumRequest): readonly (readonly number[])[];
}

/** Runs one statement per fact and gives the way to look up its sums. */
export async function sumComponents(
  database: Duckdb,
  requests: readonly SumRequest[],
): Promise<Sums> {
  const plans = planStatements(requests);
  const values = new Map<string, number>();
  const occurring = new Map<string, Map<string, readonly number[]>>();
  await Promise.all(
    plans.map(async (plan) => {
      const columns = await database.columns(compile(database, plan));
      readAnswer(plan, columns as Record<string, number[]>, values, occurring);
    }),
  );
  return {
    sum: (request, area, period, keys) =>
      values.get(cellId(splitId(request), area.key, period, keys)) ?? null,
    combinations: (request) =>
      [...(occurring.get(splitId(request))?.values() ?? [])].sort(compareKeys),
  };
}

/** The statements that answer the requests, as text that runs on the snapshot file as it is. */
export function statementsOf(database: Duckdb, requests: readonly SumRequest[]): string[] {
  return planStatements(requests).map((plan) => compile(database, plan));
}

/** One table summed at one grain and split: a rollup, or the fact for areas without children. */
interface Branch {
  readonly table: string;
  readonly yearly: boolean;
  readonly splitBy: readonly string[];
  readonly areas: Map<number, Area>;
  readonly periods: Map<string, Period>;
  readonly columns: Map<string, SumRequest>;
}

interface Plan {
  readonly fact: FactName;
  readonly branches: readonly Branch[];
  readonly columns: readonly string[];
  readonly widest: number;
}

function planStatements(requests: readonly SumRequest[]): Plan[] {
  const facts = new Map<FactName, Map<string, Branch>>();
  for (const request of requests) {
    const branches = facts.get(request.component.fact) ?? new Map<string, Branch>();
    facts.set(request.component.fact, branches);
    for (const period of request.periods) {
      for (const area of request.areas) {
        const table = tableOf(request.component.fact, area, period);
        const id = `${table}/${request.splitBy.join()}`;
        const branch = branches.get(id) ?? newBranch(table, request, period);
        branches.set(id, branch);
        branch.areas.set(area.key, area);
        branch.periods.set(period.id, period);
        branch.columns.set(columnId(request), request);
      }
    }
  }
  return [...facts].map(([fact, branches]) => ({
    fact,
    branches: [...branches.values()],
    columns: [...new Set([...branches.values()].flatMap((b) => [...b.columns.keys()]))],
    widest: Math.max(...[...branches.values()].map((b) => b.splitBy.length)),
  }));
}

function newBranch(table: string, request: SumRequest, period: Period): Branch {
  return {
    table,
    yearly: period.grain === "year",
    splitBy: request.splitBy,
    areas: new Map(),
    periods: new Map(),
    columns: new Map(),
  };
}

/** The smallest table that holds the sum of an area and period without adding up areas below. */
function tableOf(fact: FactName, area: Area, period: Period): string {
  if (!starTable(fact).rollup) throw new Error(`${fact} has no rollup to be summed from.`);
  if (period.grain === "year") return rollupName(fact, "year");
  return area.lastKey > area.key ? rollupName(fact, "month") : fact;
}

function compile(database: Duckdb, plan: Plan): string {
  const parts = plan.branches.map((branch, index) => selectOf(plan, branch, index));
  const statement = sql`${sql.join(parts, sql` union all `)}`;
  return statement.compile(database.kysely).sql;
}

function selectOf(plan: Plan, branch: Branch, index: number): RawBuilder<unknown> {
  const splits = Array.from({ length: plan.widest }, (_, i) => {
    const column = branch.splitBy[i];
    return column ? sql`f.${sql.ref(column)}` : sql`null::smallint`;
  });
  const sums = plan.columns.map((id) => {
    const request = branch.columns.get(id);
    return request ? sumOf(request) : sql`null::double`;
  });
  const from = branch.yearly ? yearlyRows(branch) : monthlyRows(branch);
  const list = [
    sql`${sql.lit(index)} as branch`,
    sql`f.area_key as area`,
    branch.yearly ? sql`f.year as period` : sql`p.position as period`,
    ...splits.map((split, i) => sql`${split} as ${sql.ref(`split${i}`)}`),
    ...sums.map((sum, i) => sql`${sum} as ${sql.ref(`sum${i}`)}`),
  ];
  const grouped = Array.from({ length: 3 + branch.splitBy.length }, (_, i) => sql.lit(i + 1));
  return sql`select ${sql.join(list)} ${from} group by ${sql.join(grouped)}`;
}

function sumOf({ component, base }: SumRequest): RawBuilder<unknown> {
  const conditions = Object.entries(component.where).map(([column, keys]) => isOneOf(column, keys));
  if (base !== null) conditions.push(isOneOf("population_base_key", [base]));
  const sum = sql`sum(f.${sql.ref(component.column)})`;
  if (conditions.length === 0) return sql`${sum}::double`;
  return sql`(${sum} filter (where ${sql.join(conditions, sql` and `)}))::double`;
}

function isOneOf(column: string, keys: readonly number[]): RawBuilder<unknown> {
  return sql`f.${sql.ref(column)} in (${sql.join(keys.map((key) => sql.lit(key)))})`;
}

function yearlyRows(branch: Branch): RawBuilder<unknown> {
  const years = sql.join([...branch.periods.keys()].map((year) => sql.lit(Number(year))));
  return sql`from ${sql.table(branch.table)} f where ${areasOf(branch)} and f.year in (${years})`;
}

function monthlyRows(branch: Branch): RawBuilder<unknown> {
  const periods = [...branch.periods.values()];
  // Months one by one, not as spans: an equality join hashes where a range would compare every pair.
  const months = periods.flatMap((period, i) =>
    monthsOf(period).map((month) => sql`(${sql.lit(i)}, ${sql.lit(month)})`),
  );
  const from = sql.lit(Math.min(...periods.map((period) => period.from)));
  const to = sql.lit(Math.max(...periods.map((period) => period.to)));
  return sql`from ${sql.table(branch.table)} f
    join (values ${sql.join(months)}) p(position, month_key) on p.month_key = f.month_key
    where ${areasOf(branch)} and f.month_key between ${from} and ${to}`;
}

function areasOf(branch: Branch): RawBuilder<unknown> {
  const keys = [...branch.areas.keys()].map((key) => sql.lit(key));
  return sql`f.area_key in (${sql.join(keys)})`;
}

function monthsOf({ from, months }: Period): number[] {
  return Array.from({ length: months }, (_, i) => addMonths(from, i));
}

function readAnswer(
  plan: Plan,
  columns: Record<string, (number | null)[]>,
  values: Map<string, number>,
  occurring: Map<string, Map<string, readonly number[]>>,
): void {
  const { branch: branches, area: areas, period: periods } = columns;
  const months = plan.branches.map((branch) => [...branch.periods.values()]);
  for (let row = 0; row < (branches?.length ?? 0); row++) {
    const index = branches![row]!;
    const branch = plan.branches[index]!;
    const period = branch.yearly
      ? branch.periods.get(String(periods![row]))!
      : months[index]![periods![row]!]!;
    const keys = branch.splitBy.map((_, i) => columns[`split${i}`]![row]!);
    plan.columns.forEach((id, i) => {
      const value = columns[`sum${i}`]![row];
      const request = branch.columns.get(id);
      if (value === null || value === undefined || !request) return;
      const split = splitId(request);
      values.set(cellId(split, areas![row]!, period, keys), value);
      if (!occurring.has(split)) occurring.set(split, new Map());
      occurring.get(split)!.set(keys.join(), keys);
    });
  }
}

const columnIds = new WeakMap<Component, string>();

function columnId({ component, base }: SumRequest): string {
  let id = columnIds.get(component);
  if (id === undefined) {
    id = `${component.column}/${JSON.stringify(component.where)}`;
    columnIds.set(component, id);
  }
  return `${id}/${base}`;
}

const splitId = (request: SumRequest) => `${columnId(request)}/${request.splitBy.join()}`;

const cellId = (split: string, area: number, period: Period, keys: readonly number[]) =>
  `${split}|${area}|${period.id}|${keys.join()}`;

/** Orders combinations of keys by their first key that differs. */
export function compareKeys(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((key, i) => key !== b[i]);
  return at === -1 ? 0 : a[at]! - b[at]!;
}
