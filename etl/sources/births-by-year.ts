/**
 * Births of whole years, as statistics offices, gazetteers and public samples give them: no month is
 * known, so months and quarters have no answer.
 */
import { defineSource, notAfterReceipt } from "../define-source.ts";
import { birthColumns, populationBaseColumn, sexColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "年度出生人数", en: "Births by year" },
  description:
    "Live births of a calendar year by area: counts, or one row per birth without its month; the " +
    "returns that know the month come first where there are any.",
  loads: "fact_births",
  priority: 5,
  columns: {
    area: birthColumns.area!,
    year: {
      type: "year",
      holds: "the calendar year of birth",
      synonyms: ["year", "birth_year", "年份", "年度", "出生年份"],
      required: true,
      to: "month_key",
    },
    sex: { ...sexColumn, holds: "the child's sex", required: false, otherwise: "unknown" },
    birth_order: birthColumns.birth_order!,
    maternal_age: birthColumns.maternal_age!,
    population_base: { ...populationBaseColumn, otherwise: "resident" },
    policy_class: birthColumns.policy_class!,
    births_count: birthColumns.births_count!,
    record_number: {
      type: "text",
      holds: "what tells a row from all others, where the file has it",
      synonyms: ["record_number", "certificate_number", "记录编号", "出生证编号"],
      identifier: true,
    },
  },
  checks: [notAfterReceipt("year", { because: "Births that are still to come are a projection." })],
  key: ["record_number"],
  time: "year",
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 180,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["区划代码", "出生年份", "性别", "孩次", "出生人数"],
      ["990521101", "2010", "男", "二孩", "1,204"],
      ["990521101", "2010年", "", "", "96"],
      ["990521101", "2010-05", "女", "", "3"],
    ],
    accepted: [
      {
        area: "990521101",
        year: 2010,
        sex: "male",
        birth_order: "2",
        population_base: "resident",
        births_count: 1204,
      },
      { area: "990521101", year: 2010, sex: "unknown", birth_order: "unknown", births_count: 96 },
    ],
    rejected: 1,
  },
});
