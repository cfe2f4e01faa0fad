/** Mean age of mothers at the age-specific fertility rates of the period. */
import {
  birthsByMothersAge,
  defineMeasure,
  fertileAges,
  meanAgeOfFertility,
  womenAtFertileAges,
} from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "平均生育年龄", en: "Mean age at childbearing" },
  description: {
    zh: "按年龄别生育率加权的母亲平均年龄，不受妇女年龄结构影响。",
    en:
      "Mean age of mothers weighted by age-specific fertility rates, free of the women's " +
      "age structure.",
  },
  unit: { zh: "岁", en: "years" },
  formula: {
    zh: "各五岁组（组中年龄 × 生育率）之和 ÷ 生育率之和",
    en: "sum of mid-age × rate / sum of rates, five-year ages",
  },
  multiplier: 1,
  decimals: 2,
  direction: "neutral",
  sensitivity: "ordinary",
  chance: null,
  intervalMethod: { zh: "delta法", en: "delta method" },
  components: { ...birthsByMothersAge(), ...womenAtFertileAges() },
  reportedBy: ["fact_births"],
  breakdowns: [],
  evaluate: meanAgeOfFertility(fertileAges),
  caveats: [
    {
      zh: "不足10例出生时不计算；年龄不详的出生不计入。",
      en: "Not computed below 10 births; births to mothers of unknown age are left out.",
    },
    {
      zh: "按五岁组的组中年龄计算；与产妇平均年龄是两个不同的指标。",
      en: "Taken at the middle of five-year ages; the mean age of mothers is another statistic.",
    },
  ],
  references: ["METHODS.md 3 D, 4.7", "Human Fertility Database methods protocol"],
  example: {
    sums: {
      births15: 6,
      births20: 126,
      births25: 168,
      births30: 92,
      births35: 41,
      births40: 7,
      births45: 0,
      birthsUnknownAge: 0,
      women15: 993,
      women20: 1275,
      women25: 1367,
      women30: 1546,
      women35: 1315,
      women40: 1012,
      women45: 1046,
    },
    value: 27.9873,
    interval: [27.4693, 28.5052],
  },
});
