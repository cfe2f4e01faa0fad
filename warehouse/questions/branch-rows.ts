/**
 * Where the rows of one sum come from: a rollup by year or month, a stock's last count, a distinct count's
 * own period, or a published table of the protected cube.
 */
import { type RawBuilder, sql } from "kysely";
import { addMonths, type Period } from "../periods.ts";
import type { Place } from "../snapshot.ts";
import { type FactName, starTable } from "../star.ts";
import { publishedPeriods } from "./published-cells.ts";
import type { SumRequest } from "./sum-components.ts";

/** One table summed at one grain and split: a rollup, or the fact for areas without children. */
export interface Branch {
  readonly table: string;
  /**
   * By year from its rollup, by month, from stocks by their last month, by the very period, in the
   * borders of today, or as published.
   */
  readonly rows: "yearly" | "monthly" | "stock" | "distinct" | "restated" | "published";
  readonly fact: FactName;
  readonly time: SumRequest["time"];
  readonly splitBy: readonly string[];
  /** Places by their keys, with the area that each answers for. */
  readonly places: Map<number, Place & { readonly areaKey: number }>;
  readonly periods: Map<string, Period>;
  readonly columns: Map<string, SumRequest>;
  /** The key of the published table that each column is in; empty for other rows. */
  readonly tables: Map<string, number>;
}

/** The FROM clause: rows `f`, with `p.position` or `f.position` for the period but by year. */
export function rowsOf(branch: Branch): RawBuilder<unknown> {
  if (branch.rows === "yearly") return yearlyRows(branch);
  if (branch.rows === "restated") return restatedRows(branch);
  if (branch.rows === "distinct") return distinctRows(branch);
  if (branch.rows === "published") return publishedRows(branch);
  return branch.rows === "stock" ? stockRows(branch) : monthlyRows(branch);
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

/** A distinct count answers for the very period of its return: no others are added up to it. */
function distinctRows(branch: Branch): RawBuilder<unknown> {
  const periods = [...branch.periods.values()].map(
    ({ from, months }, i) => sql`(${sql.lit(i)}, ${sql.lit(from)}, ${sql.lit(months)})`,
  );
  return sql`from ${sql.table(branch.table)} f
    join (values ${sql.join(periods)}) p(position, month_key, period_months)
      on p.month_key = f.month_key and p.period_months = f.period_months
    where ${areasOf(branch)}`;
}

/** The published cells of each calendar period that a period is made of. */
function publishedRows(branch: Branch): RawBuilder<unknown> {
  const periods = [...branch.periods.values()].flatMap((period, i) =>
    (publishedPeriods(period, branch.time) ?? []).map(
      ({ from, months }) => sql`(${sql.lit(i)}, ${sql.lit(from)}, ${sql.lit(months)})`,
    ),
  );
  const tables = [...new Set(branch.tables.values())].map((key) => sql.lit(key));
  return sql`from ${sql.table(branch.table)} f
    join (values ${sql.join(periods)}) p(position, from_month, months)
      on p.from_month = f.from_month and p.months = f.months
    where f.table_key in (${sql.join(tables)}) and ${areasOf(branch)}`;
}

/** The last count of each area in each period, summed over the areas below the ones asked for. */
function stockRows(branch: Branch): RawBuilder<unknown> {
  return sql`from (${rowsByPosition(branch)}) f
    join (values ${wantedOf(branch)}) w(wanted, last_wanted)
      on f.area_key between w.wanted and w.last_wanted`;
}

/** Rows of every place that belongs to an area asked for in the borders of today, with its share. */
function restatedRows(branch: Branch): RawBuilder<unknown> {
  return sql`from (select s.*, c.current_key, c.weight from (${rowsByPosition(branch)}) s
      join dim_area_concordance c on c.area_key = s.area_key) f
    join (values ${wantedOf(branch)}) w(wanted, last_wanted)
      on f.current_key between w.wanted and w.last_wanted`;
}

/** The rows of a fact with the position of the period that they count for. */
function rowsByPosition(branch: Branch): RawBuilder<unknown> {
  const periods = [...branch.periods.values()].map(
    ({ from, to, months }, i) =>
      sql`(${sql.lit(i)}, ${sql.lit(from)}, ${sql.lit(to)}, ${sql.lit(months)})`,
  );
  const listed = sql`(values ${sql.join(periods)}) p(position, first_month, last_month, months)`;
  const table = sql.table(branch.table);
  if (branch.time === "distinct") {
    return sql`select s.*, p.position from ${table} s join ${listed}
      on s.month_key = p.first_month and s.period_months = p.months`;
  }
  const within = sql`s.month_key between p.first_month and p.last_month`;
  if (branch.time === "flow")
    return sql`select s.*, p.position from ${table} s join ${listed} on ${within}`;
  const each = Object.keys(starTable(branch.fact).columns).filter((name) =>
    ["area_key", "source_key", "population_base_key"].includes(name),
  );
  const parts = sql.join(each.map((name) => sql`s.${sql.ref(name)}`));
  // What a place counted before it went elsewhere is counted again where it went.
  return sql`select s.*, p.position from ${table} s join ${listed} on ${within}
    join dim_area a on a.area_key = s.area_key and a.exists_to >= p.last_month
    qualify s.month_key = max(s.month_key) over (partition by p.position, ${parts})`;
}

function wantedOf(branch: Branch): RawBuilder<unknown> {
  const wanted = [...branch.places.values()].map(
    ({ key, lastKey }) => sql`(${sql.lit(key)}, ${sql.lit(lastKey)})`,
  );
  return sql.join(wanted);
}

function areasOf(branch: Branch): RawBuilder<unknown> {
  const keys = [...branch.places.keys()].map((key) => sql.lit(key));
  return sql`f.area_key in (${sql.join(keys)})`;
}

function monthsOf({ from, months }: Period): number[] {
  return Array.from({ length: months }, (_, i) => addMonths(from, i));
}
