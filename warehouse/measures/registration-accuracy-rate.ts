/** Records that an audit found without a substantive error. */
import { defineMeasure, sampleShare, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "I",
  title: { zh: "统计信息准确率", en: "Accuracy of records at verification" },
  description: {
    zh: "核查的记录中没有实质性差错者的比重；被核查的村作为整群。",
    en:
      "Records without a substantive error per 100 records checked; the villages that were " +
      "visited are the clusters.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "无差错记录数 ÷ 核查记录数 × 100",
    en: "records without error / records checked × 100",
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
  components: {
    yes: sumOf("fact_registration_quality", "records_correct_count"),
    valid: sumOf("fact_registration_quality", "records_checked_count"),
  },
  reportedBy: ["fact_registration_quality"],
  breakdowns: [],
  sample: { stratum: null, cluster: "area_key", population: null },
  evaluate: sampleShare(),
  caveats: [
    {
      zh: "核查村不加权：报表没有说明每个村代表多少记录。",
      en: "Villages are not weighted: returns do not say how many records each stands for.",
    },
    { zh: "核查记录不足30条时不计算。", en: "No value below 30 records checked." },
  ],
  references: ["METHODS.md 3 I, 4.8"],
  example: {
    sums: { yes: 395, valid: 424 },
    sample: [
      { wave: 201111, area: 1, stratum: "", cluster: "1", yes: 57, valid: 60, population: null },
      { wave: 201111, area: 2, stratum: "", cluster: "2", yes: 82, valid: 88, population: null },
      { wave: 201111, area: 3, stratum: "", cluster: "3", yes: 61, valid: 70, population: null },
      { wave: 201111, area: 4, stratum: "", cluster: "4", yes: 71, valid: 72, population: null },
      { wave: 201111, area: 5, stratum: "", cluster: "5", yes: 66, valid: 70, population: null },
      { wave: 201111, area: 6, stratum: "", cluster: "6", yes: 58, valid: 64, population: null },
    ],
    value: 93.1604,
    interval: [87.8972, 96.2328],
  },
});
