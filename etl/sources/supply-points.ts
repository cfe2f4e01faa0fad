/** Points that give out free contraceptives, and the residential land that they serve. */
import { defineSource, notAfterReceipt } from "../define-source.ts";
import { areaColumn, countColumn, dateColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "药具发放点", en: "Supply points" },
  description:
    "Supply points on a date and the residential area in square kilometres: a stock, never summed " +
    "in time.",
  loads: "fact_supply_points",
  priority: 1,
  columns: {
    area: areaColumn,
    date: dateColumn("the day of the count"),
    points_count: {
      ...countColumn(
        "supply points",
        "points_count",
        "药具发放点数",
        "药具发放点",
        "发放点数",
        "药具网点数",
      ),
      required: true,
    },
    residential_km2: {
      type: "decimal",
      holds: "residential square kilometres that they serve",
      synonyms: [
        "residential_km2",
        "居住区面积",
        "居住区面积(平方公里)",
        "居民区面积",
        "居民区面积(平方公里)",
      ],
      min: 0,
      to: "residential_km2",
    },
  },
  key: ["area", "date"],
  time: "date",
  checks: [notAfterReceipt("date")],
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 60,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["单位代码", "统计日期", "药具发放点数", "居住区面积(平方公里)"],
      ["990521101", "2011-12-31", "9", "7.25"],
      ["990521101", "2010-12-31", "8", ""],
      ["990521101", "2009-12-31", "八", "7.25"],
    ],
    accepted: [
      { area: "990521101", date: "2011-12-31", points_count: 9, residential_km2: 7.25 },
      { date: "2010-12-31", points_count: 8, residential_km2: null },
    ],
    rejected: 1,
  },
});
