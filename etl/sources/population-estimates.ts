/** Mean population of a year, as statistics offices publish it: person-years without dated stocks. */
import { defineSource } from "../define-source.ts";
import { ageColumn, areaColumn, populationBaseColumn, sexColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "年平均人口", en: "Population estimates" },
  description:
    "Mean (mid-year) persons of a calendar year by area, sex and age; each person counts for the whole year.",
  loads: "fact_person_years",
  priority: 1,
  columns: {
    area: areaColumn,
    year: {
      type: "year",
      holds: "the calendar year",
      synonyms: ["year", "年份", "年度"],
      required: true,
    },
    population_base: { ...populationBaseColumn, otherwise: "resident" },
    sex: sexColumn,
    age: ageColumn,
    population_count: {
      type: "decimal",
      holds: "the mean persons",
      synonyms: ["population_count", "population", "平均人口", "人数"],
      required: true,
      min: 0,
      to: "person_years",
    },
  },
  key: ["area", "year", "population_base", "sex", "age"],
  time: "year",
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 180,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["area", "year", "sex", "age", "population"],
      ["420005", "2012", "1", "0", "16"],
      ["420005", "2012", "2", "80+", "31"],
      ["420005", "2012", "2", "7", "-4"],
    ],
    accepted: [
      { area: "420005", year: 2012, population_base: "resident", sex: "male", age: 0 },
      { area: "420005", year: 2012, population_base: "resident", sex: "female", age: 80 },
    ],
    rejected: 1,
  },
});
