/** Returns that came within their limit. */
import { defineMeasure, proportion, returns } from "../define-measure.ts";

export default defineMeasure({
  section: "I",
  title: { zh: "统计信息及时率", en: "Reports or registrations on time" },
  description: {
    zh: "报告期内到期的报表中按期收到者的比重；时限由各来源规定。",
    en:
      "Returns received within their source's limit per 100 returns that were received or " +
      "due in the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "按期收到的报表数 ÷ 应报报表数 × 100", en: "returns on time / returns due × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "public",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: { onTime: returns("on_time_count"), due: returns("due_count") },
  reportedBy: [],
  breakdowns: ["source"],
  evaluate: proportion("onTime", "due"),
  caveats: [
    {
      zh: "时限随来源而异：旬报、月报、季报、年报各不相同。",
      en: "The limit is the source's: ten-day, monthly, quarterly and yearly returns differ.",
    },
    { zh: "按报表计算，不按其中的记录计算。", en: "Of returns, not of the records in them." },
  ],
  references: ["METHODS.md 3 I, 4.2"],
  example: { sums: { onTime: 570, due: 600 }, value: 95, interval: [92.952, 96.4755] },
});
