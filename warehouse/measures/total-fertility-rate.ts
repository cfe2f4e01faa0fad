/** Children a woman would bear at the age-specific rates of the period. */
import {
  birthsByMothersAge,
  defineMeasure,
  fertileAges,
  sumOfFertilityRates,
  womenAtFertileAges,
} from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "总和生育率", en: "Total fertility rate" },
  description: {
    zh: "按报告期的年龄别生育率，平均每名妇女一生生育的子女数。",
    en: "Children a woman would bear over her life at the period's age-specific fertility rates.",
  },
  unit: { zh: "个孩子", en: "children per woman" },
  formula: {
    zh: "5 × 各五岁组（活产数 ÷ 妇女人年数）之和",
    en: "5 × sum over five-year age bands of live births / woman-years",
  },
  multiplier: 1,
  decimals: 3,
  direction: "neutral",
  sensitivity: "ordinary",
  chance: null,
  intervalMethod: {
    zh: "以Byar限为基础的Dobson法",
    en: "Dobson on Byar limits",
  },
  components: { ...birthsByMothersAge(), ...womenAtFertileAges() },
  reportedBy: ["fact_births"],
  breakdowns: [],
  evaluate: sumOfFertilityRates(fertileAges),
  caveats: [
    {
      zh: "不足10例出生时不计算；村和小乡镇请合并若干年。",
      en: "Not computed below 10 births; pool years for villages and small townships.",
    },
  ],
  references: ["METHODS.md 3 D, 4.7", "Dobson et al. 1991"],
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
    value: 1.627,
    interval: [1.478, 1.787],
  },
});
