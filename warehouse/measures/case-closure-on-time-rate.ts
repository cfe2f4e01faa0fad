/** Cases closed on or before their due date. */
import { defineMeasure, proportion, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "G",
  title: { zh: "按期结案率", en: "Cases closed on time" },
  description: {
    zh: "报告期内办理期限届满的案件中按期结案者的比重。",
    en:
      "Cases closed on or before their due date per 100 cases whose due date fell in the " +
      "period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "按期结案件数 ÷ 应结案件数 × 100", en: "cases closed on time / cases due × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    onTime: sumOf("fact_cases", "closed_on_time_count"),
    due: sumOf("fact_cases", "due_count"),
  },
  reportedBy: ["fact_cases"],
  breakdowns: [],
  evaluate: proportion("onTime", "due"),
  caveats: [
    {
      zh: "期限未满的不计入分子和分母。",
      en: "Cases whose time has not run out are on neither side.",
    },
  ],
  references: ["METHODS.md 3 G, 4.2"],
  example: { sums: { onTime: 921, due: 1000 }, value: 92.1, interval: [90.2625, 93.6153] },
});
