/** Clients followed up at the required times after a procedure or supply. */
import { contraceptionServices, defineMeasure, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "术后和药具随访服务率", en: "Follow-up after procedure or supply" },
  description: {
    zh: "报告期内应随访对象中按规定时间得到随访者的比重。",
    en:
      "Clients followed up at the required times per 100 clients whose follow-up fell due " +
      "in the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "按时随访人数 ÷ 应随访人数 × 100", en: "clients followed up / clients due × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    done: contraceptionServices("followups_done_count"),
    due: contraceptionServices("followups_due_count"),
  },
  reportedBy: ["fact_contraception_services"],
  breakdowns: ["service", "source"],
  evaluate: proportion("done", "due"),
  caveats: [
    {
      zh: "期限未满的不计入分子和分母。",
      en: "Cases whose time has not run out are on neither side.",
    },
  ],
  references: ["METHODS.md 3 F, 4.2"],
  example: { sums: { done: 963, due: 1000 }, value: 96.3, interval: [94.9418, 97.3039] },
});
