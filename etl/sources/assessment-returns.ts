/** What assessors enter on a score card where no measure decides: fulfilled, cases, points. */
import { defineSource } from "../define-source.ts";
import { areaColumn, countColumn, flagColumn, periodColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "考核评估表", en: "Assessment returns" },
  description:
    "One row per area, period, score card and item: whether it is fulfilled, the cases that points " +
    "are deducted for, or the points given.",
  loads: "fact_assessment_items",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area that is assessed" },
    period: periodColumn("the period assessed", "考核年度", "评估年度"),
    card: {
      type: "code",
      holds: "the score card's id",
      synonyms: ["card", "考核表", "评估表", "评分表", "考核办法"],
      required: true,
      to: "card",
    },
    item: {
      type: "code",
      holds: "the item's key on the card, for example 4a",
      synonyms: ["item", "项目编号", "指标编号", "考核项目编号", "条目"],
      required: true,
      to: "item",
    },
    fulfilled_count: {
      ...flagColumn(
        "1 when fulfilled, 0 when not",
        "fulfilled_count",
        "fulfilled",
        "是否达标",
        "是否落实",
        "是否完成",
        "达标情况",
      ),
      max: 1,
    },
    cases_count: countColumn(
      "cases that points are deducted for",
      "cases_count",
      "扣分例数",
      "违规例数",
      "扣分件数",
    ),
    points: {
      type: "decimal",
      holds: "points given by the assessor",
      synonyms: ["points", "得分", "评分", "考评得分"],
      min: 0,
      to: "points",
    },
  },
  key: ["area", "period", "card", "item"],
  time: "period",
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 60,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["单位代码", "考核年度", "考核表", "项目编号", "是否达标", "扣分例数", "得分"],
      ["990521101", "2011", "migrants-100", "1a", "是", "", ""],
      ["990521101", "2011", "migrants-100", "6", "", "2", ""],
      ["990521101", "2011", "migrants-100", "13", "", "", "8.5"],
      ["990521101", "2011", "migrants-100", "", "否", "", ""],
    ],
    accepted: [
      {
        area: "990521101",
        period: 201101,
        period_months: 12,
        card: "migrants-100",
        item: "1a",
        fulfilled_count: 1,
        cases_count: null,
        points: null,
      },
      { item: "6", fulfilled_count: null, cases_count: 2 },
      { item: "13", points: 8.5 },
    ],
    rejected: 1,
  },
});
