/** Out-migrant married women using any contraceptive method on a date. */
import { defineMeasure, shareOfKnown, women } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "流出已婚育龄妇女综合避孕率", en: "Out-migrant contraceptive prevalence" },
  description: {
    zh: "期末流出的15至49岁已婚妇女中采用避孕方法者的比重。",
    en:
      "Out-migrant married women aged 15 to 49 with a method in place at the end of the " +
      "period, per 100.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "采用避孕方法的流出已婚育龄妇女数 ÷ 流出已婚育龄妇女数 × 100",
    en: "out-migrant users / out-migrant married women aged 15–49 × 100",
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
  bases: ["outMigrant"],
  evaluate: shareOfKnown("users", "women", "unknown", "method_unknown_excluded"),
  caveats: [
    {
      zh: "避孕方法不详的妇女不计入分子和分母，其比重另列。",
      en: "Women whose method is unknown are on neither side; their share is shown.",
    },
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
  ],
  references: ["METHODS.md 3 X, 4.2", "document 003 formula 1"],
  example: {
    sums: { users: 912, women: 1000, unknown: 0 },
    value: 91.2,
    interval: [89.2828, 92.8019],
  },
});
