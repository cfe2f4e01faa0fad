/** First petitions closed by the reference date. */
import { defineMeasure, proportion, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "G",
  title: { zh: "初访结案率", en: "First-visit petitions closed" },
  description: {
    zh: "报告期内受理的初访中在基准日前结案者的比重。",
    en:
      "First petitions received in the period that were closed by the reference date, per " +
      "100.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "结案件数 ÷ 初访受理件数 × 100",
    en: "first petitions closed / first petitions received × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    closed: sumOf("fact_cases", "first_closed_count"),
    received: sumOf("fact_cases", "first_received_count"),
  },
  reportedBy: ["fact_cases"],
  breakdowns: [],
  evaluate: proportion("closed", "received"),
  caveats: [
    {
      zh: "近期受理的可能尚未到结案时间。",
      en: "Petitions received lately may not have had their time.",
    },
  ],
  references: ["METHODS.md 3 G, 4.2"],
  example: { sums: { closed: 186, received: 195 }, value: 95.3846, interval: [91.4625, 97.5531] },
});
