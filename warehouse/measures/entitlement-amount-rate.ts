/** Yuan of entitlements paid of the yuan due: the variant by amount. */
import { defineMeasure, ratioOfAmounts, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "E",
  title: { zh: "奖励优惠政策兑现率（按金额）", en: "Entitlements paid, by amount" },
  description: {
    zh: "报告期内应兑现的奖励优惠金额中已兑现的比重。",
    en: "Yuan of entitlements paid per 100 yuan due in the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "已兑现金额 ÷ 应兑现金额 × 100", en: "yuan paid / yuan due × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "public",
  chance: null,
  intervalMethod: null,
  components: {
    paid: sumOf("fact_entitlements", "paid_yuan", { entitlement: "entitlement_key" }),
    due: sumOf("fact_entitlements", "due_yuan", { entitlement: "entitlement_key" }),
  },
  reportedBy: ["fact_entitlements"],
  breakdowns: ["entitlement"],
  evaluate: ratioOfAmounts("paid", "due"),
  caveats: [
    {
      zh: "按金额计算；按人数计算的兑现率是另一口径，不可混用。",
      en: "By amount; the rate by cases is another variant and must not be mixed with it.",
    },
  ],
  references: ["METHODS.md 3 E, 3.3, 4.1"],
  example: { sums: { paid: 1284000, due: 1300000 }, value: 98.7692 },
});
