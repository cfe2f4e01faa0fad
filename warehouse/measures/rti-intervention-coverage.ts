/** Women targeted who were screened for reproductive-tract infections. */
import { defineMeasure, healthProgramme, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: {
    zh: "生殖道感染干预工程基本服务率",
    en: "Reproductive-tract-infection screening coverage",
  },
  description: {
    zh: "报告期内生殖道感染干预工程目标妇女中接受筛查者的比重。",
    en: "Women targeted who were screened for reproductive-tract infections, per 100.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "筛查人数 ÷ 目标人数 × 100", en: "women screened / women targeted × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    served: healthProgramme("served_count", 5),
    target: healthProgramme("target_count", 5),
  },
  reportedBy: ["fact_reproductive_health"],
  breakdowns: [],
  evaluate: proportion("served", "target"),
  caveats: [
    {
      zh: "每人在一期内只计一次：各季人数不能相加成年度，只回答原报告期。",
      en:
        "Each person counts once in a period: quarters do not add up to a year, so only the " +
        "very period of a return is answered.",
    },
  ],
  references: ["METHODS.md 3 F, 4.2"],
  example: { sums: { served: 921, target: 1000 }, value: 92.1, interval: [90.2625, 93.6153] },
});
