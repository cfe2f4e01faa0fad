/** Units that use the information platform. */
import { completeShare, defineMeasure, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "信息平台应用率", en: "Units using the information platform" },
  description: {
    zh: "期末应使用信息平台的单位中已使用者的比重。",
    en: "Units that use the information platform per 100 that should, at the end of the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "已使用单位数 ÷ 应使用单位数 × 100", en: "units using it / units × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "public",
  chance: null,
  intervalMethod: null,
  components: {
    using: sumOf("fact_staff", "platform_units_count"),
    units: sumOf("fact_staff", "units_count"),
  },
  reportedBy: ["fact_staff"],
  breakdowns: [],
  evaluate: completeShare("using", "units"),
  caveats: [
    {
      zh: "全部单位的完整统计，没有区间。",
      en: "A complete count of units, so there is no interval.",
    },
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
  ],
  references: ["METHODS.md 3 X, 4.1"],
  example: { sums: { using: 29, units: 31 }, value: 93.5484 },
});
