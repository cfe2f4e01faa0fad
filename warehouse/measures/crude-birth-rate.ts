/** Live births per 1,000 person-years of the whole population. */
import { births, defineMeasure, personYears, rate } from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "出生率", en: "Crude birth rate" },
  description: {
    zh: "报告期内活产数与同一人口口径的人年数之比，按每千人年计。",
    en: "Live births in the period per 1,000 person-years of the same population base.",
  },
  unit: { zh: "‰", en: "per 1,000" },
  formula: { zh: "活产数 ÷ 人年数 × 1000", en: "live births / person-years × 1,000" },
  multiplier: 1000,
  decimals: 2,
  direction: "neutral",
  sensitivity: "ordinary",
  chance: "rate",
  intervalMethod: {
    zh: "不足10例用精确法，10例起用Byar法",
    en: "exact below 10 events, Byar from 10",
  },
  components: { births: births(), personYears: personYears("births") },
  reportedBy: ["fact_births"],
  breakdowns: ["birthOrder", "source"],
  evaluate: rate("births", "personYears"),
  caveats: [
    {
      zh: "按年龄结构不同的地区比较时，请同时看总和生育率。",
      en: "It moves with the age structure; compare areas by the total fertility rate as well.",
    },
  ],
  references: ["METHODS.md 3 D, 4.3", "Breslow and Day 1987"],
  example: { sums: { births: 436, personYears: 57596 }, value: 7.57, interval: [6.876, 8.315] },
});
