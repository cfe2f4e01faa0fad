/** Women examined in a check-up round. */
import { checkups, defineMeasure, proportion } from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "参检率", en: "Check-up participation rate" },
  description: {
    zh: "一轮孕环情检查中应检妇女实际受检的比重。",
    en: "Women examined in a check-up round per 100 women on its list.",
  },
  unit: { zh: "%", en: "%" },
  formula: { zh: "受检人数 ÷ 应检人数 × 100", en: "women examined / women listed × 100" },
  multiplier: 100,
  decimals: 2,
  direction: "higherBetter",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: { seen: checkups("seen_count"), listed: checkups("listed_count") },
  reportedBy: ["fact_checkup_rounds"],
  breakdowns: [],
  evaluate: proportion("seen", "listed"),
  caveats: [
    {
      zh: "只回答一轮检查的原期间；各轮人数不能相加。",
      en: "Only the very period of a round is answered; rounds do not add up.",
    },
  ],
  references: ["METHODS.md 3 F, 4.2"],
  example: { sums: { seen: 61000, listed: 61653 }, value: 98.9408, interval: [98.8569, 99.0187] },
});
