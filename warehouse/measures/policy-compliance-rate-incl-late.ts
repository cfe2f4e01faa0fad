/** A historic share of births by the policy of the time, late registrations included. */
import { births, defineMeasure, registrations, shareWithLateBirths } from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: {
    zh: "流动人口出生政策符合率（含补报）",
    en: "Births in line with the policy of the time, late ones included (historic)",
  },
  description: {
    zh: "本年度活产及本年度登记的以前年度活产中，符合当时政策者的比重（历史指标）。",
    en:
      "Births of the year and births of earlier years registered in it that are classed as " +
      "within the policy of the time, per 100 (historic).",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "（符合当时政策的活产 + 补报的符合当时政策的活产）÷（活产 + 补报活产）× 100",
    en:
      "(live births within the policy + late ones within it) / (live births + late ones) × " +
      "100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "historic",
  sensitivity: "sensitive",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    within: births({ policy_class_key: [1] }),
    births: births(),
    unclassed: births({ policy_class_key: [0] }),
    lateWithin: registrations("earlier_year_count", { policy_class_key: [1] }),
    lateBirths: registrations("earlier_year_count"),
    lateUnclassed: registrations("earlier_year_count", { policy_class_key: [0] }),
  },
  reportedBy: ["fact_births"],
  breakdowns: [],
  evaluate: shareWithLateBirths(),
  caveats: [
    {
      zh: "历史统计指标，按当时政策口径保存；不用于个人层面，不进入默认排名。",
      en:
        "A historic official statistic, kept under the policy of its time; never used on " +
        "persons and left out of default rankings.",
    },
    {
      zh: "补报指以前年度出生、本年度登记的活产；只按日历年计算，其他期间会重复计数。",
      en:
        "Late births are those of earlier calendar years registered in this one; only " +
        "calendar years are answered, since other periods would count births twice.",
    },
    {
      zh: "未分类的出生按官方公式留在分母中，其比重另列；全部未分类时不计算。",
      en:
        "Births without a class stay in the denominator, as the official formula has it, and " +
        "their share is shown; without any class there is no value.",
    },
  ],
  references: ["METHODS.md 3 D, 3.3, 13", "document 003 formula 8"],
  example: {
    sums: {
      within: 900,
      births: 980,
      unclassed: 0,
      lateWithin: 30,
      lateBirths: 40,
      lateUnclassed: 0,
    },
    value: 91.1765,
    interval: [89.2777, 92.7662],
  },
});
