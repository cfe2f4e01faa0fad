/** The share of hospital births that the registering source has too. */
import { defineMeasure, proportion, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "I",
  title: {
    zh: "出生登记完整率（双系统估计）",
    en: "Completeness of birth registration (dual system)",
  },
  description: {
    zh: "另一来源（医院）的出生中能在出生登记来源里找到者的比重。",
    en: "Births of the other source (hospitals) that the registering source has too, per 100.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "匹配的出生数 ÷ 另一来源的出生数 × 100",
    en: "matched births / births of the other source × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    matched: sumOf("fact_birth_matches", "matched_count", { sex: "sex_key" }),
    others: sumOf("fact_birth_matches", "births_count", { sex: "sex_key" }),
  },
  reportedBy: ["fact_births"],
  breakdowns: ["sex"],
  evaluate: proportion("matched", "others"),
  caveats: [
    {
      zh: "前提：人口封闭、两来源相互独立、匹配正确、没有虚假记录；两来源正相关时会高估完整率。",
      en:
        "It assumes a closed population, independent sources, right matches and no false " +
        "records; sources that depend on one another make it look better than it is.",
    },
    {
      zh: "只含两来源都已上报的地区和月份，按证号匹配。",
      en: "Only areas and months that both sources reported; matched by the certificate's number.",
    },
  ],
  references: ["METHODS.md 3 I, 6.2", "Chandrasekar and Deming 1949"],
  example: { sums: { matched: 975, others: 1010 }, value: 96.5347, interval: [95.2188, 97.4979] },
});
