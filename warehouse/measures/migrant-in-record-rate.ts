/** In-migrant married women who have a file. */
import { defineMeasure, proportion, women } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "流入已婚育龄妇女查证建档率", en: "In-migrant women on file" },
  description: {
    zh: "期末流入已婚育龄妇女中已建档者的比重。",
    en: "In-migrant married women who have a file at the end of the period, per 100.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "已建档人数 ÷ 流入已婚育龄妇女数 × 100",
    en: "women on file / in-migrant married women × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: { onFile: women("on_file_count"), women: women("women_count") },
  reportedBy: ["fact_women"],
  breakdowns: [],
  bases: ["inMigrant"],
  evaluate: proportion("onFile", "women"),
  caveats: [
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
  ],
  references: ["METHODS.md 3 X, 4.2", "document 003 formula 7"],
  example: { sums: { onFile: 962, women: 1000 }, value: 96.2, interval: [94.8273, 97.2191] },
});
