/** When a row is about, as SQL over vault columns, and in words. */
import { identifier } from "#warehouse/engine/duckdb.ts";
import type { Source } from "../define-source.ts";

/** The first month (yyyymm) and the number of months that a row speaks of; a day counts as its month. */
export interface TimeSql {
  readonly first: string;
  readonly months: string;
}

/** Of the source's time column, for rows of `table`; null for a source without time. */
export function timeSql(source: Source, table: string): TimeSql | null {
  if (source.time === undefined) return null;
  const cell = `${table}.${identifier(source.time)}`;
  switch (source.columns[source.time]!.type) {
    case "date":
      return { first: `(year(${cell}) * 100 + month(${cell}))::INTEGER`, months: "1" };
    case "year":
      return { first: `(${cell} * 100 + 1)::INTEGER`, months: "12" };
    case "period":
      return { first: cell, months: `${table}.${identifier(`${source.time}_months`)}` };
    default:
      return { first: cell, months: "1" };
  }
}

/** `2011`, `2011-H1`, `2011-Q3` or `2011-09`; other lengths as `2011-03..2011-07`. */
export function periodWords(first: number, months: number): string {
  const [year, month] = [Math.floor(first / 100), first % 100];
  if (months === 12 && month === 1) return String(year);
  if (months === 6 && month % 6 === 1) return `${year}-H${(month + 5) / 6}`;
  if (months === 3 && month % 3 === 1) return `${year}-Q${(month + 2) / 3}`;
  const text = (key: number) => `${Math.floor(key / 100)}-${String(key % 100).padStart(2, "0")}`;
  return months === 1 ? text(first) : `${text(first)}..${text(monthsLater(first, months - 1))}`;
}

/** The month `count` months after (before when negative) the month yyyymm. */
export function monthsLater(month: number, count: number): number {
  const position = Math.floor(month / 100) * 12 + (month % 100) - 1 + count;
  return Math.floor(position / 12) * 100 + (position % 12) + 1;
}
