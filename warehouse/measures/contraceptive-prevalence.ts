/** Married women using any contraceptive method on a date. */
import { defineMeasure, shareOfKnown, women } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "综合避孕率", en: "Contraceptive prevalence" },
  description: {
    zh: "期末15至49岁已婚妇女中采用任何避孕方法者的比重；男性方法计在妻子名下。",
    en:
      "Married women aged 15 to 49 using any method at the end of the period, per 100; male " +
      "methods count on the wife.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "采用避孕方法的已婚育龄妇女数 ÷ 已婚育龄妇女数 × 100",
    en: "users of any method / married women aged 15–49 × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    users: women("women_count", "users"),
    women: women("women_count", "known"),
    unknown: women("women_count", "unknown"),
  },
  reportedBy: ["fact_women"],
  breakdowns: ["children"],
  evaluate: shareOfKnown("users", "women", "unknown", "method_unknown_excluded"),
  caveats: [
    {
      zh: "分母是全部已婚育龄妇女；应避孕对象避孕率使用另一分母。",
      en:
        "The denominator is all married women of the ages; prevalence among women at risk has " +
        "another one.",
    },
    {
      zh: "避孕方法不详的妇女不计入分子和分母，其比重另列。",
      en: "Women whose method is unknown are on neither side; their share is shown.",
    },
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
  ],
  references: ["METHODS.md 3 F, 3.3, 4.2"],
  example: {
    sums: { users: 53, women: 61, unknown: 0 },
    value: 86.8852,
    interval: [76.1981, 93.2019],
  },
});
