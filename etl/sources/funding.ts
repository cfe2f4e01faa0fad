/** Programme money by kind; amounts in yuan, or in 万元 when the mapping or the header says so. */
import { defineSource } from "../define-source.ts";
import { areaColumn, periodColumn, yuanColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "计划生育事业费", en: "Funding" },
  description: "Programme money of an area by year or quarter: budgeted, due, received and spent.",
  loads: "fact_funding",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area whose budget it is" },
    period: periodColumn("the year or quarter the money is for"),
    programme: {
      type: "category",
      holds: "the programme",
      synonyms: ["programme", "项目", "经费类别"],
      values: {
        general: ["计生事业费", "计划生育事业费", "事业费", "计生经费"],
        migrant: ["流动人口", "流动人口经费", "流动人口工作经费", "流动人口专项"],
      },
      otherwise: "general",
      to: "programme_key",
    },
    budgeted_yuan: yuanColumn(
      "yuan budgeted",
      "budgeted_yuan",
      "预算",
      "预算数",
      "预算金额",
      "预算安排",
      "年初预算",
      "财政预算",
    ),
    due_yuan: yuanColumn(
      "yuan due",
      "due_yuan",
      "应到位",
      "应投入",
      "应到位资金",
      "应投入资金",
      "应拨资金",
    ),
    received_yuan: yuanColumn(
      "yuan received",
      "received_yuan",
      "到位",
      "到位数",
      "到位资金",
      "实际到位",
      "实际到位资金",
      "已拨资金",
    ),
    spent_yuan: yuanColumn(
      "yuan spent",
      "spent_yuan",
      "支出",
      "支出数",
      "决算",
      "决算数",
      "实际支出",
      "支出金额",
    ),
  },
  key: ["area", "period", "programme"],
  time: "period",
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 90,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["单位代码", "年度", "预算", "支出"],
      ["990521101", "2011", "182,000", "175600.50"],
      ["990521101", "2011年度末", "1", "1"],
    ],
    accepted: [
      {
        area: "990521101",
        period: 201101,
        programme: "general",
        budgeted_yuan: 182000,
        received_yuan: null,
        spent_yuan: 175600.5,
      },
    ],
    rejected: 1,
  },
});
