/** A historic share of births by the policy of the time. */
import { births, defineMeasure, shareOfClassed } from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: {
    zh: "计划外多孩出生率",
    en: "Births of order 3+ outside the policy of the time (historic)",
  },
  description: {
    zh: "报告期内不符合当时政策的三孩及以上活产占全部活产的比重（历史指标）。",
    en:
      "Live births of order 3 and above classed as outside the policy of the time, per 100 " +
      "live births (historic).",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "不符合当时政策的三孩及以上活产数 ÷ 活产数 × 100",
    en: "live births of order 3+ outside the policy / live births × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "historic",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    outside: births({ birth_order_key: [3], policy_class_key: [2] }),
    births: births(),
    unclassed: births({ policy_class_key: [0] }),
  },
  reportedBy: ["fact_births"],
  breakdowns: ["ageBand", "sex", "source"],
  evaluate: shareOfClassed("outside", "births", "unclassed"),
  caveats: [
    {
      zh: "历史统计指标，按当时政策口径保存；不用于个人层面，不进入默认排名。",
      en:
        "A historic official statistic, kept under the policy of its time; never used on " +
        "persons and left out of default rankings.",
    },
    {
      zh: "未分类的出生按官方公式留在分母中，其比重另列；全部未分类时不计算。",
      en:
        "Births without a class stay in the denominator, as the official formula has it, and " +
        "their share is shown; without any class there is no value.",
    },
  ],
  references: ["METHODS.md 3 D, 13"],
  example: {
    sums: { outside: 1, births: 1083, unclassed: 0 },
    value: 0.0923,
    interval: [0.0163, 0.5212],
  },
});
