/** Deaths per 1,000 person-years of the whole population. */
import { deaths, defineMeasure, personYears, rate } from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "死亡率", en: "Crude death rate" },
  description: {
    zh: "报告期内死亡数与同一人口口径的人年数之比，按每千人年计。",
    en: "Deaths in the period per 1,000 person-years of the same population base.",
  },
  unit: { zh: "‰", en: "per 1,000" },
  formula: { zh: "死亡数 ÷ 人年数 × 1000", en: "deaths / person-years × 1,000" },
  multiplier: 1000,
  decimals: 2,
  direction: "neutral",
  sensitivity: "ordinary",
  chance: "rate",
  intervalMethod: {
    zh: "不足10例用精确法，10例起用Byar法",
    en: "exact below 10 events, Byar from 10",
  },
  components: {
    deaths: deaths(),
    personYears: personYears("deaths", {}, ["sex", "ageBand"]),
  },
  reportedBy: ["fact_deaths"],
  breakdowns: ["sex", "ageBand", "source"],
  evaluate: rate("deaths", "personYears"),
  caveats: [
    {
      zh: "受年龄结构影响；老龄化地区的粗死亡率较高并不说明健康较差。",
      en: "It moves with the age structure: an older area has a higher rate without being less healthy.",
    },
  ],
  references: ["METHODS.md 3 D, 4.3"],
  example: { sums: { deaths: 137, personYears: 57596 }, value: 2.38, interval: [1.997, 2.812] },
});
