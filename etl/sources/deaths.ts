/** Deaths from the vital register. */
import { defineSource, notAfterReceipt } from "../define-source.ts";
import { ageColumn, areaColumn, populationBaseColumn, sexColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "死亡登记", en: "Deaths" },
  description: "One row per death of the registered population.",
  loads: "fact_deaths",
  priority: 1,
  columns: {
    area: areaColumn,
    month: {
      type: "month",
      holds: "the month of death",
      synonyms: ["month", "date_of_death", "death_date", "死亡日期", "死亡年月"],
      required: true,
      to: "month_key",
    },
    sex: sexColumn,
    age: { ...ageColumn, holds: "the age at death", synonyms: ["age", "死亡年龄", "年龄"] },
    population_base: populationBaseColumn,
    deaths_count: {
      type: "integer",
      holds: "how many deaths the row stands for",
      synonyms: ["deaths_count", "deaths", "死亡人数"],
      otherwise: 1,
      min: 0,
      to: "deaths_count",
    },
    certificate_number: {
      type: "text",
      holds: "the death certificate's number",
      synonyms: ["certificate_number", "死亡证编号"],
      identifier: true,
    },
    name: {
      type: "text",
      holds: "the name of the deceased",
      synonyms: ["name", "姓名", "死者姓名"],
      identifier: true,
    },
  },
  checks: [notAfterReceipt("month")],
  key: ["certificate_number"],
  time: "month",
  supersedes: "coverage",
  periodMonths: 1,
  lateAfterDays: 30,
  rejectLimit: 0.05,
  sample: {
    rows: [
      ["area_code", "date_of_death", "sex", "age", "certificate_number"],
      ["990521101001", "2011-03-05", "男", "81", "D990000001"],
      ["990521101001", "2011-03-05", "男", "181", "D990000002"],
      ["990521101001", "2011-03-06", "女", "年龄不详", "D990000003"],
      ["990521101001", "2011-03-07", "女", "", "D990000004"],
    ],
    accepted: [
      { area: "990521101001", month: 201103, sex: "male", age: 80, deaths_count: 1 },
      { sex: "female", age: null, age_years: null },
    ],
    rejected: 2,
  },
});
