/** Couples planning a pregnancy who had the pre-conception health check. */
import { defineMeasure, healthProgramme, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "免费孕前优生健康检查覆盖率", en: "Pre-conception health service coverage" },
  description: {
    zh: "报告期内在册计划怀孕夫妇中接受免费孕前优生健康检查者的比重。",
    en:
      "Couples planning a pregnancy on record who received the pre-conception health check, " +
      "per 100.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "受检夫妇数 ÷ 计划怀孕夫妇数 × 100",
    en: "couples served / couples planning a pregnancy × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    served: healthProgramme("served_count", 3),
    target: healthProgramme("target_count", 3),
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
  example: { sums: { served: 956, target: 1000 }, value: 95.6, interval: [94.1448, 96.7062] },
});
