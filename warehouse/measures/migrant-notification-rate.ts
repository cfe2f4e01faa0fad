/** Check-up reports notified to the home area. */
import { defineMeasure, migrantWork, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "孕检报告单通报率", en: "Check-up reports notified to the home area" },
  description: {
    zh: "报告期内应通报户籍地的孕检报告单中已通报者的比重。",
    en: "Check-up reports notified to the home area per 100 reports due in the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "已通报数 ÷ 应通报数 × 100", en: "reports notified / reports due × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    done: migrantWork("notifications_done_count"),
    due: migrantWork("notifications_due_count"),
  },
  reportedBy: ["fact_migrant_work"],
  breakdowns: [],
  bases: "any",
  evaluate: proportion("done", "due"),
  caveats: [
    {
      zh: "流入和流出人口合计；可指定人口口径。",
      en: "In- and out-migrants together; a question may name one population base.",
    },
  ],
  references: ["METHODS.md 3 X, 4.2"],
  example: { sums: { done: 921, due: 1000 }, value: 92.1, interval: [90.2625, 93.6153] },
});
