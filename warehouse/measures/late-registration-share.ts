/** Births that were registered late. */
import { defineMeasure, proportion, registrations } from "../define-measure.ts";

export default defineMeasure({
  section: "I",
  title: { zh: "补报出生占比", en: "Late-registered births" },
  description: {
    zh: "报告期内登记的活产中超过来源规定时限登记者的比重，按登记月份归期。",
    en:
      "Live births registered after the source's limit per 100 registered in the period, by " +
      "the month of registration.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "逾期登记的活产数 ÷ 登记的活产数 × 100",
    en: "live births registered late / live births registered × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "lowerBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: { late: registrations("late_count"), registered: registrations("registered_count") },
  reportedBy: ["fact_births"],
  breakdowns: ["policyClass", "source"],
  evaluate: proportion("late", "registered"),
  caveats: [
    { zh: "没有登记日期的出生不计入。", en: "Births without a day of registration are left out." },
    {
      zh: "时限由来源规定，从出生当月月末算起。",
      en: "The limit is the source's, counted from the end of the month of birth.",
    },
  ],
  references: ["METHODS.md 3 I, 4.2"],
  example: { sums: { late: 43, registered: 1083 }, value: 3.9705, interval: [2.9609, 5.3054] },
});
