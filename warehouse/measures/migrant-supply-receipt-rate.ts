/** Migrants asked who received free supplies. */
import { defineMeasure, sampled, sampleShare } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "流动已婚育龄人口免费药具获得率", en: "Free supplies actually received" },
  description: {
    zh: "抽查的流动人口中实际得到免费药具者的比重。",
    en:
      "Sampled migrants who received free supplies per 100 sampled migrants who should " +
      "receive them.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "得到免费药具的人数 ÷ 应得到的人数 × 100",
    en: "migrants who received them / migrants who should × 100",
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
  components: sampled([9]),
  reportedBy: ["fact_surveys"],
  breakdowns: [],
  sample: { stratum: "stratum", cluster: "cluster", population: "population_count" },
  evaluate: sampleShare({ onlyIfDrawn: true }),
  caveats: [
    {
      zh: "没有说明代表多少人的抽查（例如只到两个选定的地方）给出数值，不给区间。",
      en:
        "A check that does not say whom it stands for, such as a visit to two chosen places, " +
        "has a value and no interval.",
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
  references: ["METHODS.md 3 X, 4.8", "document 003 formula 3"],
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
