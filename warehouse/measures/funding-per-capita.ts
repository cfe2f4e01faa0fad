/** Programme money spent per person of the mean population. */
import { amountPerHead, defineMeasure, funding, personYears } from "../define-measure.ts";

export default defineMeasure({
  section: "E",
  title: { zh: "人均计生事业费", en: "Programme funding per person, nominal" },
  description: {
    zh: "报告期内支出的计划生育事业费与平均人口之比（当年价）。",
    en: "Programme money spent in the period per person of the mean population, at current prices.",
  },
  unit: { zh: "元/人", en: "yuan per person" },
  formula: { zh: "支出 ÷ 平均人口", en: "yuan spent / mean population" },
  multiplier: 1,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "public",
  chance: null,
  intervalMethod: null,
  components: { spent: funding("spent_yuan"), personYears: personYears("all") },
  reportedBy: ["fact_funding"],
  breakdowns: ["programme"],
  evaluate: amountPerHead("spent", "personYears"),
  caveats: [
    {
      zh: "不足一年的金额不折算成全年。县的数字含县本级支出，不等于各乡镇的平均。",
      en: "Part-year amounts are never annualised. A county's figure holds its own office's spending too.",
    },
  ],
  references: ["METHODS.md 3 E, 3.2"],
  example: { sums: { spent: 2462800, personYears: 470000 }, value: 5.24 },
});
