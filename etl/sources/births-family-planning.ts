/** Births as the family-planning office returns them: the source of record for the registered population. */
import { defineSource } from "../define-source.ts";
import { birthChecks, birthColumns } from "../source-columns.ts";

export default defineSource({
  title: { zh: "计划生育出生报表", en: "Births: family-planning return" },
  description:
    "One row per live birth of the registered population, from the yearly return of the family-planning office.",
  loads: "fact_births",
  priority: 1,
  columns: {
    ...birthColumns,
    population_base: { ...birthColumns.population_base!, otherwise: "registered" },
  },
  checks: birthChecks,
  key: ["certificate_number"],
  time: "month",
  supersedes: "coverage",
  periodMonths: 1,
  lateAfterDays: 30,
  rejectLimit: 0.05,
  sample: {
    rows: [
      ["村编码", "出生日期", "性别", "孩次", "母亲年龄", "出生证编号"],
      ["990521101001", "2011年9月4日", "女", "二孩", "27", "X990000001"],
      ["990521101001", "2011年9月5日", "男", "9", "99", "X990000006"],
      ["990521101001", "2011年2月30日", "男", "一孩", "24", "X990000002"],
    ],
    accepted: [
      { area: "990521101001", month: 201109, sex: "female", birth_order: "2", maternal_age: 25 },
      { birth_order: "unknown", maternal_age: null, births_count: 1 },
    ],
    rejected: 1,
  },
});
