/** Queries of other provinces that were answered. */
import { defineMeasure, migrantWork, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "省际协查信息反馈率", en: "Inter-provincial queries answered" },
  description: {
    zh: "报告期内收到的省际协查信息中已反馈者的比重。",
    en: "Queries of other provinces answered per 100 received in the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "已反馈数 ÷ 收到数 × 100", en: "queries answered / queries received × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    answered: migrantWork("queries_answered_count"),
    received: migrantWork("queries_received_count"),
  },
  reportedBy: ["fact_migrant_work"],
  breakdowns: [],
  bases: "any",
  evaluate: proportion("answered", "received"),
  caveats: [
    {
      zh: "文件正文要求95%，附件要求90%：两项目标并存，评分按附件。",
      en:
        "The document's text asks for 95% and its annex for 90%: both targets are kept, and " +
        "scoring takes the annex.",
    },
    {
      zh: "流入和流出人口合计；可指定人口口径。",
      en: "In- and out-migrants together; a question may name one population base.",
    },
  ],
  references: ["METHODS.md 3 X, 4.2"],
  example: { sums: { answered: 970, received: 1000 }, value: 97, interval: [95.7497, 97.8906] },
});
