/** Rewards and help that families are entitled to: cases and yuan, due and paid. */
import { defineSource, notAfterReceipt } from "../define-source.ts";
import { areaColumn, countColumn, doneOfDue, periodColumn, yuanColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "奖励优惠政策兑现", en: "Entitlements" },
  description:
    "Entitlements of a year, half-year or quarter by kind: cases due and paid in full by the due " +
    "date, yuan due and paid. Cases and yuan are never mixed.",
  loads: "fact_entitlements",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area of the entitled" },
    period: periodColumn("the period in which the entitlement fell due", "兑现年度"),
    entitlement: {
      type: "category",
      holds: "the kind of entitlement",
      synonyms: ["entitlement", "奖励类别", "优惠政策", "政策项目", "兑现项目", "奖扶类别"],
      values: {
        onlyChildReward: ["独生子女父母奖励", "独生子女父母奖励费", "独生子女奖励", "独生子女费"],
        ruralSupport: ["奖励扶助", "奖扶", "农村家庭奖励扶助", "农村奖励扶助", "农村奖扶"],
        specialHelp: ["特别扶助", "特扶", "计划生育家庭特别扶助"],
        other: ["其他", "其它", "其他优惠政策"],
        unknown: ["99", "不详", "未知", "类别不详"],
      },
      required: true,
      to: "entitlement_key",
    },
    cases_due_count: countColumn(
      "cases due",
      "cases_due_count",
      "应兑现人数",
      "应兑现户数",
      "应享受人数",
      "应发人数",
    ),
    cases_paid_count: countColumn(
      "cases paid in full by the due date",
      "cases_paid_count",
      "已兑现人数",
      "兑现人数",
      "已兑现户数",
      "实发人数",
    ),
    due_yuan: yuanColumn("yuan due", "due_yuan", "应兑现金额", "应发金额", "应兑现资金"),
    paid_yuan: yuanColumn(
      "yuan paid",
      "paid_yuan",
      "已兑现金额",
      "兑现金额",
      "实发金额",
      "已兑现资金",
    ),
  },
  key: ["area", "period", "entitlement"],
  time: "period",
  checks: [
    notAfterReceipt("period"),
    ...doneOfDue("cases_paid_count", "cases_due_count"),
    ...doneOfDue("paid_yuan", "due_yuan"),
  ],
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 60,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["单位代码", "年度", "奖励类别", "应兑现人数", "已兑现人数", "已兑现金额(万元)"],
      ["990521101", "2011", "独生子女父母奖励费", "356", "351", "4.212"],
      ["990521101", "2011", "特扶", "12", "12", ""],
      ["990521101", "2011", "特扶", "13", "12", ""],
      ["990521101", "2010", "奖励扶助", "80", "81", ""],
    ],
    accepted: [
      {
        area: "990521101",
        period: 201101,
        period_months: 12,
        entitlement: "onlyChildReward",
        cases_due_count: 356,
        cases_paid_count: 351,
        due_yuan: null,
        paid_yuan: 42120,
      },
      { entitlement: "specialHelp", cases_due_count: 12, cases_paid_count: 12, paid_yuan: null },
    ],
    rejected: 2,
  },
});
