/** Persons who took up a method within the time allowed. */
import { contraceptionServices, defineMeasure, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "避孕措施落实及时率", en: "Timely uptake of a method" },
  description: {
    zh: "报告期内期限届满的应落实者中，在规定期限内落实避孕措施者的比重。",
    en:
      "Persons who took up a method within the time allowed per 100 persons whose time " +
      "allowed ended in the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "及时落实人数 ÷ 期限届满的应落实人数 × 100",
    en: "persons in time / persons whose time ended × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    timely: contraceptionServices("uptakes_timely_count"),
    due: contraceptionServices("uptakes_due_count"),
  },
  reportedBy: ["fact_contraception_services"],
  breakdowns: [],
  evaluate: proportion("timely", "due"),
  caveats: [
    {
      zh: "期限未满的不计入分子和分母。",
      en: "Cases whose time has not run out are on neither side.",
    },
    {
      zh: "期限由填报口径确定，通常为产后90天。",
      en: "The time allowed is that of the return, commonly 90 days after a birth.",
    },
  ],
  references: ["METHODS.md 3 F, 14"],
  example: { sums: { timely: 956, due: 1000 }, value: 95.6, interval: [94.1448, 96.7062] },
});
