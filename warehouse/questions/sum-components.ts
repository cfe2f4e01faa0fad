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
      values.get(cellId(branchId(request, period), columnId(request), area.key, period, keys)) ??
      null,
    combinations: (request) => {
      const found = [...(occurring.get(splitId(request))?.values() ?? [])];
      return found.sort((a, b) =>
        a.findIndex((key, i) => key !== b[i]) === -1 ? 0 : compare(a, b),
      );
    },
  };
}

/** The statements that answer the requests, as text that runs on the snapshot file as it is. */
export function statementsOf(database: Duckdb, requests: readonly SumRequest[]): string[] {
  return planStatements(requests).map((plan) => compile(database, plan));
}

interface Branch {
  readonly id: string;
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
      const id = branchId(request, period);
      const branch = branches.get(id) ?? newBranch(id, request, period);
      branches.set(id, branch);
      branch.periods.set(period.id, period);
      branch.columns.set(columnId(request), request);
    }
    for (const branch of branches.values()) {
      if (!branch.columns.has(columnId(request))) continue;
      for (const area of request.areas) branch.areas.set(area.key, area);
    }
  }
  return [...facts].map(([fact, branches]) => ({
    fact,
    branches: [...branches.values()],
    columns: [...new Set([...branches.values()].flatMap((b) => [...b.columns.keys()]))],
    widest: Math.max(...[...branches.values()].map((b) => b.splitBy.length)),
  }));
}

function newBranch(id: string, request: SumRequest, period: Period): Branch {
  return {
    id,
    yearly: isYearly(request.component.fact, period),
    splitBy: request.splitBy,
    areas: new Map(),
    periods: new Map(),
    columns: new Map(),
  };
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
  const from = branch.yearly ? yearlyRows(plan.fact, branch) : monthlyRows(plan.fact, branch);
  const list = [
    sql`${sql.lit(index)} as branch`,
    ...(branch.yearly
      ? [sql`f.area_key as area`, sql`f.year as period`]
      : [sql`t.target_key as area`, sql`p.position as period`]),
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

/** A rollup holds every area at year grain: no descendants to add up. */
function yearlyRows(fact: FactName, branch: Branch): RawBuilder<unknown> {
  const areas = sql.join([...branch.areas.keys()].map((key) => sql.lit(key)));
  const years = sql.join([...branch.periods.keys()].map((year) => sql.lit(Number(year))));
  return sql`from ${sql.table(rollupName(fact))} f where f.area_key in (${areas}) and f.year in (${years})`;
}

/** The fact itself, its areas joined to those asked for by their place in depth-first order. */
function monthlyRows(fact: FactName, branch: Branch): RawBuilder<unknown> {
  const areas = [...branch.areas.values()];
  const periods = [...branch.periods.values()];
  const targets = areas.map((area) => sql`(${sql.lit(area.key)}, ${sql.lit(area.lastKey)})`);
  // Months one by one, not as spans: an equality join hashes where a range would compare every pair.
  const months = periods.flatMap((period, i) =>
    monthsOf(period).map((month) => sql`(${sql.lit(i)}, ${sql.lit(month)})`),
  );
  const least = sql.lit(Math.min(...areas.map((area) => area.key)));
  const last = sql.lit(Math.max(...areas.map((area) => area.lastKey)));
  const from = sql.lit(Math.min(...periods.map((period) => period.from)));
  const to = sql.lit(Math.max(...periods.map((period) => period.to)));
  return sql`from ${sql.table(fact)} f
    join (select w.target_key, a.area_key
      from (values ${sql.join(targets)}) w(target_key, last_key)
      join dim_area a on a.area_key between w.target_key and w.last_key) t on t.area_key = f.area_key
    join (values ${sql.join(months)}) p(position, month_key) on p.month_key = f.month_key
    where f.area_key between ${least} and ${last} and f.month_key between ${from} and ${to}`;
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
      values.set(cellId(branch.id, id, areas![row]!, period, keys), value);
      const split = splitId(request);
      if (!occurring.has(split)) occurring.set(split, new Map());
      occurring.get(split)!.set(keys.join(), keys);
    });
  }
}

const isYearly = (fact: FactName, period: Period) =>
  period.grain === "year" && starTable(fact).rollup === true;

const branchId = (request: SumRequest, period: Period) =>
  `${request.component.fact}/${isYearly(request.component.fact, period)}/${request.splitBy.join()}`;

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

const cellId = (
  branch: string,
  column: string,
  area: number,
  period: Period,
  keys: readonly number[],
) => `${branch}|${column}|${area}|${period.id}|${keys.join()}`;

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((key, i) => key !== b[i]);
  return a[at]! - b[at]!;
}
