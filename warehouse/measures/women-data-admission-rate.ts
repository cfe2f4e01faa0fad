/** Uploaded records of migrant women of reproductive age that met the standard. */
import { defineMeasure, migrantWork, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "育龄妇女信息入库率", en: "Women's records meeting the upload standard" },
  description: {
    zh: "报告期内上传的流动育龄妇女信息中达到入库标准者的比重。",
    en:
      "Records of migrant women of reproductive age that met the national standard per 100 such " +
      "records uploaded in the period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "合格入库数 ÷ 上传信息数 × 100", en: "records admitted / records uploaded × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    admitted: migrantWork("women_records_admitted_count"),
    sent: migrantWork("women_records_sent_count"),
  },
  reportedBy: ["fact_migrant_work"],
  breakdowns: [],
  bases: "any",
  evaluate: proportion("admitted", "sent"),
  caveats: [
    {
      zh: "流入和流出人口合计；可指定人口口径。",
      en: "In- and out-migrants together; a question may name one population base.",
    },
  ],
  references: ["METHODS.md 3 X, 4.2", "document 003 formula 9"],
  example: { sums: { admitted: 930, sent: 1000 }, value: 93, interval: [91.2485, 94.4224] },
});
