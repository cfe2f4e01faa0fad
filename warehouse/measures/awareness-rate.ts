/** Respondents who know a topic among those who answered a survey. */
import { defineMeasure, sampled, sampleShare } from "../define-measure.ts";

export default defineMeasure({
  section: "Q",
  title: { zh: "知晓率", en: "Knowledge and awareness" },
  description: {
    zh: "调查中某一主题达到合格线者的比重，按总体加权；须按主题查看。",
    en:
      "Valid respondents at or above the pass mark on a topic, per 100, weighted by what " +
      "they stand for; ask for it by TOPIC.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "合格者（加权）÷ 有效答卷（加权）× 100",
    en: "respondents who pass / valid respondents × 100, weighted",
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
  components: sampled([2, 3, 4, 5, 6]),
  reportedBy: ["fact_surveys"],
  breakdowns: ["topic"],
  sample: { stratum: "stratum", cluster: "cluster", population: "population_count" },
  onlyBy: "topic",
  evaluate: sampleShare(),
  caveats: [
    {
      zh: "合格线默认为答对80%的题目；按题目计分的结果不可与此混用。",
      en:
        "The pass mark is 80% of the items; shares of items answered correctly must not be " +
        "mixed with it.",
    },
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
  references: ["METHODS.md 3 Q, 3.3, 4.8"],
  example: {
    sums: { yes: 101, valid: 118, silent: 0 },
    sample: [
      { wave: 201110, area: 1, stratum: "1", cluster: "", yes: 23, valid: 29, population: 3868 },
      { wave: 201110, area: 1, stratum: "2", cluster: "", yes: 20, valid: 31, population: 1861 },
      { wave: 201110, area: 1, stratum: "3", cluster: "", yes: 25, valid: 25, population: 4390 },
      { wave: 201110, area: 1, stratum: "4", cluster: "", yes: 33, valid: 33, population: 3886 },
    ],
    value: 89.5706,
    interval: [82.7545, 93.8916],
  },
});
