/**
 * What disclosure control protects in the star, and how (METHODS.md section 11.1): counts of persons and
 * events are, money, posts, villages and reporting itself are not.
 */
import type { Component } from "../define-measure.ts";
import { codeListOf, type FactName } from "../star.ts";

/** Facts that hold nothing about persons: they are published as they are. */
export const openFacts: ReadonlySet<FactName> = new Set<FactName>([
  "fact_assessment_items",
  "fact_coverage",
  "fact_funding",
  "fact_price_index",
  "fact_reported_figures",
  "fact_returns",
  "fact_staff",
  "fact_staff_pay",
  "fact_supply_points",
  "fact_village_practices",
]);

/** Counts of the population by sex and age: protected in villages only. */
export const populationFacts: ReadonlySet<FactName> = new Set<FactName>([
  "fact_person_years",
  "fact_population_stock",
]);

/** Columns that are sensitive at every level: certificates, complications, accidents, cases. */
const sensitiveColumns: ReadonlySet<string> = new Set([
  "fact_contraception_services.complications_count",
  "fact_contraception_services.accidents_count",
  "fact_women.certificate_holders_count",
  "fact_women.certified_count",
  "fact_migrant_work.certificates_due_count",
  "fact_migrant_work.certificates_issued_count",
  "fact_cases.first_received_count",
  "fact_cases.first_closed_count",
  "fact_cases.due_count",
  "fact_cases.closed_on_time_count",
  "fact_cases.incidents_count",
]);

/** Members that are sensitive at every level: policy classes, sterilisation, induced abortion. */
const sensitiveMembers: Readonly<Record<string, readonly string[]>> = {
  policy_class_key: ["within", "outside"],
  service_key: ["maleSterilisation", "femaleSterilisation", "inducedAbortion"],
  method_key: ["maleSterilisation", "femaleSterilisation"],
};

/** Column → the column that it counts a part of: the rest must not be small either. */
const wholes: Readonly<Record<string, string>> = {
  "fact_births.mothers_of_known_age_count": "births_count",
  "fact_birth_registrations.late_count": "registered_count",
  "fact_birth_registrations.earlier_year_count": "registered_count",
  "fact_birth_matches.matched_count": "births_count",
  "fact_contraception_services.free_services_count": "services_count",
  "fact_contraception_services.followups_done_count": "followups_due_count",
  "fact_contraception_services.uptakes_timely_count": "uptakes_due_count",
  "fact_contraception_services.long_acting_done_count": "long_acting_due_count",
  "fact_checkup_rounds.seen_count": "listed_count",
  "fact_checkup_rounds.pregnancies_count": "seen_count",
  "fact_reproductive_health.served_count": "target_count",
  "fact_reproductive_health.men_served_count": "served_count",
  "fact_migrant_work.certificates_issued_count": "certificates_due_count",
  "fact_migrant_work.notifications_done_count": "notifications_due_count",
  "fact_migrant_work.queries_answered_count": "queries_received_count",
  "fact_migrant_work.notices_confirmed_count": "notices_sent_count",
  "fact_migrant_work.records_admitted_count": "records_sent_count",
  "fact_migrant_work.women_records_admitted_count": "women_records_sent_count",
  "fact_women.certificate_holders_count": "eligible_couples_count",
  "fact_women.on_file_count": "women_count",
  "fact_women.certified_count": "women_count",
  "fact_women.cards_count": "women_count",
  "fact_entitlements.cases_paid_count": "cases_due_count",
  "fact_surveys.yes_count": "valid_count",
  "fact_cases.first_closed_count": "first_received_count",
  "fact_cases.closed_on_time_count": "due_count",
  "fact_registration_quality.records_correct_count": "records_checked_count",
};

/** Sums of what persons are, such as their ages: published where their count is, as a mean alone. */
const attributeSums: Readonly<Record<string, string>> = {
  "fact_births.maternal_age_sum": "mothers_of_known_age_count",
  "fact_births.maternal_age_square_sum": "mothers_of_known_age_count",
};

/** Sums that tell a count: they are published where the count is. */
const countsBehind: Readonly<Record<string, string>> = {
  ...attributeSums,
  "fact_entitlements.due_yuan": "cases_due_count",
  "fact_entitlements.paid_yuan": "cases_paid_count",
};

type Column = Pick<Component, "fact" | "column">;
const nameOf = ({ fact, column }: Column) => `${fact}.${column}`;

/** The column whose cells decide whether a column is published: itself, or the count behind a sum. */
export function decidingColumn(column: Column): string {
  return countsBehind[nameOf(column)] ?? column.column;
}

/** Whether a column is a sum of what persons are, which would tell a single one if it were shown. */
export function isSumOfAttributes(column: Column): boolean {
  return nameOf(column) in attributeSums;
}

/** The column that this one counts a part of, or null. */
export function wholeOf(column: Column): string | null {
  return wholes[nameOf(column)] ?? null;
}

/** Whether every count of a column is sensitive, whatever it is split by. */
export function isSensitiveColumn(column: Column): boolean {
  return sensitiveColumns.has(nameOf(column));
}

/** Whether a group of members of a key column tells something sensitive of those counted in it. */
export function isSensitiveGroup(keyColumn: string, members: readonly number[]): boolean {
  const sensitive = sensitiveMembers[keyColumn];
  if (!sensitive) return false;
  const codes = members.map((key) => codeListOf(keyColumn)?.find((m) => m.key === key)?.code);
  return codes.every((code) => code !== undefined && sensitive.includes(code));
}

/** Whether a group holds nothing but members whose attribute is unknown, which tells of nobody. */
export function isUnknownGroup(keyColumn: string, members: readonly number[]): boolean {
  return members.every(
    (key) => codeListOf(keyColumn)?.find((m) => m.key === key)?.code === "unknown",
  );
}
