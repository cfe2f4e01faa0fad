/** The small dimensions: periods, code lists, sources and extracts. */
import { type Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { type FactName, type StarTableName, star, starTable, timeKind } from "#warehouse/star.ts";
import type { Source } from "../define-source.ts";
import type { EffectiveExtract } from "./effective-extracts.ts";

/** Creates dim_period with every month of the calendar years from first to last month (yyyymm). */
export async function buildPeriods(database: Duckdb, first: number, last: number): Promise<void> {
  await database.run(`CREATE TABLE dim_period AS
    SELECT (year(day) * 100 + month(day))::INTEGER AS month_key, year(day)::INTEGER AS year,
      (CASE WHEN month(day) > 6 THEN 2 ELSE 1 END)::INTEGER AS half, quarter(day)::INTEGER AS quarter,
      month(day)::INTEGER AS month,
      (year(day) + CASE WHEN month(day) > 9 THEN 1 ELSE 0 END)::INTEGER AS statistical_year,
      day(last_day(day))::INTEGER AS days,
      dayofyear(make_date(year(day), 12, 31))::INTEGER AS year_days
    FROM (SELECT unnest(generate_series(DATE '${Math.floor(first / 100)}-01-01',
      DATE '${Math.floor(last / 100)}-12-01', INTERVAL 1 MONTH))::DATE AS day) ORDER BY month_key`);
}

/** Creates every dimension that has a fixed code list in star.ts. */
export async function buildCodeLists(database: Duckdb): Promise<void> {
  for (const name of Object.keys(star) as StarTableName[]) {
    const { members } = starTable(name);
    if (!members) continue;
    const rows = members.map(
      (m) => `(${m.key}, ${textLiteral(m.code)}, ${textLiteral(m.zh)}, ${textLiteral(m.en)})`,
    );
    await database.run(`CREATE TABLE ${name} AS SELECT key::SMALLINT AS key, code, name_zh, name_en
      FROM (VALUES ${rows.join(", ")}) m(key, code, name_zh, name_en) ORDER BY key`);
  }
}

/** Creates dim_extract. */
export async function buildExtracts(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
): Promise<void> {
  await database.run(
    "CREATE TABLE dim_extract (extract_key INTEGER, source_key SMALLINT, hash VARCHAR, file VARCHAR, received_at VARCHAR, accepted_count BIGINT, rejected_count BIGINT)",
  );
  const rows = extracts.map(
    ({ manifest: m, extractKey, sourceKey }) =>
      `(${extractKey}, ${sourceKey}, ${textLiteral(m.hash)}, ${textLiteral(m.file)}, ` +
      `${textLiteral(m.receivedAt)}, ${m.counts.accepted}, ${m.counts.rejected})`,
  );
  if (rows.length) await database.run(`INSERT INTO dim_extract VALUES ${rows.join(", ")}`);
}

/**
 * Creates dim_source; what a source books (lowest level, shortest period, columns) is read off its rows.
 * Key 0 stands for the person-years, whichever source the population comes from.
 */
export async function buildSources(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
  bookedFacts: readonly FactName[],
): Promise<void> {
  const sources = [...new Map(extracts.map((e) => [e.sourceKey, e])).values()].map(
    ({ manifest, source, sourceKey }) =>
      `(${sourceKey}, ${textLiteral(manifest.source)}, ${textLiteral(source.title.zh)}, ` +
      `${textLiteral(source.title.en)}, '${source.loads}', ${source.periodMonths}, ` +
      `${manifest.returnMonths ?? source.returnMonths ?? "NULL"}, ${source.returnMonths ?? "NULL"}, ` +
      `${source.lateAfterDays}, '${isFact(source.loads) ? timeKind(source.loads) : "flow"}')`,
  );
  await database.run(`CREATE TABLE dim_source AS
    WITH source(source_key, source, name_zh, name_en, fact, declared_months, return_months, wave_months, late_after_days,
        time)
      AS (VALUES ${sources.join(", ")}),
    seen AS (
      SELECT b.source_key, max(a.depth) AS finest_depth, min(b.period_months) AS period_months,
        string_agg(DISTINCT b.gives, ' ' ORDER BY b.gives) AS gives
      FROM (${bookedFacts.map(bookedRows).join(" UNION ALL ")}) b JOIN dim_area a USING (area_key)
      GROUP BY ALL)
    SELECT source_key::SMALLINT AS source_key, source, name_zh, name_en, fact,
      coalesce(finest_depth, 0) AS finest_depth,
      coalesce(period_months, declared_months) AS period_months,
      coalesce(return_months, period_months, declared_months)::INTEGER AS return_months,
      coalesce(wave_months, period_months, declared_months)::INTEGER AS wave_months,
      late_after_days, time,
      coalesce(gives, '') AS gives
    FROM source LEFT JOIN seen USING (source_key)
    UNION ALL
    SELECT 0::SMALLINT, 'exposure', '人年数', 'Person-years', 'fact_person_years',
      coalesce(max(a.depth), 0), 1, 0, 1, 0, 'flow', ''
    FROM lived JOIN dim_area a USING (area_key)
    ORDER BY source_key`);
}

/** Where a fact was booked and which of its columns hold something there, one row a column. */
function bookedRows(fact: FactName): string {
  const sums = Object.entries(starTable(fact).columns)
    .filter(([, { additivity }]) => additivity !== "key")
    .map(([name]) => `CASE WHEN count(${name}) > 0 THEN '${name}' END`);
  return `SELECT source_key, area_key, min(period_months) AS period_months,
      unnest([${sums.join(", ")}]) AS gives
    FROM booked_${fact} GROUP BY source_key, area_key`;
}

const isFact = (table: Source["loads"]): table is FactName => table.startsWith("fact_");
