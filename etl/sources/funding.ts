/** Programme money by kind; amounts in yuan, or in 万元 when the mapping or the header says so. */
import { defineSource, type SourceColumn } from "../define-source.ts";
import { areaColumn } from "../source-columns.ts";

const amount = (holds: string, synonyms: string[], to: string): SourceColumn => ({
  type: "decimal",
  holds,
  synonyms,
  min: 0,
  to,
});

export default defineSource({
  title: { zh: "计划生育事业费", en: "Funding" },
  description: "Programme money of an area by year or quarter: budgeted, due, received and spent.",
  loads: "fact_funding",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area whose budget it is" },
    period: {
      type: "period",
      holds: "the year or quarter the money is for",
      synonyms: ["period", "year", "年度", "年份", "期间"],
      required: true,
      to: "month_key",
    },
    programme: {
      type: "category",
      holds: "the programme",
      synonyms: ["programme", "项目", "经费类别"],
      values: {
        general: ["计生事业费", "计划生育事业费"],
        migrant: ["流动人口", "流动人口经费", "流动人口工作经费"],
      },
      otherwise: "general",
      to: "programme_key",
    },
    budgeted_yuan: amount("yuan budgeted", ["budgeted_yuan", "预算", "预算数"], "budgeted_yuan"),
    due_yuan: amount("yuan due", ["due_yuan", "应到位", "应投入"], "due_yuan"),
    received_yuan: amount("yuan received", ["received_yuan", "到位", "到位数"], "received_yuan"),
    spent_yuan: amount("yuan spent", ["spent_yuan", "支出", "支出数", "决算"], "spent_yuan"),
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
