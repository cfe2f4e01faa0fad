/** The text of the statement that sums one fact: a branch for each table, grain and split. */
import { type RawBuilder, sql } from "kysely";
import type { Duckdb } from "../engine/duckdb.ts";
import { type FactName, starTable } from "../star.ts";
import { type Branch, rowsOf } from "./branch-rows.ts";
import type { SumRequest } from "./sum-components.ts";

/** One statement: the branches of a fact, with the columns that any of them sums. */
export interface Plan {
  readonly fact: FactName;
  readonly branches: readonly Branch[];
  readonly columns: readonly string[];
  readonly widest: number;
}

/** The statement as text that runs on the snapshot's file as it is. */
export function compilePlan(database: Duckdb, plan: Plan): string {
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
    return request ? sumOf(request, branch, branch.tables.get(id)) : sql`null::double`;
  });
  const places = {
    yearly: sql`f.area_key as area, f.year as period`,
    monthly: sql`f.area_key as area, p.position as period`,
    distinct: sql`f.area_key as area, p.position as period`,
    published: sql`f.area_key as area, p.position as period`,
    stock: sql`w.wanted as area, f.position as period`,
    restated: sql`w.wanted as area, f.position as period`,
  };
  const list = [
    sql`${sql.lit(index)} as branch`,
    places[branch.rows],
    ...splits.map((split, i) => sql`${split} as ${sql.ref(`split${i}`)}`),
    ...sums.map((sum, i) => sql`${sum} as ${sql.ref(`sum${i}`)}`),
  ];
  const grouped = Array.from({ length: 3 + branch.splitBy.length }, (_, i) => sql.lit(i + 1));
  return sql`select ${sql.join(list)} ${rowsOf(branch)} group by ${sql.join(grouped)}`;
}

/** Columns that say whose rows count, before it is asked which of them. */
const scopes = ["authoritative", "source_key", "other_source_key", "population_base_key"];

/**
 * The sum of one component. Of a column that returns may leave out, rows without it give NaN (not
 * said) where rows that say but hold no such member give 0.
 */
function sumOf(
  { component, base }: SumRequest,
  { rows }: Branch,
  table: number | undefined,
): RawBuilder<unknown> {
  const { absent, always } = starTable(component.fact).columns[component.column]!;
  const conditions = Object.entries(component.where).map(
    ([column, keys]) => [column, isOneOf(column, keys)] as const,
  );
  if (base !== null) {
    conditions.push(["population_base_key", isOneOf("population_base_key", [base])]);
  }
  if (table !== undefined) conditions.push(["table_key", isOneOf("table_key", [table])]);
  const column = sql`f.${sql.ref(component.column)}`;
  const all = filterOf(conditions.map(([, condition]) => condition));
  // Decimals add up the same in any order.
  const share = sql`f.weight::DECIMAL(9,8)`;
  const sum = rows === "restated" ? sql`sum(${column} * ${share})` : sql`sum(${column})`;
  if (absent !== "zero" || always || rows === "published") return sql`(${sum} ${all})::double`;
  const scope = filterOf(
    conditions.filter(([name]) => scopes.includes(name)).map(([, condition]) => condition),
  );
  return sql`case when count(${column}) ${scope} > 0 then coalesce(${sum} ${all}, 0)::double
    when count(*) ${scope} > 0 then 'NaN'::double end`;
}

function filterOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length > 0 ? sql`filter (where ${sql.join(conditions, sql` and `)})` : sql``;
}

function isOneOf(column: string, keys: readonly number[]): RawBuilder<unknown> {
  return sql`f.${sql.ref(column)} in (${sql.join(keys.map((key) => sql.lit(key)))})`;
}
