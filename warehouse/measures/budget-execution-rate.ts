/** The share of the budget that was spent. */
import { defineMeasure, funding, ratioOfAmounts } from "../define-measure.ts";

export default defineMeasure({
  section: "E",
  title: { zh: "预算执行率", en: "Budget execution" },
  description: {
    zh: "报告期内支出与同期预算之比；可以超过100%。",
    en: "Yuan spent as a percentage of yuan budgeted for the same period; it may pass 100.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "支出 ÷ 预算 × 100", en: "yuan spent / yuan budgeted × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "inBand",
  sensitivity: "public",
  chance: null,
  intervalMethod: null,
  components: { spent: funding("spent_yuan"), budgeted: funding("budgeted_yuan") },
  reportedBy: ["fact_funding"],
  breakdowns: ["programme"],
  evaluate: ratioOfAmounts("spent", "budgeted"),
  caveats: [],
  references: ["METHODS.md 3 E"],
  example: { sums: { spent: 1756005, budgeted: 1820000 }, value: 96.48 },
});
