/** Migrants who received the services due to them. */
import { defineMeasure, healthProgramme, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "I",
  title: { zh: "流动人口服务率", en: "Migrants served" },
  description: {
    zh: "报告期内应服务的流动人口中得到服务者的比重。",
    en: "Migrants served per 100 migrants due service in the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "得到服务人数 ÷ 应服务人数 × 100",
    en: "persons served / persons due service × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    served: healthProgramme("served_count", 6),
    target: healthProgramme("target_count", 6),
  },
  reportedBy: ["fact_reproductive_health"],
  breakdowns: [],
  bases: "any",
  evaluate: proportion("served", "target"),
  caveats: [
    {
      zh: "流入和流出人口合计；可指定人口口径。",
      en: "In- and out-migrants together; a question may name one population base.",
    },
    {
      zh: "每人在一期内只计一次：各季人数不能相加成年度，只回答原报告期。",
      en:
        "Each person counts once in a period: quarters do not add up to a year, so only the " +
        "very period of a return is answered.",
    },
  ],
  references: ["METHODS.md 3 I, 4.2"],
  example: { sums: { served: 963, target: 1000 }, value: 96.3, interval: [94.9418, 97.3039] },
});
