/** A historic share of couples that hold a one-child certificate. */
import { defineMeasure, proportion, women } from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "独生子女领证率", en: "One-child certificate rate (historic)" },
  description: {
    zh: "期末已领取独生子女证的夫妇占符合领证条件夫妇的比重（历史指标）。",
    en:
      "Couples holding a one-child certificate at the end of the period per 100 couples " +
      "eligible for one (historic).",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "已领证夫妇数 ÷ 符合领证条件的夫妇数 × 100",
    en: "couples holding a certificate / eligible couples × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "historic",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    holders: women("certificate_holders_count"),
    eligible: women("eligible_couples_count"),
  },
  reportedBy: ["fact_women"],
  breakdowns: ["children"],
  evaluate: proportion("holders", "eligible"),
  caveats: [
    {
      zh: "历史统计指标，按当时政策口径保存；不用于个人层面，不进入默认排名。",
      en:
        "A historic official statistic, kept under the policy of its time; never used on " +
        "persons and left out of default rankings.",
    },
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
  ],
  references: ["METHODS.md 3 D, 13"],
  example: { sums: { holders: 356, eligible: 3222 }, value: 11.049, interval: [10.0126, 12.1783] },
});
