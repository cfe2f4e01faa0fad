/** A historic rate of pregnancies found in check-up rounds: the variant per women examined. */
import { checkups, defineMeasure, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: {
    zh: "政策内孕情检出率（按受检妇女）",
    en: "In-policy pregnancies found per 1000 women examined (historic)",
  },
  description: {
    zh: "一轮孕环情检查中发现的政策内孕情数与受检妇女数的千分比（历史指标）。",
    en:
      "Pregnancies within the policy of the time found in a check-up round per 1,000 women " +
      "examined in it (historic).",
  },
  unit: { zh: "‰", en: "per 1,000 women examined" },
  formula: {
    zh: "政策内孕情数 ÷ 受检妇女数 × 1000",
    en: "pregnancies found / women examined × 1,000",
  },
  multiplier: 1000,
  decimals: 2,
  direction: "historic",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    pregnancies: checkups("pregnancies_count"),
    seen: checkups("seen_count"),
  },
  reportedBy: ["fact_checkup_rounds"],
  breakdowns: [],
  evaluate: proportion("pregnancies", "seen"),
  caveats: [
    {
      zh: "历史统计指标，按当时政策口径保存；不用于个人层面，不进入默认排名。",
      en:
        "A historic official statistic, kept under the policy of its time; never used on " +
        "persons and left out of default rankings.",
    },
    {
      zh: "文件的6‰目标对应总人口，不能与此口径相比。",
      en: "The document's 6 per mille fits the population; it is no target of this variant.",
    },
  ],
  references: ["METHODS.md 3 F, 3.3, 13"],
  example: {
    sums: { pregnancies: 650, seen: 61000 },
    value: 10.6557,
    interval: [9.8712, 11.5019],
  },
});
