/** Users of each contraceptive method among all users. */
import { defineMeasure, shareOfKnown, women } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "避孕方法构成比", en: "Method mix: share of method k among users" },
  description: {
    zh: "期末采用某种方法者占全部方法已知的避孕人数的比重；须按方法查看。",
    en: "Users of a method per 100 users of any known method; ask for it by METHOD.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "采用某种方法的人数 ÷ 方法已知的避孕人数 × 100",
    en: "users of a method / users of any known method × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "neutral",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    users: women("women_count", "users"),
    allUsers: women("women_count", "users", ["method"]),
    unknown: women("women_count", "unknown", ["method"]),
  },
  reportedBy: ["fact_women"],
  breakdowns: ["method", "children"],
  onlyBy: "method",
  evaluate: shareOfKnown("users", "allUsers", "unknown", "method_unknown_excluded"),
  caveats: [
    {
      zh: "避孕方法不详的妇女不计入分子和分母，其比重另列。",
      en: "Women whose method is unknown are on neither side; their share is shown.",
    },
    {
      zh: "各方法区间逐一成立；同时比较全部方法时应使用Goodman区间。",
      en: "Each interval holds by itself; to compare all methods at once take Goodman's.",
    },
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
  ],
  references: ["METHODS.md 3 F, 3.2, 4.2", "Goodman 1965"],
  example: {
    sums: { users: 907, allUsers: 1000, unknown: 0 },
    value: 90.7,
    interval: [88.7409, 92.3476],
  },
});
