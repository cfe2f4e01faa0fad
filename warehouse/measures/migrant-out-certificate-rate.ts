/** Out-migrant women registered for or holding the migrant's certificate. */
import { defineMeasure, proportion, women } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "流出成年育龄妇女办证登记率", en: "Out-migrant women registered or certified" },
  description: {
    zh: "期末流出已婚育龄妇女中已登记或持有流动人口婚育证明者的比重。",
    en:
      "Out-migrant married women of reproductive age registered for or holding the " +
      "migrant's certificate at the end of the period, per 100.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "已办证登记人数 ÷ 流出育龄妇女数 × 100",
    en: "women registered or certified / out-migrant women × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: { certified: women("certified_count"), women: women("women_count") },
  reportedBy: ["fact_women"],
  breakdowns: [],
  bases: ["outMigrant"],
  evaluate: proportion("certified", "women"),
  caveats: [
    {
      zh: "文件的分母是成年育龄妇女；登记簿只有已婚妇女。",
      en: "The document's denominator is adult women; the register holds married women.",
    },
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
  ],
  references: ["METHODS.md 3 X, 4.2", "document 003 formula 6"],
  example: { sums: { certified: 942, women: 1000 }, value: 94.2, interval: [92.575, 95.4867] },
});
