/** Check-ups of in-migrants that were free of charge. */
import { contraceptionServices, defineMeasure, visitShare } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "流入已婚育龄妇女免费接受孕检率", en: "Check-ups of in-migrants that were free" },
  description: {
    zh: "报告期内流入已婚育龄妇女孕检人次中免费者的比重。",
    en:
      "Free check-ups per 100 check-ups of in-migrant married women at their destination, " +
      "in person-times.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "免费孕检人次 ÷ 孕检人次 × 100", en: "free check-ups / check-ups × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    free: contraceptionServices("free_services_count", [9]),
    visits: contraceptionServices("services_count", [9]),
  },
  reportedBy: ["fact_contraception_services"],
  breakdowns: ["source"],
  bases: ["inMigrant"],
  evaluate: visitShare("free", "visits"),
  caveats: [
    {
      zh: "按人次计：同一妇女可能多次受检，因此区间偏窄。",
      en: "Person-times: one woman may come several times, so the interval is too narrow.",
    },
  ],
  references: ["METHODS.md 3 X, 3.2", "document 003 formula 5"],
  example: { sums: { free: 930, visits: 1000 }, value: 93, interval: [91.2485, 94.4224] },
});
