/** Live births per 1,000 woman-years at ages 15 to 49. */
import {
  births,
  defineMeasure,
  female,
  fertileAges,
  personYears,
  rate,
} from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "一般生育率", en: "General fertility rate" },
  description: {
    zh: "报告期内全部活产数与15至49岁妇女人年数之比，按每千人年计。",
    en: "All live births in the period per 1,000 woman-years lived at ages 15 to 49.",
  },
  unit: { zh: "‰", en: "per 1,000 women" },
  formula: {
    zh: "活产数 ÷ 15–49岁妇女人年数 × 1000",
    en: "live births / woman-years at 15–49 × 1,000",
  },
  multiplier: 1000,
  decimals: 2,
  direction: "neutral",
  sensitivity: "ordinary",
  chance: "rate",
  intervalMethod: {
    zh: "不足10例用精确法，10例起用Byar法",
    en: "exact below 10 events, Byar from 10",
  },
  components: {
    births: births(),
    women: personYears("births", { sex_key: [female], age_band_key: fertileAges }),
  },
  reportedBy: ["fact_births"],
  breakdowns: ["birthOrder", "source"],
  evaluate: rate("births", "women"),
  caveats: [],
  references: ["METHODS.md 3 D, 4.3"],
  example: { sums: { births: 88772, women: 1859429 }, value: 47.74, interval: [47.428, 48.0566] },
});
