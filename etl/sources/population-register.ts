/** Dated head counts by sex and age from the population register; person-years are made of them. */
import { defineSource, notAfterReceipt, onlyWith, partOf } from "../define-source.ts";
import { ageColumn, areaColumn, populationBaseColumn, sexColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "人口登记", en: "Population register" },
  description:
    "Persons on a date by area, population base, sex and age: a stock, never summed in time.",
  loads: "fact_population_stock",
  priority: 1,
  columns: {
    area: areaColumn,
    date: {
      type: "date",
      holds: "the day the persons were counted",
      synonyms: ["date", "stock_date", "统计日期", "截止日期"],
      required: true,
    },
    population_base: populationBaseColumn,
    sex: sexColumn,
    age: ageColumn,
    population_count: {
      type: "integer",
      holds: "the persons",
      synonyms: ["population_count", "population", "人数", "人口数"],
      required: true,
      min: 0,
      to: "population_count",
    },
    married_women_count: {
      type: "integer",
      holds: "the married women among them, ages 15-49",
      synonyms: ["married_women_count", "已婚育龄妇女", "已婚育龄妇女人数"],
      min: 0,
      to: "married_women_count",
    },
  },
  checks: [
    notAfterReceipt("date", { because: "A count of persons is no forecast." }),
    partOf("married_women_count", "population_count"),
    onlyWith(
      { married_women_count: { from: 1 } },
      { sex: "female", age: { from: 15, to: 49 } },
      { because: "The column counts married women of ages 15-49." },
    ),
  ],
  key: ["area", "date", "population_base", "sex", "age"],
  time: "date",
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 60,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["area_code", "date", "population_base", "sex", "age", "population_count"],
      ["990521101001", "2010-12-31", "户籍", "女", "20-24", "1,204"],
      ["990521101001", "2010-12-31", "户籍", "女", "85+", "１２"],
      ["990521101001", "2010-12-31", "户籍", "女", "二十", "3"],
    ],
    accepted: [
      {
        area: "990521101001",
        date: "2010-12-31",
        population_base: "registered",
        sex: "female",
        age: 20,
        population_count: 1204,
      },
      {
        area: "990521101001",
        date: "2010-12-31",
        population_base: "registered",
        sex: "female",
        age: 85,
        population_count: 12,
      },
    ],
    rejected: 1,
  },
});
