/** Men among those who took part in the basic reproductive-health service. */
import { defineMeasure, healthProgramme, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "男性参与比例", en: "Male share of reproductive-health participants" },
  description: {
    zh: "报告期内基本生殖健康服务的参加者中男性的比重。",
    en:
      "Men per 100 persons who took part in the basic reproductive-health service in the " +
      "period.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "男性参加人数 ÷ 参加人数 × 100", en: "men served / persons served × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    men: healthProgramme("men_served_count", 1),
    served: healthProgramme("served_count", 1),
  },
  reportedBy: ["fact_reproductive_health"],
  breakdowns: [],
  evaluate: proportion("men", "served"),
  caveats: [
    { zh: "按人计，不按人次计。", en: "Persons, not person-times." },
    {
      zh: "每人在一期内只计一次：各季人数不能相加成年度，只回答原报告期。",
      en:
        "Each person counts once in a period: quarters do not add up to a year, so only the " +
        "very period of a return is answered.",
    },
  ],
  references: ["METHODS.md 3 F, 4.2"],
  example: { sums: { men: 210, served: 1000 }, value: 21, interval: [18.5889, 23.6331] },
});
