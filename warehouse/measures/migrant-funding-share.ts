/** The share of programme money that goes to migrant work. */
import { defineMeasure, funding, ratioOfAmounts } from "../define-measure.ts";

export default defineMeasure({
  section: "E",
  title: { zh: "流动人口工作经费占比", en: "Share of funding for migrant work" },
  description: {
    zh: "报告期内计划生育事业费支出中流动人口工作经费的比重。",
    en: "Yuan spent on migrant work per 100 yuan of programme money spent at the same level.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "流动人口工作经费支出 ÷ 事业费支出 × 100",
    en: "yuan spent on migrant work / yuan spent on all programmes × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "public",
  chance: null,
  intervalMethod: null,
  components: {
    migrant: funding("spent_yuan", { programme_key: [2] }),
    spent: funding("spent_yuan"),
  },
  reportedBy: ["fact_funding"],
  breakdowns: [],
  evaluate: ratioOfAmounts("migrant", "spent"),
  caveats: [
    {
      zh: "分母含流动人口工作经费在内的全部项目。",
      en: "The denominator holds all programmes, migrant work included.",
    },
  ],
  references: ["METHODS.md 3 E, 4.1"],
  example: { sums: { migrant: 91000, spent: 1756000 }, value: 5.1822 },
});
