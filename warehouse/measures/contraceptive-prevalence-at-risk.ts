/** Users of any method among the women who are at risk of an unwanted pregnancy. */
import { defineMeasure, proportion, women } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "应避孕对象避孕率", en: "Contraceptive prevalence among women at risk" },
  description: {
    zh: "期末避孕人数占应避孕对象（已婚育龄妇女减去丧偶、离异、绝经、不孕、现孕和待孕者）的比重。",
    en:
      "Users of any method per 100 married women at risk: those widowed, divorced, " +
      "menopausal, infertile, pregnant or wanting a child are not counted.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "避孕人数 ÷ 应避孕对象数 × 100", en: "users of any method / women at risk × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: { users: women("women_count", "users"), atRisk: women("at_risk_count") },
  reportedBy: ["fact_women"],
  breakdowns: ["children"],
  evaluate: proportion("users", "atRisk"),
  caveats: [
    {
      zh: "分母是应避孕对象；综合避孕率以全部已婚育龄妇女为分母。",
      en:
        "The denominator is women at risk; contraceptive prevalence has all married women of " +
        "the ages.",
    },
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
  ],
  references: ["METHODS.md 3 F, 3.3, 4.2"],
  example: { sums: { users: 5210, atRisk: 5630 }, value: 92.54, interval: [91.8243, 93.1977] },
});
