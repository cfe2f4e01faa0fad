/** Births of third and higher order among those whose order is known. */
import { births, defineMeasure, shareOfKnown } from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "多孩率", en: "Share of third and higher order births" },
  description: {
    zh: "三孩及以上活产占孩次已知活产的比重。",
    en: "Live births of third and higher order as a percentage of those of known order.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "三孩及以上活产数 ÷ 孩次已知的活产数 × 100",
    en: "live births of order 3 and above / live births of known order × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "neutral",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    third: births({ birth_order_key: [3] }),
    known: births({ birth_order_key: [1, 2, 3] }),
    unknown: births({ birth_order_key: [0] }),
  },
  reportedBy: ["fact_births"],
  breakdowns: ["ageBand", "sex", "source"],
  evaluate: shareOfKnown("third", "known", "unknown", "order_unknown_excluded"),
  caveats: [
    {
      zh: "孩次不详的出生不计入，其比重另列。",
      en: "Births of unknown order are left out; their share is shown.",
    },
  ],
  references: ["METHODS.md 3 D, 4.2"],
  example: {
    sums: { third: 22, known: 1083, unknown: 0 },
    value: 2.0314,
    interval: [1.3453, 3.0566],
  },
});
