/** Persons entitled to free basic services who received them. */
import { defineMeasure, healthProgramme, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "免费基本项目技术服务落实率", en: "Free basic service coverage" },
  description: {
    zh: "报告期内应享受免费基本项目技术服务者中实际得到服务者的比重。",
    en: "Persons entitled to free basic technical services who received them, per 100.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "得到免费服务人数 ÷ 应享受人数 × 100",
    en: "persons served free / persons entitled × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    served: healthProgramme("served_count", 2),
    target: healthProgramme("target_count", 2),
  },
  reportedBy: ["fact_reproductive_health"],
  breakdowns: [],
  evaluate: proportion("served", "target"),
  caveats: [
    {
      zh: "每人在一期内只计一次：各季人数不能相加成年度，只回答原报告期。",
      en:
        "Each person counts once in a period: quarters do not add up to a year, so only the " +
        "very period of a return is answered.",
    },
  ],
  references: ["METHODS.md 3 F, 4.2"],
  example: { sums: { served: 985, target: 1000 }, value: 98.5, interval: [97.5399, 99.0889] },
});
