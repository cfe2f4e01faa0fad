/** The official accuracy of reported births, a net error. */
import { defineMeasure, netAccuracy, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "I",
  title: { zh: "出生统计求实率", en: "Birth reporting accuracy (historic formula)" },
  description: {
    zh: "100减去上报出生数与核查出生数之差占核查出生数的百分比。",
    en:
      "100 less the difference of births verified and births reported in per cent of those " +
      "verified.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "100 − |核查出生数 − 上报出生数| ÷ 核查出生数 × 100",
    en: "100 − |births verified − births reported| / births verified × 100",
  },
  multiplier: 1,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: null,
  intervalMethod: null,
  components: {
    reported: sumOf("fact_registration_quality", "births_reported_count"),
    verified: sumOf("fact_registration_quality", "births_verified_count"),
  },
  reportedBy: ["fact_registration_quality"],
  breakdowns: [],
  evaluate: netAccuracy("reported", "verified"),
  caveats: [
    {
      zh: "只反映净误差：漏报与虚报会相互抵消，请与出生登记完整率一并阅读。",
      en:
        "Net error only: misses and false entries cancel out, so read it beside the " +
        "completeness of registration.",
    },
    {
      zh: "多报也算误差；超过核查数一倍以上时为负。",
      en: "Over-reporting is an error too; past twice the verified births the value is negative.",
    },
  ],
  references: ["METHODS.md 3 I, 3.2"],
  example: { sums: { reported: 15832, verified: 15844 }, value: 99.9243 },
});
