/** Entitlement cases paid in full by the due date. */
import { defineMeasure, proportion, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "E",
  title: { zh: "奖励优惠政策兑现率", en: "Entitlements paid" },
  description: {
    zh: "报告期内应兑现的奖励优惠对象中按期足额兑现者的比重（按人数）。",
    en:
      "Entitlement cases paid in full by the due date per 100 cases due in the period, by " +
      "cases.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "足额兑现人数 ÷ 应兑现人数 × 100", en: "cases paid in full / cases due × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    paid: sumOf("fact_entitlements", "cases_paid_count", { entitlement: "entitlement_key" }),
    due: sumOf("fact_entitlements", "cases_due_count", { entitlement: "entitlement_key" }),
  },
  reportedBy: ["fact_entitlements"],
  breakdowns: ["entitlement"],
  evaluate: proportion("paid", "due"),
  caveats: [
    {
      zh: "按人数计算；按金额计算的兑现率是另一口径，不可混用。",
      en: "By cases; the rate by amount is another variant and must not be mixed with it.",
    },
  ],
  references: ["METHODS.md 3 E, 3.3"],
  example: { sums: { paid: 1756, due: 1820 }, value: 96.4835, interval: [95.5346, 97.2366] },
});
