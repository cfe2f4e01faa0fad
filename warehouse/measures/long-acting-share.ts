/** Users of long-acting methods among all users. */
import { defineMeasure, shareOfKnown, women } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "长效避孕措施占比", en: "Share of long-acting methods among users" },
  description: {
    zh: "期末采用绝育、宫内节育器或皮下埋植者占全部避孕人数的比重。",
    en:
      "Users of sterilisation, an intrauterine device or an implant per 100 users of any " +
      "known method.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "采用长效方法的人数 ÷ 方法已知的避孕人数 × 100",
    en: "users of long-acting methods / users of any known method × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "neutral",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    longActing: women("women_count", "lastingUsers"),
    users: women("women_count", "users"),
    unknown: women("women_count", "unknown"),
  },
  reportedBy: ["fact_women"],
  breakdowns: ["children"],
  evaluate: shareOfKnown("longActing", "users", "unknown", "method_unknown_excluded"),
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
  references: ["METHODS.md 3 F, 4.2"],
  example: {
    sums: { longActing: 942, users: 1000, unknown: 0 },
    value: 94.2,
    interval: [92.575, 95.4867],
  },
});
