/** Married women found at verification who are in the register. */
import { defineMeasure, sampled, sampleShare } from "../define-measure.ts";

export default defineMeasure({
  section: "I",
  title: { zh: "已婚育龄妇女信息覆盖率", en: "Coverage of married women in the register" },
  description: {
    zh: "核查中找到的已婚育龄妇女里已在信息系统中建卡者的比重，按总体加权。",
    en:
      "Married women found at verification who are in the register, per 100, weighted by " +
      "what they stand for.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "已建卡的妇女数（加权）÷ 核查到的妇女数（加权）× 100",
    en: "women found in the register / women found × 100, weighted",
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
  components: sampled([8]),
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
  references: ["METHODS.md 3 I, 4.8"],
  example: {
    sums: { yes: 146, valid: 176, silent: 0 },
    sample: [
      { wave: 201110, area: 1, stratum: "1", cluster: "", yes: 43, valid: 51, population: 734 },
      { wave: 201110, area: 1, stratum: "2", cluster: "", yes: 18, valid: 23, population: 602 },
      { wave: 201110, area: 1, stratum: "3", cluster: "", yes: 25, valid: 29, population: 3172 },
      { wave: 201110, area: 1, stratum: "4", cluster: "", yes: 33, valid: 44, population: 2345 },
      { wave: 201110, area: 1, stratum: "5", cluster: "", yes: 27, valid: 29, population: 1978 },
    ],
    value: 84.0767,
    interval: [76.9038, 89.3309],
  },
});
