/** Accidents in contraception services. */
import { contraceptionServices, count, defineMeasure } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "技术服务事故数", en: "Technical service accidents" },
  description: {
    zh: "报告期内发生的计划生育技术服务事故起数。",
    en: "Technical accidents in contraception services in the period.",
  },
  unit: { zh: "起", en: "accidents" },
  formula: { zh: "事故起数", en: "accidents" },
  multiplier: 1,
  decimals: 0,
  direction: "lowerBetter",
  sensitivity: "sensitive",
  chance: null,
  intervalMethod: {
    zh: "不足10例用精确法，10例起用Byar法",
    en: "exact below 10 events, Byar from 10",
  },
  components: { accidents: contraceptionServices("accidents_count") },
  reportedBy: ["fact_contraception_services"],
  breakdowns: ["service", "source"],
  evaluate: count("accidents"),
  caveats: [
    {
      zh: "零起也有区间：上限说明在同等条件下可能的次数。",
      en: "None at all has an interval too: its upper limit says how many would not surprise.",
    },
  ],
  references: ["METHODS.md 3 F, 4.3"],
  example: { sums: { accidents: 0 }, value: 0, interval: [0, 3.69] },
});
