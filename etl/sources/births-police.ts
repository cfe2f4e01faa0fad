/** Births as the police enter them in the household register, often months after the birth. */
import { defineSource } from "../define-source.ts";
import { birthChecks, birthColumns } from "../source-columns.ts";

export default defineSource({
  title: { zh: "公安出生入户", en: "Births: police household entry" },
  description:
    "One row per child entered in the household register; late entries keep their month of birth.",
  loads: "fact_births",
  priority: 2,
  columns: {
    ...birthColumns,
    population_base: { ...birthColumns.population_base!, otherwise: "registered" },
  },
  checks: birthChecks,
  key: ["certificate_number"],
  time: "month",
  supersedes: "coverage",
  periodMonths: 1,
  lateAfterDays: 60,
  rejectLimit: 0.05,
  sample: {
    rows: [
      ["区划代码", "出生日期", "性别", "入户日期", "出生证编号"],
      ["990521101001", "2011-09-04", "男", "2011-11-20", "X990000003"],
      ["", "2011-09-04", "男", "2011-11-20", "X990000005"],
    ],
    accepted: [
      {
        area: "990521101001",
        month: 201109,
        sex: "male",
        birth_order: "unknown",
        registered_on: "2011-11-20",
      },
    ],
    rejected: 1,
  },
});
