/** Staff-months of pay that were paid in full. */
import { defineMeasure, proportion, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "E",
  title: { zh: "计生工作人员报酬落实率", en: "Grass-roots staff paid as agreed" },
  description: {
    zh: "报告期内应发的人月中足额发放者的比重。",
    en: "Staff-months paid in full per 100 staff-months of pay due in the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "足额发放人月数 ÷ 应发人月数 × 100",
    en: "staff-months paid in full / staff-months due × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "public",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    paid: sumOf("fact_staff_pay", "staff_months_paid_count"),
    due: sumOf("fact_staff_pay", "staff_months_due_count"),
  },
  reportedBy: ["fact_staff_pay"],
  breakdowns: [],
  evaluate: proportion("paid", "due"),
  caveats: [
    { zh: "县的数字含县本级人员。", en: "A county's figure holds its own office's staff too." },
  ],
  references: ["METHODS.md 3 E, 4.2"],
  example: { sums: { paid: 949, due: 1000 }, value: 94.9, interval: [93.3565, 96.0999] },
});
