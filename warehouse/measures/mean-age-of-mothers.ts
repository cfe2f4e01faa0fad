/** Mean age of the mothers of the births as they are. */
import { births, defineMeasure, meanAge } from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "产妇平均年龄", en: "Mean age of mothers at birth (birth-weighted)" },
  description: {
    zh: "报告期内活产母亲生育时的平均年龄（周岁加半岁）。",
    en: "Mean age of the mothers of the period's live births: completed years plus half a year.",
  },
  unit: { zh: "岁", en: "years" },
  formula: {
    zh: "母亲周岁年龄之和 ÷ 年龄已知的活产数 + 0.5",
    en: "sum of completed ages / live births of known maternal age + 0.5",
  },
  multiplier: 1,
  decimals: 2,
  direction: "neutral",
  sensitivity: "ordinary",
  chance: null,
  intervalMethod: { zh: "t区间", en: "Student's t" },
  components: {
    known: births({}, [], "mothers_of_known_age_count"),
    ages: births({}, [], "maternal_age_sum"),
    ageSquares: births({}, [], "maternal_age_square_sum"),
    births: births(),
  },
  reportedBy: ["fact_births"],
  breakdowns: ["sex", "birthOrder", "source"],
  evaluate: meanAge("known", "ages", "ageSquares", "births"),
  caveats: [
    {
      zh: "受妇女年龄结构影响，不宜跨时期比较；比较请用平均生育年龄。",
      en: "It moves with the women's ages; compare periods by the mean age at childbearing.",
    },
    {
      zh: "只计算给出单岁年龄的出生；不足10例时不计算。",
      en: "Only births with the mother's single year of age; not computed below 10.",
    },
  ],
  references: ["METHODS.md 3 D, 4.9"],
  example: {
    sums: { known: 12, ages: 312, ageSquares: 8244, births: 12 },
    value: 26.5,
    interval: [24.299, 28.701],
  },
});
