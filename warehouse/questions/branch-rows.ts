/**
 * Where the rows of one sum come from: a rollup by year or month, a stock's last count, or a distinct
 * count's own period.
 */
import { type RawBuilder, sql } from "kysely";
import { addMonths, type Period } from "../periods.ts";
import type { Area } from "../snapshot.ts";
import { type FactName, starTable } from "../star.ts";
import type { SumRequest } from "./sum-components.ts";

/** One table summed at one grain and split: a rollup, or the fact for areas without children. */
export interface Branch {
  readonly table: string;
  /** By year from its rollup, by month, from stocks by their last month, or by the very period. */
  readonly rows: "yearly" | "monthly" | "stock" | "distinct";
  readonly fact: FactName;
  readonly splitBy: readonly string[];
  readonly areas: Map<number, Area>;
  readonly periods: Map<string, Period>;
  readonly columns: Map<string, SumRequest>;
}

/** The FROM clause: rows `f`, with `p.position` or `f.position` for the period but by year. */
export function rowsOf(branch: Branch): RawBuilder<unknown> {
  if (branch.rows === "yearly") return yearlyRows(branch);
  if (branch.rows === "distinct") return distinctRows(branch);
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

/** The last count of each area in each period, summed over the areas below the ones asked for. */
function stockRows(branch: Branch): RawBuilder<unknown> {
  const periods = [...branch.periods.values()].map(
    ({ from, to }, i) => sql`(${sql.lit(i)}, ${sql.lit(from)}, ${sql.lit(to)})`,
  );
  const areas = [...branch.areas.values()].map(
    ({ key, lastKey }) => sql`(${sql.lit(key)}, ${sql.lit(lastKey)})`,
  );
  const each = Object.keys(starTable(branch.fact).columns).filter((name) =>
    ["area_key", "source_key", "population_base_key"].includes(name),
  );
  const parts = sql.join(each.map((name) => sql`s.${sql.ref(name)}`));
  return sql`from (select s.*, p.position from ${sql.table(branch.table)} s
      join (values ${sql.join(periods)}) p(position, first_month, last_month)
        on s.month_key between p.first_month and p.last_month
      qualify s.month_key = max(s.month_key) over (partition by p.position, ${parts})) f
    join (values ${sql.join(areas)}) w(wanted, last_wanted)
      on f.area_key between w.wanted and w.last_wanted`;
}

function areasOf(branch: Branch): RawBuilder<unknown> {
  const keys = [...branch.areas.keys()].map((key) => sql.lit(key));
  return sql`f.area_key in (${sql.join(keys)})`;
}

function monthsOf({ from, months }: Period): number[] {
  return Array.from({ length: months }, (_, i) => addMonths(from, i));
}
