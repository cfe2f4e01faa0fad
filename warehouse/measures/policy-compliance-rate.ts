/** A historic share of births by the policy of the time. */
import { births, defineMeasure, shareOfClassed } from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "符合政策生育率", en: "Births in line with the policy of the time (historic)" },
  description: {
    zh: "报告期内符合当时政策的活产占全部活产的比重（历史指标）。",
    en:
      "Live births classed as within the policy of the time, per 100 live births of the " +
      "period (historic).",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "符合当时政策的活产数 ÷ 活产数 × 100",
    en: "live births within the policy / live births × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "historic",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    within: births({ policy_class_key: [1] }),
    births: births(),
    unclassed: births({ policy_class_key: [0] }),
  },
  reportedBy: ["fact_births"],
  breakdowns: ["birthOrder", "ageBand", "source"],
  evaluate: shareOfClassed("within", "births", "unclassed"),
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
    sums: { within: 884, births: 1061, unclassed: 0 },
    value: 83.3176,
    interval: [80.95495, 85.43991],
  },
});
