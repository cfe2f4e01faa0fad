/** Births less deaths per 1,000 person-years. */
import {
  births,
  deaths,
  defineMeasure,
  differenceOfRates,
  personYears,
} from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "自然增长率", en: "Rate of natural increase" },
  description: {
    zh: "出生率与死亡率之差，按每千人年计；可以为负。",
    en: "Crude birth rate less crude death rate, per 1,000 person-years; it may be negative.",
  },
  unit: { zh: "‰", en: "per 1,000" },
  formula: {
    zh: "（活产数 − 死亡数）÷ 人年数 × 1000",
    en: "(live births − deaths) / person-years × 1,000",
  },
  multiplier: 1000,
  decimals: 2,
  direction: "neutral",
  sensitivity: "ordinary",
  chance: null,
  intervalMethod: {
    zh: "两个率的MOVER法",
    en: "MOVER of the two rates",
  },
  components: {
    births: births(),
    birthYears: personYears("births"),
    deaths: deaths(),
    deathYears: personYears("deaths"),
  },
  reportedBy: ["fact_births", "fact_deaths"],
  breakdowns: [],
  evaluate: differenceOfRates(["births", "birthYears"], ["deaths", "deathYears"]),
  caveats: [],
  references: ["METHODS.md 3 D, 4.6", "Zou and Donner 2008"],
  example: {
    sums: { births: 436, birthYears: 57596, deaths: 137, deathYears: 57596 },
    value: 5.19,
    interval: [4.3732, 6.0284],
  },
});
