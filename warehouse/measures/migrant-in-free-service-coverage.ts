/** In-migrants entitled to free procedures who received them free of charge. */
import { defineMeasure, healthProgramme, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "流入已婚育龄妇女免费技术服务覆盖率", en: "In-migrant free procedure coverage" },
  description: {
    zh: "报告期内应享受免费技术服务的流入人口中实际免费得到服务者的比重。",
    en: "In-migrants who received a free procedure per 100 who should have received it free.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "免费得到服务的流入人数 ÷ 应享受的流入人数 × 100",
    en: "in-migrants served free / in-migrants entitled × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    served: healthProgramme("served_count", 2),
    target: healthProgramme("target_count", 2),
  },
  reportedBy: ["fact_reproductive_health"],
  breakdowns: [],
  bases: ["inMigrant"],
  evaluate: proportion("served", "target"),
  caveats: [
    {
      zh: "每人在一期内只计一次：各季人数不能相加成年度，只回答原报告期。",
      en:
        "Each person counts once in a period: quarters do not add up to a year, so only the " +
        "very period of a return is answered.",
    },
  ],
  references: ["METHODS.md 3 X, 4.2", "document 003 formula 2"],
  example: { sums: { served: 970, target: 1000 }, value: 97, interval: [95.7497, 97.8906] },
});
