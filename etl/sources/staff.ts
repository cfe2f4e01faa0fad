/** Programme staff on a date, and the units that use the information platform. */
import { defineSource, notAfterReceipt } from "../define-source.ts";
import { areaColumn, countColumn, dateColumn, doneOfDue } from "../source-columns.ts";

export default defineSource({
  title: { zh: "计生工作人员", en: "Staff" },
  description:
    "Programme staff in full-time equivalents, units, and units on the information platform, on a " +
    "date: a stock, never summed in time.",
  loads: "fact_staff",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area that the staff work for" },
    date: dateColumn("the day of the count"),
    staff_fte: {
      type: "decimal",
      holds: "staff in full-time equivalents",
      synonyms: ["staff_fte", "staff", "计生人员数", "工作人员数", "专职人员数", "折合专职人数"],
      min: 0,
      to: "staff_fte",
    },
    units_count: countColumn(
      "units that should use the information platform",
      "units_count",
      "单位数",
      "应用平台应建单位数",
      "应使用平台单位数",
    ),
    platform_units_count: countColumn(
      "units that use the information platform",
      "platform_units_count",
      "使用平台单位数",
      "已用平台单位数",
      "信息平台应用单位数",
    ),
  },
  key: ["area", "date"],
  time: "date",
  checks: [notAfterReceipt("date"), ...doneOfDue("platform_units_count", "units_count")],
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 60,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["单位代码", "截止日期", "计生人员数", "单位数", "使用平台单位数"],
      ["990521101", "2011-12-31", "6.5", "2", "2"],
      ["990521", "2011年12月31日", "11", "", ""],
      ["990521101", "2011-06-31", "6", "2", "2"],
    ],
    accepted: [
      {
        area: "990521101",
        date: "2011-12-31",
        staff_fte: 6.5,
        units_count: 2,
        platform_units_count: 2,
      },
      { area: "990521", date: "2011-12-31", staff_fte: 11, units_count: null },
    ],
    rejected: 1,
  },
});
