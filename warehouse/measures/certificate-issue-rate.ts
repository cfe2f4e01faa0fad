/** Migrants' certificates that were issued. */
import { defineMeasure, migrantWork, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "I",
  title: { zh: "流动人口发证率", en: "Certificates issued to migrants" },
  description: {
    zh: "报告期内应办证的流动人口中已发证者的比重。",
    en: "Persons issued a migrant's certificate per 100 persons due one in the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "已发证人数 ÷ 应发证人数 × 100", en: "persons issued / persons due × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    issued: migrantWork("certificates_issued_count"),
    due: migrantWork("certificates_due_count"),
  },
  reportedBy: ["fact_migrant_work"],
  breakdowns: [],
  bases: "any",
  evaluate: proportion("issued", "due"),
  caveats: [
    {
      zh: "流入和流出人口合计；可指定人口口径。",
      en: "In- and out-migrants together; a question may name one population base.",
    },
  ],
  references: ["METHODS.md 3 I, 4.2"],
  example: { sums: { issued: 900, due: 1000 }, value: 90, interval: [87.9848, 91.7091] },
});
