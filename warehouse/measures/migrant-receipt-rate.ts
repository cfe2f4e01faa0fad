/** Notices that were received or confirmed. */
import { defineMeasure, migrantWork, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "重点信息接收率", en: "Notifications received or confirmed" },
  description: {
    zh: "报告期内发出的重点信息中已被接收或确认者的比重。",
    en: "Notices received or confirmed per 100 sent in the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "已接收数 ÷ 发出数 × 100", en: "notices confirmed / notices sent × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    confirmed: migrantWork("notices_confirmed_count"),
    sent: migrantWork("notices_sent_count"),
  },
  reportedBy: ["fact_migrant_work"],
  breakdowns: [],
  bases: "any",
  evaluate: proportion("confirmed", "sent"),
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
  example: { sums: { confirmed: 930, sent: 1000 }, value: 93, interval: [91.2485, 94.4224] },
});
