/**
 * Puts money spent at constant prices (METHODS.md section 3.2): yuan × 100 / the year's price index. The
 * amount is deflated first and divided by people later; without an index there is no real amount.
 */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";

/** Fills spent_real_yuan of booked_fact_funding from booked_fact_price_index of the nearest area above. */
export async function deflateFunding(database: Duckdb): Promise<void> {
  await database.run(`UPDATE booked_fact_funding SET spent_real_yuan =
      (spent_yuan::DOUBLE * 100 / i.price_index)::DECIMAL(18,2)
    FROM (SELECT f.area_key, p.month_key // 100 AS year,
        arg_max(p.price_index, (a.depth, -p.source_key))::DOUBLE AS price_index
      FROM (SELECT DISTINCT area_key FROM booked_fact_funding) f
      JOIN dim_area a ON f.area_key BETWEEN a.area_key AND a.last_key
      JOIN booked_fact_price_index p ON p.area_key = a.area_key GROUP BY ALL) i
    WHERE i.area_key = booked_fact_funding.area_key AND i.year = booked_fact_funding.month_key // 100`);
}
