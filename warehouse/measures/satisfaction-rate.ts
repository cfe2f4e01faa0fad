/** Satisfied clients among those who answered a survey. */
import { defineMeasure, sampled, sampleShare } from "../define-measure.ts";

export default defineMeasure({
  section: "Q",
  title: { zh: "群众满意率", en: "Client satisfaction" },
  description: {
    zh: "调查中有效答卷表示满意或很满意者的比重，按总体加权。",
    en:
      "Valid respondents who answered satisfied or very satisfied, per 100, weighted by " +
      "what they stand for.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "满意和很满意者（加权）÷ 有效答卷（加权）× 100",
    en: "satisfied respondents / valid respondents × 100, weighted",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: null,
  intervalMethod: {
    zh: "按抽样设计的有效样本量求Wilson区间",
    en: "Wilson at the effective size of the design",
  },
  components: sampled([1]),
  reportedBy: ["fact_surveys"],
  breakdowns: [],
  sample: { stratum: "stratum", cluster: "cluster", population: "population_count" },
  evaluate: sampleShare(),
  caveats: [
    {
      zh: "区间按分层和整群设计计算；报表未给出总体时按简单随机样本处理并加注。",
      en:
        "The interval follows strata and clusters; a sample that does not say what it stands " +
        "for is taken as simple and flagged.",
    },
    {
      zh: "未应答者不计入，其比重另列；有效问卷不足30份时不计算。",
      en:
        "Those who did not answer are left out and their share is shown; no value below 30 " +
        "valid answers.",
    },
  ],
  references: ["METHODS.md 3 Q, 4.8"],
  example: {
    sums: { yes: 109, valid: 120, silent: 0 },
    sample: [
      { wave: 201110, area: 1, stratum: "1", cluster: "", yes: 18, valid: 20, population: 922 },
      { wave: 201110, area: 1, stratum: "2", cluster: "", yes: 46, valid: 52, population: 4567 },
      { wave: 201110, area: 1, stratum: "3", cluster: "", yes: 45, valid: 48, population: 3499 },
    ],
    value: 90.6781,
    interval: [83.9134, 94.7753],
  },
});
