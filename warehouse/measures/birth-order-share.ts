/** Live births of each order among those whose order is known. */
import { births, defineMeasure, shareOfKnown } from "../define-measure.ts";

export default defineMeasure({
  section: "D",
  title: { zh: "孩次率（一孩率、二孩率）", en: "Share of births of order k" },
  description: {
    zh: "某孩次活产占孩次已知活产的比重；须按孩次查看。",
    en:
      "Live births of an order as a percentage of those of known order; ask for it by " +
      "BIRTH_ORDER.",
  },
  unit: { zh: "%", en: "%" },
  formula: {
    zh: "某孩次活产数 ÷ 孩次已知的活产数 × 100",
    en: "live births of an order / live births of known order × 100",
  },
  multiplier: 100,
  decimals: 2,
  direction: "neutral",
  sensitivity: "ordinary",
  chance: "proportion",
  intervalMethod: { zh: "Wilson得分区间", en: "Wilson score" },
  components: {
    births: births({ birth_order_key: [1, 2, 3] }),
    known: births({ birth_order_key: [1, 2, 3] }, ["birthOrder"]),
    unknown: births({ birth_order_key: [0] }, ["birthOrder"]),
  },
  reportedBy: ["fact_births"],
  breakdowns: ["birthOrder", "ageBand", "sex", "source"],
  onlyBy: "birthOrder",
  evaluate: shareOfKnown("births", "known", "unknown", "order_unknown_excluded"),
  caveats: [
    {
      zh: "孩次不详的出生不计入，其比重另列。",
      en: "Births of unknown order are left out; their share is shown.",
    },
    {
      zh: "各孩次区间逐一成立；同时比较全部孩次时应使用Goodman区间。",
      en: "Each interval holds by itself; to compare all orders at once take Goodman's.",
    },
  ],
  references: ["METHODS.md 3 D, 4.2"],
  example: {
    sums: { births: 656, known: 1083, unknown: 0 },
    value: 60.5725,
    interval: [57.6295, 63.4407],
  },
});
