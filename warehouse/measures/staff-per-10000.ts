/** Programme staff per 10,000 of the population on a date. */
import { defineMeasure, ratioOfAmounts, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "E",
  title: { zh: "每万人口计生人员数", en: "Programme staff per 10 000 population" },
  description: {
    zh: "期末计划生育工作人员（折合专职）与总人口之比，按每万人计。",
    en:
      "Programme staff in full-time equivalents per 10,000 of the population at the end of " +
      "the period.",
  },
  unit: { zh: "人/万人", en: "per 10,000" },
  formula: { zh: "工作人员数 ÷ 总人口 × 10000", en: "full-time equivalents / population × 10,000" },
  multiplier: 10000,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "public",
  chance: null,
  intervalMethod: null,
  components: {
    staff: sumOf("fact_staff", "staff_fte"),
    population: sumOf("fact_population_stock", "population_count"),
  },
  reportedBy: ["fact_staff", "fact_population_stock"],
  breakdowns: [],
  evaluate: ratioOfAmounts("staff", "population"),
  caveats: [
    { zh: "每3000人1名相当于3.333。", en: "One for 3,000 residents is 3.333." },
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
  ],
  references: ["METHODS.md 3 E, 4.1"],
  example: { sums: { staff: 156, population: 470000 }, value: 3.3191 },
});
