/** Villages that meet the standard of self-governance. */
import { completeShare, defineMeasure, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "Q",
  title: { zh: "计划生育村民自治村比例", en: "Villages with self-governance" },
  description: {
    zh: "期末达到计划生育村民自治标准的行政村占全部行政村的比重。",
    en:
      "Administrative villages that meet the standard of self-governance, per 100, at the " +
      "end of the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "达标村数 ÷ 行政村数 × 100", en: "villages that meet it / villages × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "public",
  chance: null,
  intervalMethod: null,
  components: {
    meeting: sumOf("fact_village_practices", "self_governing_count"),
    villages: sumOf("fact_village_practices", "villages_count"),
  },
  reportedBy: ["fact_village_practices"],
  breakdowns: [],
  evaluate: completeShare("meeting", "villages"),
  caveats: [
    {
      zh: "全部村庄的完整统计，没有抽样误差，因此没有区间。",
      en: "A complete count of villages has no chance in it, so there is no interval.",
    },
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
  ],
  references: ["METHODS.md 3 Q, 4.1"],
  example: { sums: { meeting: 286, villages: 317 }, value: 90.2208 },
});
