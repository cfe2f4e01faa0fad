/**
 * The components that measures are made of: sums of one column of one fact under conditions, with
 * the breakdowns in which the column is kept. Measures take them from define-measure.ts.
 */
import type { Component } from "./define-measure.ts";
import type { Breakdown } from "./estimate.ts";
import type { FactName } from "./star.ts";

type Where = Component["where"];

/** The breakdowns that a component takes part in, of those that its fact has. */
export type Splits = Component["breakdowns"];

/** Lower ages of the seven five-year groups of women aged 15 to 49. */
export const fertileAges = [15, 20, 25, 30, 35, 40, 45] as const;
/** Keys of dim_sex. */
export const male = 1;
/** Keys of dim_sex. */
export const female = 2;

/** A column of a fact as the authoritative source has it, split by nothing but what is named. */
export function sumOf(
  fact: FactName,
  column: string,
  breakdowns: Splits = {},
  where: Where = {},
): Component {
  return { fact, column, where: { authoritative: [1], ...where }, breakdowns };
}

const ofBirths = {
  sex: "sex_key",
  birthOrder: "birth_order_key",
  ageBand: "maternal_age_band_key",
  policyClass: "policy_class_key",
  source: "source_key",
} as const;

/**
 * Live births, or sums over their mothers, as the authoritative source has them. `unsplit` names the
 * breakdowns in which this side stays whole: the whole that a birth order is a share of.
 */
export function births(
  where: Where = {},
  unsplit: readonly Breakdown[] = [],
  column:
    | "births_count"
    | "mothers_of_known_age_count"
    | "maternal_age_sum"
    | "maternal_age_square_sum" = "births_count",
): Component {
  return sumOf("fact_births", column, without(ofBirths, unsplit), where);
}

// Births under 15 count with 15-19 and from 50 on with 45-49 (METHODS.md section 3 D).
const mothers: Readonly<Record<number, readonly number[]>> = { 15: [10, 15], 45: [45, 50] };

/** `births15` … `births45` and `birthsUnknownAge`: all live births by the mother's age. */
export function birthsByMothersAge(): Readonly<Record<string, Component>> {
  return Object.fromEntries([
    ...fertileAges.map((age) => [
      `births${age}`,
      births({ maternal_age_band_key: mothers[age] ?? [age] }),
    ]),
    ["birthsUnknownAge", births({ maternal_age_band_key: [-1] })],
  ]);
}

/** `women15` … `women45`: woman-years where births were reported. */
export function womenAtFertileAges(): Readonly<Record<string, Component>> {
  return Object.fromEntries(
    fertileAges.map((age) => [
      `women${age}`,
      personYears("births", { sex_key: [female], age_band_key: [age] }),
    ]),
  );
}

/** Births by the month in which they were registered; the policy class is kept, the sex is not. */
export function registrations(
  column: "registered_count" | "late_count" | "earlier_year_count",
  where: Where = {},
): Component {
  const breakdowns = { policyClass: "policy_class_key", source: "source_key" };
  return sumOf("fact_birth_registrations", column, breakdowns, where);
}

/** Deaths as the authoritative source counts them. */
export function deaths(where: Where = {}): Component {
  const breakdowns = { sex: "sex_key", ageBand: "age_band_key", source: "source_key" };
  return sumOf("fact_deaths", "deaths_count", breakdowns, where);
}

/**
 * Person-years where the events were reported, so that a silent village lowers neither side alone.
 * `split` names the breakdowns in which numerator and denominator mean the same persons.
 */
export function personYears(
  of: "all" | "births" | "deaths" | "services",
  where: Where = {},
  split: readonly ("sex" | "ageBand")[] = [],
): Component {
  const columns = { sex: "sex_key", ageBand: "age_band_key" } as const;
  return {
    fact: "fact_person_years",
    column: of === "all" ? "person_years" : `${of}_reported_person_years`,
    where,
    breakdowns: Object.fromEntries(split.map((breakdown) => [breakdown, columns[breakdown]])),
  };
}

/** An amount of programme money of the authoritative source. */
export function funding(
  column: "budgeted_yuan" | "due_yuan" | "received_yuan" | "spent_yuan" | "spent_real_yuan",
  where: Where = {},
): Component {
  const breakdowns = { programme: "programme_key", source: "source_key" };
  return sumOf("fact_funding", column, breakdowns, where);
}

const anyMethod = [1, 2, 3, 4, 5, 6, 7, 8];
const lastingMethods = [1, 2, 3, 4];
const noMethod = [0];
const unknownMethod = [9];

/**
 * Married women of 15 to 49 on the last date of the period. `users` use some method that is known,
 * `known` use one or none, `unknown` is neither.
 */
export function women(
  column:
    | "women_count"
    | "at_risk_count"
    | "eligible_couples_count"
    | "certificate_holders_count"
    | "on_file_count"
    | "certified_count"
    | "cards_count",
  who: "all" | "users" | "lastingUsers" | "known" | "unknown" = "all",
  unsplit: readonly Breakdown[] = [],
): Component {
  const methods = {
    all: null,
    users: anyMethod,
    lastingUsers: lastingMethods,
    known: [...noMethod, ...anyMethod],
    unknown: unknownMethod,
  }[who];
  const breakdowns = { method: "method_key", children: "children_key", source: "source_key" };
  return sumOf(
    "fact_women",
    column,
    without(breakdowns, unsplit),
    methods ? { method_key: methods } : {},
  );
}

/** Contraception services by kind; see dim_service for the keys. */
export function contraceptionServices(column: string, services?: readonly number[]): Component {
  const breakdowns = { service: "service_key", source: "source_key" };
  const where: Where = services ? { service_key: services } : {};
  return sumOf("fact_contraception_services", column, breakdowns, where);
}

/** Women listed or seen in the check-up round that is exactly the period. */
export function checkups(column: "listed_count" | "seen_count" | "pregnancies_count"): Component {
  return sumOf("fact_checkup_rounds", column, { source: "source_key" });
}

/** Persons of one programme in exactly the period; see dim_health_service for the keys. */
export function healthProgramme(
  column: "target_count" | "served_count" | "men_served_count",
  programme: number,
): Component {
  const where = { health_service_key: [programme] };
  return sumOf("fact_reproductive_health", column, { source: "source_key" }, where);
}

/** Moves and papers of migrants. */
export function migrantWork(column: string): Component {
  return sumOf("fact_migrant_work", column, { source: "source_key" });
}

/** Returns of all sources: those received or due, and those that came in time. */
export function returns(column: "due_count" | "on_time_count"): Component {
  return { fact: "fact_returns", column, where: {}, breakdowns: { source: "source_key" } };
}

/** `yes`, `valid` and `silent`: answers of the surveys on some topics; see dim_topic for the keys. */
export function sampled(topics: readonly number[]): Readonly<Record<string, Component>> {
  const part = (column: string) =>
    sumOf("fact_surveys", column, { topic: "topic_key" }, { topic_key: topics });
  return {
    yes: part("yes_count"),
    valid: part("valid_count"),
    silent: part("nonresponse_count"),
  };
}

function without(breakdowns: Splits, unsplit: readonly Breakdown[]): Splits {
  return Object.fromEntries(
    Object.entries(breakdowns).filter(([name]) => !unsplit.includes(name as Breakdown)),
  );
}
