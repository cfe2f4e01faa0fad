/**
 * Builds fact_returns: for every source, lowest area and month the return that was expected, when it was
 * due and when it first came. Coverage says who reported; this says whether in time.
 */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { EffectiveExtract } from "./effective-extracts.ts";

/** Creates fact_returns; dim_extract_coverage and dim_source must exist. */
export async function buildReturns(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
): Promise<void> {
  const sources = [...new Map(extracts.map((e) => [e.sourceKey, e.source])).entries()].map(
    ([sourceKey, { returnMonths, periodMonths, lateAfterDays }]) =>
      `(${sourceKey}, ${returnMonths ?? periodMonths}, ${lateAfterDays})`,
  );
  const rows = sources.length > 0 ? `VALUES ${sources.join(", ")}` : "SELECT 0, 1, 0 WHERE false";
  await database.run(`CREATE TABLE fact_returns AS
    WITH source(source_key, return_months, late_after_days) AS (${rows}),
    cell AS (
      SELECT e.source_key, l.area_key, p.month_key, min(e.received_at)
          FILTER (WHERE c.reported = 1) AS received_at, max(c.reported) AS reported
      FROM dim_extract_coverage c JOIN dim_extract e USING (extract_key)
      JOIN dim_area l ON l.area_key BETWEEN c.area_key AND c.last_key AND l.area_key = l.last_key
      JOIN dim_period p ON p.month_key BETWEEN c.from_month AND c.to_month GROUP BY ALL),
    expected AS (
      SELECT span.source_key, l.area_key, p.month_key
      FROM (SELECT source_key, min(from_month) AS first_month, max(to_month) AS last_month
        FROM dim_extract_coverage JOIN dim_extract USING (extract_key) GROUP BY ALL) span
      JOIN dim_period p ON p.month_key BETWEEN span.first_month AND span.last_month
      JOIN (SELECT DISTINCT source_key, area_key FROM cell) l ON l.source_key = span.source_key),
    period AS (
      SELECT e.*, s.late_after_days, s.return_months,
        (make_date(month_key // 100, (month_key % 100 - 1) // s.return_months * s.return_months + 1, 1))
          AS period_from
      FROM expected e JOIN source s USING (source_key)),
    due AS (
      SELECT area_key, month_key, source_key, period_from,
        (period_from + to_months(return_months) - INTERVAL 1 DAY)::DATE AS period_to,
        (period_from + to_months(return_months) - INTERVAL 1 DAY)::DATE + late_after_days AS due_on
      FROM period)
    SELECT d.area_key::INTEGER AS area_key, d.month_key::INTEGER AS month_key,
      d.source_key::SMALLINT AS source_key, 0::SMALLINT AS period_part, period_from, period_to, due_on,
      left(c.received_at, 10)::DATE AS received_on, 1::BIGINT AS due_count,
      coalesce((left(c.received_at, 10)::DATE <= due_on)::BIGINT, 0) AS on_time_count,
      coalesce((left(c.received_at, 10)::DATE > due_on)::BIGINT, 0) AS late_count
    FROM due d LEFT JOIN cell c USING (source_key, area_key, month_key)
    ORDER BY area_key, month_key, source_key, period_part`);
}
