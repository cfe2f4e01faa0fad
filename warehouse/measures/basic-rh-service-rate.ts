/** Use of the basic reproductive-health service. */
import { defineMeasure, healthProgramme, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "基本生殖健康服务率", en: "Standard basic reproductive-health service use" },
  description: {
    zh: "报告期内基本生殖健康服务对象中至少得到一次服务者的比重。",
    en:
      "Persons targeted by the basic reproductive-health service who had it at least once " +
      "in the period, per 100.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "得到服务人数 ÷ 服务对象数 × 100", en: "persons served / persons targeted × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    served: healthProgramme("served_count", 1),
    target: healthProgramme("target_count", 1),
  },
  reportedBy: ["fact_reproductive_health"],
  breakdowns: [],
  evaluate: proportion("served", "target"),
  caveats: [
    {
      zh: "对象以15至49岁妇女为主；报表把男性参与者计在一起，其比重见男性参与比例。",
      en:
        "Targets are women of 15 to 49 above all; returns count the men with them, and their " +
        "share is a measure of its own.",
    },
    {
      zh: "每人在一期内只计一次：各季人数不能相加成年度，只回答原报告期。",
      en:
        "Each person counts once in a period: quarters do not add up to a year, so only the " +
        "very period of a return is answered.",
    },
  ],
  references: ["METHODS.md 3 F, 4.2"],
  example: { sums: { served: 970, target: 1000 }, value: 97, interval: [95.7497, 97.8906] },
});
