/** Births as the hospitals notify them: by the mother's residence, migrants included. */
import { defineSource } from "../define-source.ts";
import { birthChecks, birthColumns } from "../source-columns.ts";

export default defineSource({
  title: { zh: "医院出生报告", en: "Births: hospital notification" },
  description: "One row per live birth notified by a hospital, by the mother's place of residence.",
  loads: "fact_births",
  priority: 3,
  columns: {
    ...birthColumns,
    population_base: { ...birthColumns.population_base!, otherwise: "resident" },
  },
  checks: birthChecks,
  key: ["certificate_number"],
  time: "month",
  supersedes: "coverage",
  periodMonths: 1,
  lateAfterDays: 10,
  rejectLimit: 0.05,
  sample: {
    rows: [
      ["村编码", "出生时间", "婴儿性别", "胎次", "产妇年龄", "出生医学证明编号"],
      ["990521101001", "20110904", "1", "1", "２３", "X990000003"],
      ["990521101001", "20110904", "3", "1", "23", "X990000004"],
    ],
    accepted: [
      { area: "990521101001", month: 201109, sex: "male", birth_order: "1", maternal_age: 20 },
    ],
    rejected: 1,
  },
});
