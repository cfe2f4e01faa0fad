/** Service cards issued to in-migrant women. */
import { defineMeasure, proportion, women } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "一卡通发放率", en: "Service cards issued to in-migrants" },
  description: {
    zh: "期末流入已婚育龄妇女中已发放服务卡者的比重。",
    en:
      "In-migrant married women who were issued a service card by the end of the period, " +
      "per 100.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "发卡人数 ÷ 流入已婚育龄妇女数 × 100",
    en: "cards issued / in-migrant married women × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: { cards: women("cards_count"), women: women("women_count") },
  reportedBy: ["fact_women"],
  breakdowns: [],
  bases: ["inMigrant"],
  evaluate: proportion("cards", "women"),
  caveats: [
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
    {
      zh: "旧卡未注销时发卡数可能超过妇女数，此时不计算。",
      en: "Where old cards are not taken back, cards may outnumber women; there is no value then.",
    },
  ],
  references: ["METHODS.md 3 X, 4.2"],
  example: { sums: { cards: 985, women: 1000 }, value: 98.5, interval: [97.5399, 99.0889] },
});
