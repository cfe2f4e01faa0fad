/** Induced abortions per 100 live births. */
import { births, contraceptionServices, defineMeasure, ratioOfCounts } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "人工流产与活产比", en: "Induced abortions per 100 live births" },
  description: {
    zh: "报告期内每100例活产对应的人工流产例数。",
    en: "Induced abortions per 100 live births of the period.",
  },
  unit: { zh: "每100例活产", en: "per 100 births" },
  formula: { zh: "人工流产例数 ÷ 活产数 × 100", en: "induced abortions / live births × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "neutral",
  sensitivity: "sensitive",
  chance: null,
  intervalMethod: { zh: "比值的对数区间", en: "log-normal" },
  components: { abortions: contraceptionServices("services_count", [7]), births: births() },
  reportedBy: ["fact_contraception_services", "fact_births"],
  breakdowns: [],
  evaluate: ratioOfCounts("abortions", "births"),
  caveats: [
    {
      zh: "有意不设目标。分子与分母由不同来源上报，缺报一方会使比值失真。",
      en:
        "Neutral on purpose. Two sources report the two sides; where one is silent the ratio " +
        "is off.",
    },
  ],
  references: ["METHODS.md 3 F, 4.5"],
  example: { sums: { abortions: 40, births: 1083 }, value: 3.6934, interval: [2.6939, 5.0639] },
});
