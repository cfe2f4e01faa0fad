/** A historic share of persons listed as due for a long-acting method. */
import { contraceptionServices, defineMeasure, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "长效节育措施落实率", en: "Long-acting method uptake among those due" },
  description: {
    zh: "报告期内列为应落实者中落实长效避孕措施者的比重（历史指标）。",
    en:
      "Persons who took up a long-acting method per 100 persons listed as due for one in " +
      "the period (historic).",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "落实长效措施人数 ÷ 应落实人数 × 100",
    en: "persons who took one up / persons listed as due × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "historic",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    done: contraceptionServices("long_acting_done_count"),
    due: contraceptionServices("long_acting_due_count"),
  },
  reportedBy: ["fact_contraception_services"],
  breakdowns: [],
  evaluate: proportion("done", "due"),
  caveats: [
    {
      zh: "历史统计指标，按当时政策口径保存；不用于个人层面，不进入默认排名。",
      en:
        "A historic official statistic, kept under the policy of its time; never used on " +
        "persons and left out of default rankings.",
    },
    {
      zh: "避孕方法自由选择优先；此历史目标不再使用。",
      en: "Free choice of method comes first; the old target is not in use.",
    },
  ],
  references: ["METHODS.md 3 F, 13"],
  example: { sums: { done: 807, due: 901 }, value: 89.5671, interval: [87.4003, 91.398] },
});
