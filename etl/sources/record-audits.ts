/** What an audit in the villages found: births missed or invented, records with errors. */
import { defineSource, notAfterReceipt, partOf, together } from "../define-source.ts";
import { areaColumn, countColumn, monthColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "统计信息核查", en: "Audits of records" },
  description:
    "Births reported and births verified for the places and time of an audit, records checked and " +
    "records without a substantive error.",
  loads: "fact_registration_quality",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area that was audited" },
    month: monthColumn("the month of the audit", "audit_date", "核查日期", "核查月份", "核查时间"),
    births_reported_count: countColumn(
      "births that had been reported",
      "births_reported_count",
      "上报出生数",
      "上报出生人数",
      "报表出生人数",
    ),
    births_verified_count: countColumn(
      "births that the audit found",
      "births_verified_count",
      "核查出生数",
      "核实出生人数",
      "查实出生人数",
    ),
    records_checked_count: countColumn(
      "records checked",
      "records_checked_count",
      "核查记录数",
      "抽查记录数",
      "核查信息条数",
    ),
    records_correct_count: countColumn(
      "records without a substantive error",
      "records_correct_count",
      "准确记录数",
      "无误记录数",
      "准确信息条数",
    ),
  },
  key: ["area", "month"],
  time: "month",
  checks: [
    notAfterReceipt("month"),
    together(["births_reported_count", "births_verified_count"]),
    together(["records_checked_count", "records_correct_count"]),
    partOf("records_correct_count", "records_checked_count"),
  ],
  supersedes: "coverage",
  periodMonths: 1,
  returnMonths: 12,
  lateAfterDays: 60,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["村编码", "核查日期", "上报出生数", "核实出生人数", "核查记录数", "准确记录数"],
      ["990521101001", "2011-11-08", "12", "14", "200", "191"],
      ["990521101001", "2011-10-08", "", "", "100", "99"],
      ["990521101001", "2011-09-08", "3", "", "40", "40"],
      ["990521101009", "2011-11-08", "3", "3", "40", "40"],
    ],
    accepted: [
      {
        area: "990521101001",
        month: 201111,
        births_reported_count: 12,
        births_verified_count: 14,
        records_checked_count: 200,
        records_correct_count: 191,
      },
      { month: 201110, births_reported_count: null, records_checked_count: 100 },
    ],
    rejected: 2,
  },
});
