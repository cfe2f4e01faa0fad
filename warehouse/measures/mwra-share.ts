/** Married women of 15 to 49 among all persons on a date. */
import { defineMeasure, proportion, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: {
    zh: "已婚育龄妇女占总人口比重",
    en: "Married women of reproductive age as share of population",
  },
  description: {
    zh: "期末15至49岁已婚妇女占总人口的比重。",
    en: "Married women aged 15 to 49 per 100 of the population at the end of the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "已婚育龄妇女数 ÷ 总人口 × 100",
    en: "married women aged 15–49 / population × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "neutral",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    marriedWomen: sumOf("fact_population_stock", "married_women_count"),
    population: sumOf("fact_population_stock", "population_count"),
  },
  reportedBy: ["fact_population_stock"],
  breakdowns: [],
  evaluate: proportion("marriedWomen", "population"),
  caveats: [
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
  ],
  references: ["METHODS.md 3 D, 4.2"],
  example: {
    sums: { marriedWomen: 97000, population: 470000 },
    value: 20.6383,
    interval: [20.5228, 20.7542],
  },
});
