/** The share of funds due that arrived. */
import { defineMeasure, funding, ratioOfAmounts } from "../define-measure.ts";

export default defineMeasure({
  section: "E",
  title: { zh: "资金到位率", en: "Funds arrived" },
  description: {
    zh: "报告期内应到位资金中实际到位的比重。",
    en: "Yuan received per 100 yuan due in the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "到位资金 ÷ 应到位资金 × 100", en: "yuan received / yuan due × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "public",
  chance: null,
  intervalMethod: null,
  components: { received: funding("received_yuan"), due: funding("due_yuan") },
  reportedBy: ["fact_funding"],
  breakdowns: ["programme"],
  evaluate: ratioOfAmounts("received", "due"),
  caveats: [
    { zh: "县的数字含县本级资金。", en: "A county's figure holds its own office's funds too." },
  ],
  references: ["METHODS.md 3 E, 4.1"],
  example: { sums: { received: 970000, due: 1000000 }, value: 97 },
});
