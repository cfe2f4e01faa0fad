/** Serious or mass incidents. */
import { count, defineMeasure, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "G",
  title: { zh: "恶性、群体性事件数", en: "Serious or mass incidents" },
  description: {
    zh: "报告期内发生的恶性、群体性事件起数。",
    en: "Serious or mass incidents in the period.",
  },
  unit: { zh: "起", en: "incidents" },
  formula: { zh: "事件起数", en: "incidents" },
  multiplier: 1,
  decimals: 0,
  direction: "lowerBetter",
  sensitivity: "sensitive",
  chance: null,
  intervalMethod: {
    zh: "不足10例用精确法，10例起用Byar法",
    en: "exact below 10 events, Byar from 10",
  },
  components: { incidents: sumOf("fact_cases", "incidents_count") },
  reportedBy: ["fact_cases"],
  breakdowns: [],
  evaluate: count("incidents"),
  caveats: [
    {
      zh: "零起也有区间：上限说明在同等条件下可能的次数。",
      en: "None at all has an interval too: its upper limit says how many would not surprise.",
    },
  ],
  references: ["METHODS.md 3 G, 4.3"],
  example: { sums: { incidents: 0 }, value: 0, interval: [0, 3.69] },
});
