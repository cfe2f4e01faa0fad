/** Whether the staff at the grass roots are paid as agreed: staff-months due and paid in full. */
import { defineSource, notAfterReceipt, partOf } from "../define-source.ts";
import { areaColumn, countColumn, periodColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "计生工作人员报酬", en: "Staff pay" },
  description: "Staff-months of pay due in a year, half-year or quarter and those paid in full.",
  loads: "fact_staff_pay",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area that the staff work for" },
    period: periodColumn("the period in which the pay fell due"),
    staff_months_due_count: {
      ...countColumn(
        "staff-months of pay due",
        "staff_months_due_count",
        "应发人月数",
        "应发报酬人月",
        "应落实报酬人月数",
      ),
      required: true,
    },
    staff_months_paid_count: {
      ...countColumn(
        "staff-months paid in full",
        "staff_months_paid_count",
        "实发人月数",
        "已发报酬人月",
        "已落实报酬人月数",
      ),
      required: true,
    },
  },
  key: ["area", "period"],
  time: "period",
  checks: [notAfterReceipt("period"), partOf("staff_months_paid_count", "staff_months_due_count")],
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 60,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["单位代码", "季度", "应发人月数", "实发人月数"],
      ["990521101", "2011年第四季度", "66", "60"],
      ["990521101", "2011", "264", "258"],
      ["990521101", "第三季度", "66", "66"],
    ],
    accepted: [
      {
        area: "990521101",
        period: 201110,
        period_months: 3,
        staff_months_due_count: 66,
        staff_months_paid_count: 60,
      },
      { period: 201101, period_months: 12, staff_months_due_count: 264 },
    ],
    rejected: 1,
  },
});
