/** Programme money spent per person at constant prices. */
import { amountPerHead, defineMeasure, funding, personYears } from "../define-measure.ts";

export default defineMeasure({
  section: "E",
  title: { zh: "人均计生事业费（不变价）", en: "Programme funding per person at constant prices" },
  description: {
    zh: "报告期内按价格指数基年价格折算的计划生育事业费支出与平均人口之比。",
    en:
      "Programme money spent in the period per person of the mean population, at prices of " +
      "the index's base year.",
  },
  unit: { zh: "元/人（基年价）", en: "yuan of base year per person" },
  formula: {
    zh: "支出 × 100 ÷ 当年价格指数 ÷ 平均人口",
    en: "yuan spent × 100 / price index of the year / mean population",
  },
  multiplier: 1,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "public",
  chance: null,
  intervalMethod: null,
  components: { spent: funding("spent_real_yuan"), personYears: personYears("all") },
  reportedBy: ["fact_funding"],
  breakdowns: ["programme"],
  evaluate: amountPerHead("spent", "personYears"),
  caveats: [
    {
      zh: "先折算金额再除以人口；没有价格指数的年份不计算。",
      en:
        "The amount is deflated first and divided afterwards; years without an index have no " +
        "value.",
    },
    { zh: "不足一年的金额不折算成全年。", en: "Part-year amounts are never annualised." },
  ],
  references: ["METHODS.md 3 E, 3.2"],
  example: { sums: { spent: 2426403.94, personYears: 470000 }, value: 5.1626 },
});
