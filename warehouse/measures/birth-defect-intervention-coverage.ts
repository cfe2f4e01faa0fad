/** Target couples served by birth-defect prevention. */
import { defineMeasure, healthProgramme, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "出生缺陷干预工程基本服务率", en: "Birth-defect prevention service coverage" },
  description: {
    zh: "报告期内出生缺陷干预工程目标夫妇中得到基本服务者的比重。",
    en: "Target couples who received the birth-defect prevention service, per 100.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "得到服务的夫妇数 ÷ 目标夫妇数 × 100",
    en: "couples served / target couples × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    served: healthProgramme("served_count", 4),
    target: healthProgramme("target_count", 4),
  },
  reportedBy: ["fact_reproductive_health"],
  breakdowns: [],
  evaluate: proportion("served", "target"),
  caveats: [
    {
      zh: "有的报表按夫妇双方计人数，不按对计。",
      en: "Some returns count both of a couple instead of couples.",
    },
    {
      zh: "每人在一期内只计一次：各季人数不能相加成年度，只回答原报告期。",
      en:
        "Each person counts once in a period: quarters do not add up to a year, so only the " +
        "very period of a return is answered.",
    },
  ],
  references: ["METHODS.md 3 F, 4.2"],
  example: { sums: { served: 907, target: 1000 }, value: 90.7, interval: [88.7409, 92.3476] },
});
