/** A historic rate of pregnancies found in check-up rounds. */
import { checkups, defineMeasure, personYears, shareOfPopulation } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "政策内孕情检出率", en: "In-policy pregnancies found per 1000 (historic)" },
  description: {
    zh: "一轮孕环情检查中发现的政策内孕情数与平均人口的千分比（历史指标）。",
    en:
      "Pregnancies within the policy of the time found in a check-up round per 1,000 of the " +
      "mean population of the round (historic).",
  },
  unit: { zh: "‰", en: "per 1,000" },
  formula: {
    zh: "政策内孕情数 ÷ 平均人口 × 1000",
    en: "pregnancies found / mean population × 1,000",
  },
  multiplier: 1000,
  decimals: 2,
  direction: "historic",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: { pregnancies: checkups("pregnancies_count"), personYears: personYears("all") },
  reportedBy: ["fact_checkup_rounds"],
  breakdowns: [],
  evaluate: shareOfPopulation("pregnancies", "personYears"),
  caveats: [
    {
      zh: "历史统计指标，按当时政策口径保存；不用于个人层面，不进入默认排名。",
      en:
        "A historic official statistic, kept under the policy of its time; never used on " +
        "persons and left out of default rankings.",
    },
    {
      zh: "文件未写明分母；以人口为分母才会接近6‰，以受检妇女为分母则远高于此。人口取该轮的平均人口。",
      en:
        "The document names no denominator: 6 per mille fits the population and is far too " +
        "low for women examined. The population is the mean of the round.",
    },
  ],
  references: ["METHODS.md 3 F, 3.3, 13"],
  example: {
    sums: { pregnancies: 1950, personYears: 316842 },
    value: 6.1545,
    interval: [5.8881, 6.4329],
  },
});
