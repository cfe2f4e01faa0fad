/** Supply points on residential land as a per cent of the standard density. */
import { defineMeasure, densityIndex, sumOf } from "../define-measure.ts";

export default defineMeasure({
  section: "X",
  title: { zh: "流动已婚育龄人口免费药具可及率", en: "Supply point accessibility" },
  description: {
    zh: "期末居住区内药具发放点密度与每平方公里1.2个的标准之比；可以超过100%。",
    en:
      "Supply points per square kilometre of residential land as a percentage of the " +
      "standard of 1.2; it may pass 100.",
  },
  unit: { zh: "%（以每平方公里1.2个为标准）", en: "% of 1.2 points per km²" },
  formula: {
    zh: "发放点数 ÷ 居住区面积 ÷ 1.2 × 100",
    en: "supply points / residential km² / 1.2 × 100",
  },
  multiplier: 100,
  decimals: 1,
  direction: "higherBetter",
  sensitivity: "public",
  chance: "rate",
  intervalMethod: {
    zh: "不足10例用精确法，10例起用Byar法",
    en: "exact below 10 events, Byar from 10",
  },
  components: {
    points: sumOf("fact_supply_points", "points_count"),
    km2: sumOf("fact_supply_points", "residential_km2"),
  },
  reportedBy: ["fact_supply_points"],
  breakdowns: [],
  evaluate: densityIndex("points", "km2", 1.2),
  caveats: [
    {
      zh: "是密度指数，不是比例：可以超过100%，评分时以100为上限。",
      en: "A density index, not a share: it may pass 100, and is capped at 100 when scored.",
    },
    {
      zh: "取报告期内最后一次统计；多期不相加。",
      en: "The last count of the period; counts of several dates are never added up.",
    },
  ],
  references: ["METHODS.md 3 X, 3.2", "document 003 formula 4"],
  example: { sums: { points: 30, km2: 20 }, value: 125, interval: [84.321, 178.452] },
});
