/**
 * THE star schema on one page: every dimension and fact, its columns, units, grain and additivity.
 * A snapshot file holds exactly these tables and the rollups derived from them; nothing else
 * in the project lists columns.
 */

/** How a column may be added up (METHODS.md section 2.1). */
export type Additivity = "key" | "attribute" | "additive" | "stock";

export interface StarColumn {
  readonly type:
    | "BIGINT"
    | "DATE"
    | "DECIMAL(18,2)"
    | "DECIMAL(18,6)"
    | "DOUBLE"
    | "INTEGER"
    | "SMALLINT"
    | "VARCHAR";
  readonly additivity: Additivity;
  /** Completes "the column holds …". */
  readonly holds: string;
  /** What an absent row inside coverage means: a true zero (events) or nothing known (money). */
  readonly absent?: "zero" | "missing";
}

export interface DimensionMember {
  readonly key: number;
  /** The camelCase code used in files, GraphQL and addresses. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export interface StarTable {
  /** One row is … */
  readonly grain: string;
  readonly columns: Readonly<Record<string, StarColumn>>;
  /** Storage order: it decides which zones of the file a question has to read. */
  readonly order: readonly string[];
  /** A fixed code list; absent for dimensions that the extracts themselves bring. */
  readonly members?: readonly DimensionMember[];
  /**
   * Facts with a rollup also exist as `rollup_<event>_year` (every area with all below it × year) and
   * as `rollup_<event>_month` (every area that has children, with all below it × month).
   */
  readonly rollup?: boolean;
}

const key = (holds: string): StarColumn => ({ type: "INTEGER", additivity: "key", holds });
const code = (holds: string): StarColumn => ({ type: "SMALLINT", additivity: "key", holds });
const text = (holds: string): StarColumn => ({ type: "VARCHAR", additivity: "attribute", holds });
const events = (holds: string): StarColumn => ({
  type: "BIGINT",
  additivity: "additive",
  holds,
  absent: "zero",
});
const stock = (holds: string): StarColumn => ({
  type: "BIGINT",
  additivity: "stock",
  holds,
  absent: "missing",
});
const yuan = (holds: string): StarColumn => ({
  type: "DECIMAL(18,2)",
  additivity: "additive",
  holds,
  absent: "missing",
});
const exposure = (holds: string): StarColumn => ({
  type: "DECIMAL(18,6)",
  additivity: "additive",
  holds,
  absent: "missing",
});

const areaKey = key("the area, by its depth-first position in dim_area");
const monthKey = key("the month as yyyymm");
const sourceKey = code("the source that reported");
const baseKey = code("the population base; numerator and denominator must share it");
const authoritative = code(
  "1 when this source is the one that counts for its fact, base and top area, else 0",
);

const codeList = (grain: string, members: readonly DimensionMember[]): StarTable => ({
  grain,
  columns: {
    key: code("the member's key"),
    code: text("the member's code"),
    name_zh: text("the Chinese name"),
    name_en: text("the English name"),
  },
  order: ["key"],
  members,
});

const ageBands: DimensionMember[] = Array.from({ length: 18 }, (_, index) => {
  const lower = index * 5;
  const label = lower === 85 ? "85+" : `${lower}-${lower + 4}`;
  return { key: lower, code: label, zh: `${label}岁`, en: label };
});
const unknownAge: DimensionMember = { key: -1, code: "unknown", zh: "年龄不详", en: "age unknown" };

export const star = {
  dim_area: {
    grain: "one area of any level; area_key..last_key is the area with everything below it",
    columns: {
      area_key: key("the depth-first position, so that a subtree is one range"),
      last_key: key("the last area_key of the subtree"),
      parent_key: key("the area_key of the parent, null at the top"),
      root_key: key("the area_key of the top area"),
      depth: key("the distance from the top, 0 at the top"),
      leaf_count: key("how many areas of the subtree have no children, itself included"),
      code: text("the area's code"),
      name_zh: text("the Chinese name"),
      name_en: text("the English or romanised name"),
      level: text("the level's id, as the areas extract gives it"),
      km2: { type: "DOUBLE", additivity: "attribute", holds: "the land area in square kilometres" },
      valid_from: { type: "DATE", additivity: "attribute", holds: "the first day it existed" },
      valid_to: { type: "DATE", additivity: "attribute", holds: "the day after its last" },
      default_base_key: code("the population base used when a question names none"),
    },
    order: ["area_key"],
  },
  dim_period: {
    grain: "one month, with the longer periods it belongs to",
    columns: {
      month_key: monthKey,
      year: key("the calendar year"),
      half: key("the half-year, 1 or 2"),
      quarter: key("the quarter, 1 to 4"),
      month: key("the month, 1 to 12"),
      statistical_year: key("the statistical year, October to September, by its end"),
      days: key("the days of the month"),
      year_days: key("the days of the calendar year"),
    },
    order: ["month_key"],
  },
  dim_sex: codeList("one sex", [
    { key: 0, code: "unknown", zh: "性别不详", en: "sex unknown" },
    { key: 1, code: "male", zh: "男", en: "male" },
    { key: 2, code: "female", zh: "女", en: "female" },
  ]),
  dim_age_band: codeList("one five-year age band, keyed by its lower age", [
    unknownAge,
    ...ageBands,
  ]),
  dim_birth_order: codeList("one birth order", [
    { key: 0, code: "unknown", zh: "孩次不详", en: "order unknown" },
    { key: 1, code: "1", zh: "一孩", en: "first" },
    { key: 2, code: "2", zh: "二孩", en: "second" },
    { key: 3, code: "3+", zh: "三孩及以上", en: "third and higher" },
  ]),
  dim_population_base: codeList("one population base", [
    { key: 1, code: "registered", zh: "户籍人口", en: "registered" },
    { key: 2, code: "resident", zh: "常住人口", en: "resident" },
    { key: 3, code: "inMigrant", zh: "流入人口", en: "in-migrant" },
    { key: 4, code: "outMigrant", zh: "流出人口", en: "out-migrant" },
  ]),
  dim_programme: codeList("one programme that money is for", [
    { key: 1, code: "general", zh: "计划生育事业费", en: "family-planning programme" },
    { key: 2, code: "migrant", zh: "流动人口工作经费", en: "migrant work" },
  ]),
  dim_source: {
    grain: "one source with an extract in force",
    columns: {
      source_key: sourceKey,
      source: text("the source's id"),
      name_zh: text("the Chinese title"),
      name_en: text("the English title"),
      fact: text("the fact it loads"),
      finest_depth: key("the depth of the lowest area it books to; below that it says nothing"),
      period_months: key("the months of its shortest period; shorter questions have no answer"),
      late_after_days: key("the days after a period's end when its return is late"),
    },
    order: ["source_key"],
  },
  dim_extract: {
    grain: "one extract in force",
    columns: {
      extract_key: key("the position in order of receipt"),
      source_key: sourceKey,
      hash: text("the SHA-256 of the file's bytes"),
      file: text("the file's name"),
      received_at: text("when it was received, ISO 8601"),
      accepted_count: { type: "BIGINT", additivity: "attribute", holds: "rows accepted" },
      rejected_count: { type: "BIGINT", additivity: "attribute", holds: "rows rejected" },
    },
    order: ["extract_key"],
  },
  dim_extract_coverage: {
    grain: "one rectangle of areas × months that an extract covers",
    columns: {
      extract_key: key("the extract"),
      area_key: areaKey,
      last_key: key("the last area_key of the covered subtree"),
      from_month: key("the first month covered, yyyymm"),
      to_month: key("the last month covered, yyyymm"),
      reported: code("1 where it reports, 0 for a part that it says is missing"),
    },
    order: ["extract_key", "area_key", "from_month"],
  },
  fact_births: {
    grain: "area × month × source × base × sex × birth order × maternal age band",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      population_base_key: baseKey,
      sex_key: code("the child's sex"),
      birth_order_key: code("the birth order, 3 for third and higher"),
      maternal_age_band_key: code("the mother's age band, 10 for under 15 and 50 for 50 and over"),
      births_count: events("live births"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_deaths: {
    grain: "area × month × source × base × sex × age band",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      population_base_key: baseKey,
      sex_key: code("the sex"),
      age_band_key: code("the age band at death"),
      deaths_count: events("deaths"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_person_years: {
    grain: "area × month × base × sex × age band",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      population_base_key: baseKey,
      sex_key: code("the sex"),
      age_band_key: code("the age band"),
      person_years: exposure("person-years lived"),
      births_reported_person_years: exposure("person-years where births were reported"),
      deaths_reported_person_years: exposure("person-years where deaths were reported"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_population_stock: {
    grain: "area × month of the date × source × base × sex × age band",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      population_base_key: baseKey,
      sex_key: code("the sex"),
      age_band_key: code("the age band"),
      population_count: stock("persons on the date"),
      married_women_count: stock("married women aged 15-49 on the date"),
    },
    order: ["area_key", "month_key"],
  },
  fact_funding: {
    grain: "area × first month of the funding period × source × programme",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      programme_key: code("the programme"),
      budgeted_yuan: yuan("yuan budgeted"),
      due_yuan: yuan("yuan due"),
      received_yuan: yuan("yuan received"),
      spent_yuan: yuan("yuan spent"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_coverage: {
    grain: "area without children × month × source × base: reported or not",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      population_base_key: baseKey,
      reported_count: events("area-months reported"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
} as const satisfies Record<string, StarTable>;

export type StarTableName = keyof typeof star;
export type FactName = Extract<StarTableName, `fact_${string}`>;

/** The table of the star by name, with the general type. */
export function starTable(name: StarTableName): StarTable {
  return star[name];
}

/** Whether a fact is kept by population base; money is not. */
export function hasPopulationBase(fact: FactName): boolean {
  return "population_base_key" in starTable(fact).columns;
}

export type RollupGrain = "year" | "month";

/** The rollup of a fact: `fact_births` by year → `rollup_births_year`. */
export function rollupName(fact: FactName, grain: RollupGrain): string {
  return `rollup_${fact.slice("fact_".length)}_${grain}`;
}

/** The code list that a key column refers to: `maternal_age_band_key` → dim_age_band. */
export function codeListOf(column: string): readonly DimensionMember[] | undefined {
  const name = column.replace(/^maternal_/, "").replace(/_key$/, "");
  return starTable(`dim_${name}` as StarTableName)?.members;
}
