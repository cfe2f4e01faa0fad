/**
 * THE star schema on one page: every dimension and fact, its columns, units, grain and additivity.
 * A snapshot file holds exactly these tables and the rollups derived from them; nothing else
 * in the project lists columns.
 */

/**
 * How a column may be added up (METHODS.md section 2.1): all of them over areas; over time `additive`
 * ones by sum, `stock` ones not (the last value of a period counts) and `distinct` ones not at all.
 */
export type Additivity = "key" | "attribute" | "additive" | "stock" | "distinct";

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
  /** No row is without it; of another column a return may be silent, which is no zero. */
  readonly always?: true;
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
const always = (column: StarColumn): StarColumn => ({ ...column, always: true });
/** Heads on a date; where an area reported the date, an absent row is a true zero. */
const stock = (holds: string): StarColumn => ({
  type: "BIGINT",
  additivity: "stock",
  holds,
  absent: "zero",
});
/** Persons counted once in the period of the return, however often they came. */
const distinct = (holds: string): StarColumn => ({
  type: "BIGINT",
  additivity: "distinct",
  holds,
  absent: "zero",
});
/** What an assessment says of one area: nothing is added up to the area above. */
const assessed = (type: StarColumn["type"], holds: string): StarColumn => ({
  type,
  additivity: "attribute",
  holds,
});
/** A text key: a name that only its own return explains. */
const label = (holds: string): StarColumn => ({ type: "VARCHAR", additivity: "key", holds });
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
const periodMonths = code("the months of the period that the row speaks of");
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
    grain: "one place of an area of any level; area_key..last_key is it with everything below it",
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
      current_key: key("the area_key of the code's newest place, its own for all but moved areas"),
      from_month: key("the first month whose rows are booked here, yyyymm; 0 for the first place"),
      to_month: key("the last month whose rows are booked here, yyyymm"),
      exists_from: key("the first month in which it existed here, yyyymm"),
      exists_to: key("the last month in which it existed here, yyyymm"),
    },
    order: ["area_key"],
  },
  dim_area_change: {
    grain: "one area that another became, wholly or in part",
    columns: {
      changed_on: {
        type: "DATE",
        additivity: "key",
        holds: "the first day of the new borders",
      },
      kind: text("merge, split, rename or transfer"),
      from_code: label("the code before"),
      to_code: label("the code after"),
      weight: {
        type: "DOUBLE",
        additivity: "attribute",
        holds: "the share that went there, 0 to 1",
      },
    },
    order: ["changed_on", "from_code", "to_code"],
  },
  dim_area_concordance: {
    grain: "a place in the tree × the area of today's borders that it belongs to",
    columns: {
      area_key: key("the place that rows were booked to"),
      current_key: key("the area of today's borders"),
      weight: { type: "DOUBLE", additivity: "attribute", holds: "the share of it, 0 to 1" },
    },
    order: ["area_key", "current_key"],
  },
  dim_area_geometry: {
    grain: "the newest shape of one area; areas whose shape nobody sent have no row",
    columns: {
      code: label("the area's code"),
      geometry: text("a MultiPolygon as GeoJSON text, in degrees of longitude and latitude"),
    },
    order: ["code"],
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
  dim_policy_class: codeList("one class of births by the birth policy of the time (historic)", [
    { key: 0, code: "unknown", zh: "政策属性不详", en: "policy class unknown" },
    { key: 1, code: "within", zh: "符合当时政策", en: "within the policy of the time" },
    { key: 2, code: "outside", zh: "不符合当时政策", en: "outside the policy of the time" },
  ]),
  dim_method: codeList("one contraceptive method in use; male methods count on the wife", [
    { key: 0, code: "none", zh: "未避孕", en: "no method" },
    { key: 1, code: "maleSterilisation", zh: "男性绝育", en: "male sterilisation" },
    { key: 2, code: "femaleSterilisation", zh: "女性绝育", en: "female sterilisation" },
    { key: 3, code: "iud", zh: "宫内节育器", en: "intrauterine device" },
    { key: 4, code: "implant", zh: "皮下埋植", en: "implant" },
    { key: 5, code: "injectable", zh: "注射避孕针", en: "injectable" },
    { key: 6, code: "pill", zh: "口服避孕药", en: "pill" },
    { key: 7, code: "condom", zh: "避孕套", en: "condom" },
    { key: 8, code: "other", zh: "其他方法", en: "other method" },
    { key: 9, code: "unknown", zh: "方法不详", en: "method unknown" },
  ]),
  dim_children: codeList("one number of living children", [
    { key: -1, code: "unknown", zh: "子女数不详", en: "children unknown" },
    { key: 0, code: "0", zh: "无子女", en: "no children" },
    { key: 1, code: "1", zh: "一个子女", en: "one child" },
    { key: 2, code: "2", zh: "两个子女", en: "two children" },
    { key: 3, code: "3+", zh: "三个及以上子女", en: "three or more children" },
  ]),
  dim_service: codeList("one contraception service", [
    { key: 0, code: "unknown", zh: "项目不详", en: "service unknown" },
    { key: 1, code: "maleSterilisation", zh: "男性绝育术", en: "male sterilisation" },
    { key: 2, code: "femaleSterilisation", zh: "女性绝育术", en: "female sterilisation" },
    { key: 3, code: "iudInsertion", zh: "放置宫内节育器", en: "IUD insertion" },
    { key: 4, code: "iudRemoval", zh: "取出宫内节育器", en: "IUD removal" },
    { key: 5, code: "implantInsertion", zh: "放置皮下埋植", en: "implant insertion" },
    { key: 6, code: "implantRemoval", zh: "取出皮下埋植", en: "implant removal" },
    { key: 7, code: "inducedAbortion", zh: "人工流产", en: "induced abortion" },
    { key: 8, code: "supplies", zh: "避孕药具发放", en: "contraceptive supplies" },
    { key: 9, code: "checkup", zh: "孕情与环情检查", en: "pregnancy and IUD check-up" },
    { key: 10, code: "other", zh: "其他服务", en: "other service" },
  ]),
  dim_health_service: codeList("one reproductive-health programme that persons are entitled to", [
    { key: 0, code: "unknown", zh: "项目不详", en: "programme unknown" },
    { key: 1, code: "basicService", zh: "基本生殖健康服务", en: "basic reproductive health" },
    { key: 2, code: "freeService", zh: "免费基本技术服务", en: "free basic technical service" },
    { key: 3, code: "preconception", zh: "孕前优生健康检查", en: "pre-conception health check" },
    { key: 4, code: "birthDefects", zh: "出生缺陷干预", en: "birth-defect prevention" },
    { key: 5, code: "tractInfections", zh: "生殖道感染干预", en: "tract-infection screening" },
    { key: 6, code: "migrantService", zh: "流动人口服务", en: "service for migrants" },
  ]),
  dim_entitlement: codeList("one kind of entitlement", [
    { key: 0, code: "unknown", zh: "类别不详", en: "kind unknown" },
    { key: 1, code: "onlyChildReward", zh: "独生子女父母奖励", en: "one-child parents' reward" },
    { key: 2, code: "ruralSupport", zh: "农村家庭奖励扶助", en: "rural family support" },
    { key: 3, code: "specialHelp", zh: "特别扶助", en: "special family help" },
    { key: 4, code: "other", zh: "其他优惠政策", en: "other entitlement" },
  ]),
  dim_topic: codeList("one topic of a survey", [
    { key: 0, code: "unknown", zh: "主题不详", en: "topic unknown" },
    { key: 1, code: "satisfaction", zh: "群众满意", en: "client satisfaction" },
    { key: 2, code: "policy", zh: "政策知晓", en: "policy awareness" },
    { key: 3, code: "rights", zh: "权利知晓", en: "awareness of rights" },
    { key: 4, code: "reproductiveHealth", zh: "生殖健康知识", en: "reproductive-health knowledge" },
    { key: 5, code: "ownMethod", zh: "所用方法知情", en: "knowledge of the own method" },
    { key: 6, code: "staffKnowledge", zh: "干部业务知识", en: "staff knowledge" },
    { key: 7, code: "recordAccuracy", zh: "统计信息核查", en: "accuracy of records" },
    { key: 8, code: "womenCoverage", zh: "育龄妇女建卡核查", en: "women found in the register" },
    { key: 9, code: "suppliesReceived", zh: "药具获得", en: "free supplies received" },
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
      return_months: key(
        "the months that one return speaks of; 0 where none is due at fixed times",
      ),
      wave_months: key(
        "the months in which it reports once, as a survey does; else its shortest period",
      ),
      late_after_days: key("the days after the end of what a return speaks of when it is late"),
      time: text("flow, stock or distinct: how its fact behaves over time"),
      gives: text("the columns of its fact that its returns hold, joined by spaces"),
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
      from_part: code(
        "the ten-day part of it that the coverage begins with, 1 for the whole month",
      ),
      to_month: key("the last month covered, yyyymm"),
      to_part: code("the ten-day part of it that the coverage ends with, 3 for the whole month"),
      reported: code("1 where it reports, 0 for a part that it says is missing"),
    },
    order: ["extract_key", "area_key", "from_month"],
  },
  fact_births: {
    grain: "area × month × source × base × sex × birth order × maternal age band × policy class",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      population_base_key: baseKey,
      sex_key: code("the child's sex"),
      birth_order_key: code("the birth order, 3 for third and higher"),
      maternal_age_band_key: code("the mother's age band, 10 for under 15 and 50 for 50 and over"),
      policy_class_key: code("the class by the birth policy of the time"),
      births_count: always(events("live births")),
      mothers_of_known_age_count: events("live births to mothers of a known single age"),
      maternal_age_sum: events("their completed years of age, summed"),
      maternal_age_square_sum: events("the squares of their completed years of age, summed"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_birth_registrations: {
    grain: "area × month of registration × source × base × policy class × month of birth",
    columns: {
      area_key: areaKey,
      month_key: key("the month of registration, yyyymm"),
      source_key: sourceKey,
      authoritative,
      population_base_key: baseKey,
      policy_class_key: code("the class by the birth policy of the time"),
      birth_month_key: key("the month of birth, yyyymm"),
      registered_count: always(events("live births registered")),
      late_count: events("those registered after the source's limit"),
      earlier_year_count: events("those born in an earlier calendar year"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_birth_matches: {
    grain: "area × month of birth × two sources × sex: how many births both, or one, have",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: code("the first source, the one that is judged"),
      other_source_key: code("the other source"),
      authoritative: code(
        "1 where births that hospitals (the last source in priority) have are looked up in the " +
          "source that counts, else 0",
      ),
      sex_key: code("the child's sex"),
      births_count: always(events("births of the first source with a record key")),
      other_births_count: always(events("births of the other source with a record key")),
      matched_count: always(events("births of the first source that the other has too")),
      agreeing_count: always(events("those whose area, month and sex agree as well")),
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
      deaths_count: always(events("deaths")),
      infant_deaths_count: events("those below one year of age"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_marriages: {
    grain: "area × month × source × base × age band of the wife",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      population_base_key: baseKey,
      age_band_key: code("the wife's age band"),
      marriages_count: always(events("marriages")),
      first_marriages_count: events("those that are the wife's first"),
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
      services_reported_person_years: exposure(
        "person-years where contraception services were reported",
      ),
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
      population_count: always(stock("persons on the date")),
      married_women_count: stock("married women aged 15-49 on the date"),
      infants_count: stock(
        "persons below one year of age on the date, where single ages are given",
      ),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_women: {
    grain: "area × month of the date × source × base × method × children: married women 15-49",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      population_base_key: baseKey,
      method_key: code("the contraceptive method in use"),
      children_key: code("the living children"),
      women_count: stock("married women 15-49 on the date"),
      at_risk_count: stock("those at risk of an unwanted pregnancy"),
      eligible_couples_count: stock("couples eligible for a one-child certificate"),
      certificate_holders_count: stock("couples that hold one"),
      on_file_count: stock("women who have a file"),
      certified_count: stock("women registered for or holding a migrant's certificate"),
      cards_count: stock("service cards issued"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_contraception_services: {
    grain: "area × month × source × base × service",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      population_base_key: baseKey,
      service_key: code("the service"),
      services_count: events("services given (person-times)"),
      free_services_count: events("those given free of charge"),
      complications_count: events("confirmed complications, by the month of the procedure"),
      accidents_count: events("technical accidents"),
      followups_due_count: events("clients whose follow-up fell due"),
      followups_done_count: events("those followed up at the required times"),
      uptakes_due_count: events("persons whose time to take up a method ended"),
      uptakes_timely_count: events("those who took one up in time"),
      long_acting_due_count: events("persons listed as due for a long-acting method (historic)"),
      long_acting_done_count: events("those who took one up (historic)"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_checkup_rounds: {
    grain: "area × round (first month, months) × source × base",
    columns: {
      area_key: areaKey,
      month_key: key("the first month of the round, yyyymm"),
      period_months: periodMonths,
      source_key: sourceKey,
      authoritative,
      population_base_key: baseKey,
      listed_count: distinct("women on the list for the round"),
      seen_count: distinct("women examined"),
      pregnancies_count: distinct("current pregnancies within policy found (historic)"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_reproductive_health: {
    grain: "area × period (first month, months) × source × base × programme",
    columns: {
      area_key: areaKey,
      month_key: key("the first month of the period, yyyymm"),
      period_months: periodMonths,
      source_key: sourceKey,
      authoritative,
      population_base_key: baseKey,
      health_service_key: code("the programme"),
      target_count: distinct("persons entitled or targeted"),
      served_count: distinct("persons served"),
      men_served_count: distinct("men among them"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_migrant_work: {
    grain: "area × month × source × base: moves, and papers between places",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      population_base_key: baseKey,
      moved_in_count: events("persons who moved in"),
      moved_out_count: events("persons who moved out"),
      certificates_due_count: events("certificates due"),
      certificates_issued_count: events("certificates issued"),
      notifications_due_count: events("check-up reports due to the home area"),
      notifications_done_count: events("check-up reports notified"),
      queries_received_count: events("queries of other provinces received"),
      queries_answered_count: events("queries answered"),
      notices_sent_count: events("notices sent"),
      notices_confirmed_count: events("notices received or confirmed"),
      records_sent_count: events("records uploaded"),
      records_admitted_count: events("records that met the standard"),
      women_records_sent_count: events("records of women of reproductive age uploaded"),
      women_records_admitted_count: events("those that met the standard"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_entitlements: {
    grain: "area × first month of the period × source × entitlement",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      entitlement_key: code("the entitlement"),
      cases_due_count: events("cases due"),
      cases_paid_count: events("cases paid in full by the due date"),
      due_yuan: yuan("yuan due"),
      paid_yuan: yuan("yuan paid"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_staff: {
    grain: "area × month of the date × source",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      staff_fte: {
        type: "DECIMAL(18,2)",
        additivity: "stock",
        holds: "staff in full-time equivalents on the date",
        absent: "zero",
      },
      units_count: stock("units that should use the information platform"),
      platform_units_count: stock("units that use it"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_staff_pay: {
    grain: "area × first month of the period × source",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      staff_months_due_count: events("staff-months of pay due"),
      staff_months_paid_count: events("staff-months paid in full"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_surveys: {
    grain: "area × month of the wave × source × topic × stratum × cluster",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      topic_key: code("the topic"),
      stratum: label("the stratum's name; empty for one stratum"),
      cluster: label("the cluster's name; empty for a sample without clusters"),
      yes_count: events("valid respondents who meet the criterion"),
      valid_count: events("valid respondents"),
      nonresponse_count: events("persons drawn who did not answer"),
      population_count: events("units of the population that the row stands for"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_cases: {
    grain: "area × month × source",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      first_received_count: events("first petitions received"),
      first_closed_count: events("those closed by the reference date"),
      due_count: events("cases whose due date fell in the month"),
      closed_on_time_count: events("those closed on or before it"),
      incidents_count: events("serious or mass incidents"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_village_practices: {
    grain: "area × month of the date × source",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      villages_count: stock("administrative villages"),
      informed_choice_count: stock("those that meet the standard of informed choice"),
      self_governing_count: stock("those that meet the standard of self-governance"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_registration_quality: {
    grain: "area × month × source",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      births_reported_count: events("births reported for the places and time of the audit"),
      births_verified_count: events("births that the audit found"),
      records_checked_count: events("records checked"),
      records_correct_count: events("those without a substantive error"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_supply_points: {
    grain: "area × month of the date × source",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      authoritative,
      points_count: stock("supply points"),
      residential_km2: {
        type: "DECIMAL(18,6)",
        additivity: "stock",
        holds: "residential square kilometres that they serve",
        absent: "zero",
      },
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_assessment_items: {
    grain: "area × first month of the period × source × score card × item",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      period_months: periodMonths,
      source_key: sourceKey,
      authoritative,
      card: label("the score card's id"),
      item: label("the item's key on the card"),
      fulfilled_count: assessed("BIGINT", "1 when fulfilled, 0 when not"),
      cases_count: assessed("BIGINT", "cases that points are deducted for"),
      points: assessed("DECIMAL(18,2)", "points given by the assessor"),
    },
    order: ["area_key", "month_key"],
  },
  fact_reported_figures: {
    grain: "one figure as a document prints it",
    columns: {
      area_key: areaKey,
      month_key: key("the first month of the period, yyyymm"),
      period_months: periodMonths,
      source_key: sourceKey,
      document: label("the document"),
      figure: label("the figure's id in the document"),
      quantity: label("the measure or component that it states"),
      unit: text("the unit as printed"),
      printed: text("the text as printed"),
    },
    order: ["area_key", "month_key"],
  },
  fact_price_index: {
    grain: "area × year × source",
    columns: {
      area_key: areaKey,
      month_key: monthKey,
      source_key: sourceKey,
      price_index: {
        type: "DECIMAL(18,6)",
        additivity: "attribute",
        holds: "the price index of the year, base year = 100",
      },
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
      spent_real_yuan: yuan("yuan spent at prices of the index's base year"),
    },
    order: ["area_key", "month_key"],
    rollup: true,
  },
  fact_returns: {
    grain: "area that reports × period × source: one return expected, be it due or not",
    columns: {
      area_key: areaKey,
      month_key: key("the month in which the period ends, yyyymm"),
      source_key: sourceKey,
      period_part: code("the ten-day part of the month, 1 to 3; 0 for a month and longer"),
      period_from: { type: "DATE", additivity: "attribute", holds: "the first day of the period" },
      period_to: { type: "DATE", additivity: "attribute", holds: "the last day of the period" },
      due_on: {
        type: "DATE",
        additivity: "attribute",
        holds: "the last day on which it is on time",
      },
      received_on: {
        type: "DATE",
        additivity: "attribute",
        holds: "the day it first came, or null",
      },
      due_count: always(
        events("1 when received, or due by the day of the snapshot's newest extract"),
      ),
      on_time_count: events("1 when received by the due date"),
      late_count: events("1 when received after it"),
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
      reported_count: always(events("area-months reported")),
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

/**
 * How a fact behaves over time: `flow` is summed, of a `stock` the last value of a period counts, a
 * `distinct` count of persons answers for the very period of its return alone.
 */
export function timeKind(fact: FactName): "flow" | "stock" | "distinct" {
  return timeKinds.get(fact)!;
}

const timeKinds = new Map<string, "flow" | "stock" | "distinct">(
  Object.entries(star).map(([name, { columns }]: [string, StarTable]) => {
    const kinds = Object.values(columns).map(({ additivity }) => additivity);
    const isStock = kinds.includes("stock");
    return [name, isStock ? "stock" : kinds.includes("distinct") ? "distinct" : "flow"];
  }),
);

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
