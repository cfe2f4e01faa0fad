/**
 * Deaths of whole years, as statistics offices and gazetteers give them: no month is known, so months
 * and quarters have no answer.
 */
import { defineSource, notAfterReceipt } from "../define-source.ts";
import { ageColumn, areaColumn, populationBaseColumn, sexColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "年度死亡人数", en: "Deaths by year" },
  description:
    "Deaths of a calendar year by area, sex and age; the register that knows the month comes first " +
    "where there is one.",
  loads: "fact_deaths",
  priority: 2,
  columns: {
    area: areaColumn,
    year: {
      type: "year",
      holds: "the calendar year of death",
      synonyms: ["year", "death_year", "年份", "年度", "死亡年份"],
      required: true,
      to: "month_key",
    },
    sex: sexColumn,
    age: { ...ageColumn, holds: "the age at death", synonyms: ["age", "死亡年龄", "年龄"] },
    population_base: { ...populationBaseColumn, otherwise: "resident" },
    deaths_count: {
      type: "integer",
      holds: "the deaths",
      synonyms: ["deaths_count", "deaths", "死亡人数"],
      required: true,
      min: 0,
      to: "deaths_count",
    },
  },
  checks: [notAfterReceipt("year", { because: "Deaths that are still to come are a projection." })],
  key: ["area", "year", "population_base", "sex", "age"],
  time: "year",
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 180,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["区划代码", "年份", "性别", "死亡年龄", "死亡人数"],
      ["990521101", "2010", "男", "60-64", "１,204"],
      ["990521101", "2010年", "不详", "不详", "96"],
      ["990521101", "2010", "男", "60-64", "1204"],
    ],
    accepted: [
      { area: "990521101", year: 2010, sex: "male", age: 60, deaths_count: 1204 },
      { area: "990521101", year: 2010, sex: "unknown", age: null, deaths_count: 96 },
    ],
    rejected: 1,
  },
});
