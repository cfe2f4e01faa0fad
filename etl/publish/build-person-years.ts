/**
 * Builds fact_person_years (METHODS.md section 2.2): the integral of the population over each month,
 * interpolated linearly between dated stocks, held flat before the first and for at most 24 months
 * after the last.
 */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { keyOf } from "./book-fact.ts";
import {
  type AreaKeys,
  atItsPlace,
  type EffectiveExtract,
  inForce,
  rowsOf,
} from "./effective-extracts.ts";

/** How long a last stock may stand for what follows; a month begun within it counts whole. */
const flatMonths = 24;

/** Creates the temporary table `lived`: person-years by area, month, base, sex and age. */
export async function livePersonYears(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
  areas: AreaKeys,
): Promise<void> {
  await database.run(
    "CREATE TEMP TABLE lived (area_key INTEGER, month_key INTEGER, population_base_key SMALLINT, sex_key SMALLINT, age_band_key SMALLINT, person_years DOUBLE)",
  );
  const register = extracts.filter((e) => e.source.loads === "fact_population_stock");
  if (register.length) await liveFromStocks(database, register, areas);
  for (const extract of extracts.filter((e) => e.source.loads === "fact_person_years")) {
    await database.run(`INSERT INTO lived ${livedFromMeans(extract, extracts, areas)}`);
  }
}

/** People booked to an area before it began: no report was due from it, and none is missing. */
const notAsked = "(l.month_key NOT BETWEEN a.exists_from AND a.exists_to)::INTEGER";

/** Creates fact_person_years of `lived`; fact_coverage must exist. */
export async function buildPersonYears(database: Duckdb): Promise<void> {
  await database.run(`CREATE TABLE fact_person_years AS
    WITH reported AS (
      SELECT c.area_key, c.month_key, c.population_base_key,
        max((s.fact = 'fact_births')::INTEGER) AS births, max((s.fact = 'fact_deaths')::INTEGER) AS deaths,
        max((s.fact = 'fact_contraception_services')::INTEGER) AS services
      FROM fact_coverage c JOIN dim_source s USING (source_key)
      WHERE c.authoritative = 1 GROUP BY ALL),
    existing AS (
      SELECT p.area_key, p.month_key, count(*) AS leaf_count
      FROM (SELECT DISTINCT l.area_key, l.month_key, a.last_key FROM lived l JOIN dim_area a USING (area_key)
        WHERE a.last_key > a.area_key) p
      JOIN dim_area leaf ON leaf.area_key BETWEEN p.area_key AND p.last_key AND leaf.area_key = leaf.last_key
        AND p.month_key BETWEEN leaf.exists_from AND leaf.exists_to GROUP BY ALL),
    share AS (
      SELECT a.area_key, r.month_key, r.population_base_key,
        sum(r.births) / coalesce(any_value(e.leaf_count), 1) AS births,
        sum(r.deaths) / coalesce(any_value(e.leaf_count), 1) AS deaths,
        sum(r.services) / coalesce(any_value(e.leaf_count), 1) AS services
      FROM (SELECT DISTINCT area_key FROM lived) l JOIN dim_area a USING (area_key)
      JOIN reported r ON r.area_key BETWEEN a.area_key AND a.last_key
      LEFT JOIN existing e ON (e.area_key, e.month_key) = (a.area_key, r.month_key) GROUP BY ALL)
    SELECT l.area_key, l.month_key, l.population_base_key, l.sex_key, l.age_band_key,
      sum(l.person_years)::DECIMAL(18,6) AS person_years,
      sum(l.person_years * coalesce(s.births, ${notAsked}))::DECIMAL(18,6) AS births_reported_person_years,
      sum(l.person_years * coalesce(s.deaths, ${notAsked}))::DECIMAL(18,6) AS deaths_reported_person_years,
      sum(l.person_years * coalesce(s.services, ${notAsked}))::DECIMAL(18,6) AS services_reported_person_years
    FROM lived l JOIN dim_area a USING (area_key)
    LEFT JOIN share s USING (area_key, month_key, population_base_key)
    GROUP BY ALL ORDER BY area_key, month_key, population_base_key, sex_key, age_band_key`);
}

/**
 * A year's mean population lives days / days of the year in each of its months. Months are taken
 * from what has been lived by their two ends, so that rounding never leaves the year short.
 */
function livedFromMeans(
  extract: EffectiveExtract,
  extracts: readonly EffectiveExtract[],
  areas: AreaKeys,
): string {
  const { columns } = extract.source;
  const livedBy = (days: string) =>
    `round(sum(r.population_count::DOUBLE) * any_value(${days}) / any_value(p.year_days), 6)`;
  const day = "dayofyear(make_date(p.year, p.month, 1)) - 1";
  return `SELECT a.area_key, p.month_key,
      ${keyOf("population_base_key", "population_base", columns.population_base)},
      ${keyOf("sex_key", "sex", columns.sex)}, ${keyOf("age_band_key", "age", columns.age)},
      ${livedBy(`${day} + p.days`)} - ${livedBy(day)}
    FROM ${rowsOf(extract)} r JOIN dim_period p ON p.year = r.year ${atItsPlace("p.month_key")}
    WHERE ${inForce(extract, extracts, areas, "a.area_key", "p.month_key")} GROUP BY ALL`;
}

async function liveFromStocks(
  database: Duckdb,
  register: readonly EffectiveExtract[],
  areas: AreaKeys,
): Promise<void> {
  const month = "(year(r.date) * 100 + month(r.date))";
  const stocks = register.map((extract) => {
    const { columns } = extract.source;
    return `SELECT a.current_key AS area_key, r.date AS day,
        ${keyOf("population_base_key", "population_base", columns.population_base)}::SMALLINT AS base,
        ${keyOf("sex_key", "sex", columns.sex)}::SMALLINT AS sex,
        ${keyOf("age_band_key", "age", columns.age)}::SMALLINT AS age,
        sum(r.population_count) AS persons
      FROM ${rowsOf(extract)} r ${atItsPlace(month)}
      WHERE ${inForce(extract, register, areas, "a.area_key", month)} GROUP BY ALL`;
  });
  await database.run(`CREATE TEMP TABLE stock AS ${stocks.join(" UNION ALL ")}`);
  // Both ends of every stretch between two counts of an area; a group absent at one end counts 0 there.
  await database.run(`CREATE TEMP TABLE stretch AS
    WITH counted AS (
      SELECT area_key, base, day, lead(day) OVER (PARTITION BY area_key, base ORDER BY day) AS next_day,
        lag(day) OVER (PARTITION BY area_key, base ORDER BY day) IS NULL AS is_first
      FROM (SELECT DISTINCT area_key, base, day FROM stock)),
    grp AS (SELECT DISTINCT area_key, base, sex, age FROM stock)
    SELECT g.*, c.day, c.next_day, c.is_first,
      coalesce(s.persons, 0)::DOUBLE AS persons, coalesce(n.persons, 0)::DOUBLE AS next_persons
    FROM counted c JOIN grp g USING (area_key, base)
    LEFT JOIN stock s USING (area_key, base, sex, age, day)
    LEFT JOIN stock n ON (n.area_key, n.base, n.sex, n.age, n.day) = (g.area_key, g.base, g.sex, g.age, c.next_day)`);
  // Counts of an area that moved are one series; its months go to the places where it lived them.
  await database.run(`INSERT INTO lived
    SELECT a.area_key, l.month_key, l.base, l.sex, l.age, l.person_years
    FROM (${between} UNION ALL ${after} UNION ALL ${before}) l JOIN dim_area a
      ON a.current_key = l.area_key AND l.month_key BETWEEN a.exists_from AND a.exists_to`);
  await database.run("DROP TABLE stretch; DROP TABLE stock");
}

const month = `SELECT month_key, year_days, make_date(month_key // 100, month_key % 100, 1) AS first_day,
  (make_date(month_key // 100, month_key % 100, 1) + INTERVAL 1 MONTH)::DATE AS end_day FROM dim_period`;

/**
 * Between two counts the population is linear in time, so its integral over a piece is the value at
 * the piece's middle times its length. The weights depend on dates alone and are computed once.
 */
const between = `SELECT area_key, month_key, base, sex, age,
    sum(persons * days * (1 - middle) + next_persons * days * middle) AS person_years
  FROM stretch JOIN (
    SELECT d.day, d.next_day, m.month_key,
      date_diff('day', greatest(d.day, m.first_day), least(d.next_day, m.end_day)) / m.year_days AS days,
      (date_diff('day', d.day, greatest(d.day, m.first_day)) + date_diff('day', d.day, least(d.next_day, m.end_day)))
        / 2 / date_diff('day', d.day, d.next_day) AS middle
    FROM (SELECT DISTINCT day, next_day FROM stretch WHERE next_day IS NOT NULL) d
    JOIN (${month}) m ON m.first_day < d.next_day AND m.end_day > d.day) w
  USING (day, next_day) GROUP BY ALL`;

const after = `SELECT area_key, month_key, base, sex, age,
    persons * date_diff('day', greatest(day, first_day), end_day) / year_days
  FROM stretch JOIN (${month}) m ON m.end_day > day
    AND m.first_day < (day + INTERVAL ${flatMonths} MONTH)::DATE
  WHERE next_day IS NULL`;

const before = `SELECT area_key, month_key, base, sex, age,
    persons * date_diff('day', first_day, least(day, end_day)) / year_days
  FROM stretch JOIN (${month}) m ON m.first_day < day
  WHERE is_first`;
