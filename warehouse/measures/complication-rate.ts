/** Confirmed complications per 1,000 procedures. */
import { contraceptionServices, defineMeasure, proportion } from "../define-measure.ts";

/** Keys of dim_service: procedures and what is of no single kind; no supplies, no check-ups. */
const procedures = [0, 1, 2, 3, 4, 5, 6, 7];

export default defineMeasure({
  section: "F",
  title: { zh: "手术并发症发生率", en: "Procedure complication rate" },
  description: {
    zh: "报告期内施行的计划生育手术中确认发生并发症者的千分比，按手术日期归期。",
    en:
      "Procedures with a confirmed complication per 1,000 procedures performed, by the date " +
      "of the procedure.",
  },
  unit: { zh: "‰", en: "per 1,000 procedures" },
  formula: {
    zh: "确认并发症例数 ÷ 手术例数 × 1000",
    en: "procedures with a complication / procedures × 1,000",
  },
  multiplier: 1000,
  decimals: 2,
  direction: "lowerBetter",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    complications: contraceptionServices("complications_count", procedures),
    procedures: contraceptionServices("services_count", procedures),
  },
  reportedBy: ["fact_contraception_services"],
  breakdowns: ["service", "source"],
  evaluate: proportion("complications", "procedures"),
  caveats: [
    {
      zh: "近期手术的并发症可能尚未确认。",
      en: "Complications of recent procedures may not be confirmed yet.",
    },
    { zh: "药具发放和孕环检不算手术。", en: "Supplies and check-ups are no procedures." },
  ],
  references: ["METHODS.md 3 F, 4.2"],
  example: {
    sums: { complications: 3, procedures: 2600 },
    value: 1.1538,
    interval: [0.3925, 3.3871],
  },
});
