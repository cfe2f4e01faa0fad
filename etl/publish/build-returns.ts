/**
 * Builds fact_returns, the calendar of returns: what every source owed for every area that it reports
 * on, when that was due and when it first came. Coverage says who reported; this says whether in time.
 */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { partsCovered, partsReported } from "./build-coverage.ts";

/**
 * For how many months after the last that any source of the top area reports on a return is still
 * expected: an archive of 2005 to 2012 that is loaded today owes nothing for this year.
 */
const expectedMonths = 12;

/**
 * Creates fact_returns; dim_extract_coverage, dim_source and fact_coverage must exist. Expected are,
 * from the first month that a source covers in a top area to the snapshot's date, all areas of the
 * level that it reports on, and areas without children above that level. A return has come when all
 * of its months have; of a stock, when it was counted once.
 */
export async function buildReturns(database: Duckdb): Promise<void> {
  await createUnits(database);
  await createReceipts(database);
  // The calendar of a group is made once, then given to each of its areas.
  await database.run(`CREATE TABLE fact_returns AS
    WITH due AS (
      SELECT source_key, calendar, month_key::INTEGER AS month_key, part::SMALLINT AS period_part,
        period_from, period_to, period_to + late_after_days AS due_on, received_on, as_of
      FROM (${wholeReturns} UNION ALL ${tenDayReturns}) WHERE period_from <= last_day)
    SELECT u.area_key, month_key, source_key, period_part, period_from, period_to, due_on, received_on,
      (received_on IS NOT NULL OR due_on < as_of)::BIGINT AS due_count,
      coalesce((received_on <= due_on)::BIGINT, 0) AS on_time_count,
      coalesce((received_on > due_on)::BIGINT, 0) AS late_count
    FROM due JOIN return_unit u USING (source_key, calendar)
    ORDER BY area_key, month_key, source_key, period_part`);
  for (const table of ["return_unit", "return_group", "return_place", "return_month"]) {
    await database.run(`DROP TABLE ${table}`);
  }
}

/**
 * `return_unit`: source × area that owes returns, with the calendar that it follows. Areas that the
 * same places cover have received the same, so they share one: `return_group` has a row for each, with
 * the first month and the last day of what is expected; `return_place` the places that cover it. Of a
 * stock each area has its own, as each counts when it counts.
 */
async function createUnits(database: Duckdb): Promise<void> {
  await database.run(`CREATE TEMP TABLE return_unit AS
    WITH place AS (
      SELECT DISTINCT e.source_key, c.area_key AS place, c.last_key
      FROM dim_extract_coverage c JOIN dim_extract e USING (extract_key)),
    above AS (
      SELECT p.source_key, a.area_key, p.place FROM place p
      JOIN dim_area a ON a.area_key BETWEEN p.place AND p.last_key),
    unit AS (
      SELECT s.source_key, a.area_key, a.root_key, a.exists_from, a.exists_to, s.time
      FROM dim_source s JOIN (
        SELECT DISTINCT e.source_key, r.root_key FROM dim_extract_coverage c
        JOIN dim_extract e USING (extract_key) JOIN dim_area r USING (area_key)
        WHERE c.reported = 1) covered USING (source_key)
      JOIN dim_area a USING (root_key)
      WHERE s.return_months > 0 AND (a.depth = s.finest_depth
        OR (a.depth < s.finest_depth AND a.area_key = a.last_key)))
    SELECT source_key, area_key, min(area_key) OVER (PARTITION BY source_key, root_key, exists_from,
        exists_to, places, CASE WHEN time = 'stock' THEN area_key END) AS calendar
    FROM unit LEFT JOIN (
      SELECT source_key, area_key, list(place ORDER BY place) AS places FROM above GROUP BY ALL)
    USING (source_key, area_key)`);
  await database.run(`CREATE TEMP TABLE return_group AS
    WITH covered AS (
      SELECT e.source_key, a.root_key, min(c.from_month) AS first_month, max(c.to_month) AS last_month
      FROM dim_extract_coverage c JOIN dim_extract e USING (extract_key) JOIN dim_area a USING (area_key)
      WHERE c.reported = 1 GROUP BY ALL),
    ending AS (
      SELECT root_key, (make_date(max(last_month) // 100, max(last_month) % 100, 1)
        + INTERVAL ${expectedMonths + 1} MONTH - INTERVAL 1 DAY)::DATE AS last_day
      FROM covered GROUP BY ALL),
    received AS (SELECT max(left(received_at, 10)::DATE) AS as_of FROM dim_extract)
    SELECT s.source_key, g.calendar, s.return_months, s.late_after_days, s.time, a.exists_from,
      a.exists_to, c.first_month, r.as_of, least(r.as_of, e.last_day) AS last_day
    FROM (SELECT DISTINCT source_key, calendar FROM return_unit) g
    JOIN dim_area a ON a.area_key = g.calendar JOIN dim_source s USING (source_key)
    JOIN covered c USING (source_key, root_key) JOIN ending e USING (root_key) CROSS JOIN received r`);
  await database.run(`CREATE TEMP TABLE return_place AS
    SELECT g.source_key, g.calendar, c.extract_key, c.from_month, c.from_part, c.to_month, c.to_part,
      c.reported
    FROM return_group g JOIN dim_extract e USING (source_key) JOIN dim_extract_coverage c
      ON c.extract_key = e.extract_key AND g.calendar BETWEEN c.area_key AND c.last_key`);
}

/**
 * `return_month`: calendar × month with the first receipt of each ten-day part. The calendar is of ten
 * days where a part was reported, and goes on so while nothing comes.
 */
async function createReceipts(database: Duckdb): Promise<void> {
  await database.run(`CREATE TEMP TABLE return_month AS
    WITH month AS (
      SELECT day, year(day) * 100 + month(day) AS month_key FROM (
        SELECT unnest(generate_series(make_date(min(first_month) // 100, 1, 1),
          make_date(year(max(last_day)), 12, 1), INTERVAL 1 MONTH))::DATE AS day FROM return_group)),
    covered AS (
      SELECT c.source_key, c.calendar, c.extract_key, m.month_key, c.reported,
        ${partsCovered("c", "m.month_key")} AS parts
      FROM return_place c JOIN month m ON m.month_key BETWEEN c.from_month AND c.to_month),
    received AS (
      SELECT source_key, calendar, month_key, left(e.received_at, 10)::DATE AS day, parts
      FROM (SELECT source_key, calendar, extract_key, month_key, ${partsReported} AS parts,
            FROM covered GROUP BY ALL)
      JOIN dim_extract e USING (source_key, extract_key)),
    first AS (
      SELECT source_key, calendar, month_key, min(day) FILTER (parts & 1 > 0) AS first_1,
        min(day) FILTER (parts & 2 > 0) AS first_2, min(day) FILTER (parts & 4 > 0) AS first_3,
        bool_or(parts NOT IN (0, 7)) AS has_parts
      FROM received GROUP BY ALL)
    SELECT g.*, m.day AS month_day, m.month_key, first_1, first_2, first_3,
      g.return_months = 1 AND (coalesce(has_parts, false) OR (
        coalesce(first_1, first_2, first_3) IS NULL AND coalesce(bool_or(has_parts) OVER (
          PARTITION BY g.source_key, g.calendar ORDER BY m.month_key), false))) AS is_ten_day
    FROM return_group g JOIN month m ON m.month_key >= g.first_month
      AND m.month_key BETWEEN g.exists_from AND g.exists_to
    LEFT JOIN first USING (source_key, calendar, month_key)`);
}

const periodFrom = `make_date(month_key // 100,
  (month_key % 100 - 1) // return_months * return_months + 1, 1)`;

/** Returns of a month, a quarter or a year; what a source began within begins there. */
const wholeReturns = `
  SELECT source_key, calendar, any_value(late_after_days) AS late_after_days,
    any_value(as_of) AS as_of, any_value(last_day) AS last_day, 0 AS part,
    min(month_day) AS period_from, period_to,
    year(period_to) * 100 + month(period_to) AS month_key,
    CASE WHEN any_value(time) = 'stock' THEN min(complete_on) FILTER (counted)
      WHEN count(complete_on) = count(*) THEN max(complete_on) END AS received_on
  FROM (
    SELECT r.*, c.month_key IS NOT NULL AS counted,
      (${periodFrom} + to_months(return_months) - INTERVAL 1 DAY)::DATE AS period_to,
      CASE WHEN first_1 IS NOT NULL AND first_2 IS NOT NULL AND first_3 IS NOT NULL
        THEN greatest(first_1, first_2, first_3) END AS complete_on
    FROM return_month r LEFT JOIN (
      SELECT DISTINCT c.source_key, g.calendar, c.month_key FROM fact_coverage c
      JOIN dim_source s USING (source_key) JOIN return_group g USING (source_key)
      JOIN dim_area d ON d.area_key = g.calendar AND c.area_key BETWEEN d.area_key AND d.last_key
      WHERE s.time = 'stock') c
    USING (source_key, calendar, month_key)
    WHERE NOT is_ten_day)
  GROUP BY source_key, calendar, period_to`;

const tenDayReturns = `
  SELECT source_key, calendar, late_after_days, as_of, last_day, part,
    month_day + (part - 1) * 10 AS period_from,
    CASE part WHEN 3 THEN last_day(month_day) ELSE month_day + (part * 10 - 1) END AS period_to,
    month_key, CASE part WHEN 1 THEN first_1 WHEN 2 THEN first_2 ELSE first_3 END AS received_on
  FROM return_month, (VALUES (1), (2), (3)) p(part) WHERE is_ten_day`;
