/** The main count of an extract by area and period: what the checks of whole extracts look at. */
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import type { RejectContext } from "../staging/describe-rejects.ts";
import { mainCountOf } from "./main-count.ts";
import { timeSql } from "./time-sql.ts";

/**
 * Creates the table `unit_values` (area, first, months, value) from `accepted_rows` when the file
 * itself states counts by area and time; a file with a row per event does not.
 * @returns the column's label as the file writes it; null without the table
 */
export async function createUnitValues(
  database: Duckdb,
  { source, columns }: RejectContext,
): Promise<string | null> {
  const given = (name: string) => columns.some((c) => c.name === name && c.present);
  const main = mainCountOf(source, given);
  const time = timeSql(source, "a");
  if (main === null || time === null || !given("area")) return null;
  await database.run(
    `CREATE TABLE unit_values AS SELECT area, ${time.first} AS "first",
        ${time.months}::INTEGER AS months, sum(${identifier(main)})::DOUBLE AS value
      FROM accepted_rows a WHERE ${identifier(main)} IS NOT NULL GROUP BY 1, 2, 3`,
  );
  return columns.find((column) => column.name === main)!.label;
}

/** 812 and 98.5: a number as sentences give it, at most three decimals. */
export function numberWords(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
