/** Live births per 1,000 woman-years, mothers and women of the same age band. */
import {
  births,
  defineMeasure,
  female,
  fertileAges,
  personYears,
  rateByAge,
} from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "年龄别生育率", en: "Age-specific fertility rate" },
  description: {
    zh: "某年龄组妇女的活产数与该年龄组妇女人年数之比，按每千人年计；须按年龄组查看。",
    en: "Live births to women of an age band per 1,000 woman-years of that band; ask for it by AGE_BAND.",
  },
  unit: { zh: "‰", en: "per 1,000 women" },
  formula: {
    zh: "某年龄组活产数 ÷ 该组妇女人年数 × 1000",
    en: "live births at an age / woman-years at that age × 1,000",
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
    births: births({ maternal_age_band_key: fertileAges }),
    women: personYears("births", { sex_key: [female], age_band_key: fertileAges }, ["ageBand"]),
    known: births({ maternal_age_band_key: fertileAges }, ["ageBand"]),
    unknown: births({ maternal_age_band_key: [-1] }, ["ageBand"]),
  },
  reportedBy: ["fact_births"],
  breakdowns: ["ageBand", "birthOrder", "source"],
  onlyBy: "ageBand",
  evaluate: rateByAge("births", "women", "known", "unknown"),
  caveats: [
    {
      zh: "年龄不详的出生按已知年龄的比例分摊，其比重另列；15岁以下和50岁及以上的产妇不在内。",
      en:
        "Births to mothers of unknown age are spread in proportion to the known ones and their " +
        "share is shown; those to mothers under 15 and from 50 on are not in it.",
    },
  ],
  references: ["METHODS.md 3 D, 4.3"],
  example: {
    sums: { births: 8530, women: 243762, known: 88772, unknown: 0 },
    value: 34.99,
    interval: [34.2544, 35.7438],
  },
});
