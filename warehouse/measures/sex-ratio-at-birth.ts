/** Male live births per 100 female live births. */
import { births, defineMeasure, female, male, sexRatio } from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "出生人口性别比", en: "Sex ratio at birth" },
  description: {
    zh: "每100名女性活产对应的男性活产数；正常范围为103至107。",
    en: "Male live births per 100 female live births; 103 to 107 is the natural range.",
  },
  unit: { zh: "（女=100）", en: "males per 100 females" },
  formula: { zh: "男性活产数 ÷ 女性活产数 × 100", en: "male / female live births × 100" },
  multiplier: 100,
  decimals: 1,
  direction: "inBand",
  sensitivity: "ordinary",
  chance: "sexRatio",
  intervalMethod: {
    zh: "男婴比例的Wilson区间，换算成比值",
    en: "Wilson on the proportion male, as odds",
  },
  components: {
    males: births({ sex_key: [male] }),
    females: births({ sex_key: [female] }),
    unknown: births({ sex_key: [0] }),
  },
  reportedBy: ["fact_births"],
  breakdowns: ["birthOrder", "ageBand", "source"],
  evaluate: sexRatio("males", "females", "unknown"),
  caveats: [
    {
      zh: "一个乡镇一年的出生数很少能区分115与107（约需6000例）；请合并年份或乡镇。",
      en: "Births of one township and year can rarely tell 115 from 107 (about 6,000 are needed); pool.",
    },
    {
      zh: "女婴漏报、迟报与性别选择都会抬高此值，数据本身不能区分。",
      en: "Late or missing registration of girls raises it as sex selection does; it cannot tell which.",
    },
  ],
  references: ["METHODS.md 3 D, 4.5", "Newcombe 1998"],
  example: {
    sums: { males: 550, females: 533, unknown: 0 },
    value: 103.2,
    interval: [91.607, 116.236],
  },
});
