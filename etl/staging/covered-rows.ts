/**
 * The coverage of a table with holes, where only what a row speaks of is reported: historical series,
 * gazetteers, figures that every area gives for other years. Nothing is a zero that no row says.
 */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { Coverage, CoverageRectangle } from "../extract-manifest.ts";

/**
 * The areas and months of `cells` (area, first_part and last_part: coverage-span.ts), months that
 * follow each other as one rectangle.
 */
export async function coverRows(database: Duckdb): Promise<Coverage> {
  const month = (part: string) => `(${part} // 1000 * 12 + ${part} // 10 % 100 - 1)`;
  const yearMonth = (months: string) => `(${months} // 12 * 100 + ${months} % 12 + 1)::INTEGER`;
  const covers = await database.rows<CoverageRectangle & Record<string, unknown>>(
    `WITH span AS (
        SELECT area, ${month("first_part")} AS first, ${month("last_part")} AS last FROM cells),
      gap AS (
        SELECT *, first > 1 + max(last) OVER (PARTITION BY area ORDER BY first, last
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS is_after_gap FROM span),
      stretch AS (
        SELECT *, count(*) FILTER (is_after_gap)
          OVER (PARTITION BY area ORDER BY first, last) AS number FROM gap)
      SELECT area, ${yearMonth("min(first)")} AS "from", ${yearMonth("max(last)")} AS "to"
        FROM stretch GROUP BY area, number ORDER BY area, "from"`,
  );
  return { covers, except: [], origin: "stated" };
}

/** `The extract covers what its rows speak of: 381 areas between 1949-01 and 2019-12. …`. */
export function coveredRowsWords({ covers }: Coverage): string {
  const month = (yearMonth: number) =>
    `${Math.floor(yearMonth / 100)}-${String(yearMonth % 100).padStart(2, "0")}`;
  const first = covers.reduce((month, { from }) => Math.min(month, from), Number.POSITIVE_INFINITY);
  const last = covers.reduce((month, { to }) => Math.max(month, to), 0);
  return (
    `The extract covers what its rows speak of: ${new Set(covers.map(({ area }) => area)).size} ` +
    `areas, each in months of its own between ${month(first)} and ${month(last)}. Nothing else is reported.`
  );
}
