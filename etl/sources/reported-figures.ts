/**
 * Figures as documents print them, damaged ones among them: kept beside the figures recomputed from
 * registers, and audited against one another with `demograph audit`, which needs no warehouse.
 */
import { defineSource } from "../define-source.ts";
import { areaColumn, populationBaseColumn } from "../source-columns.ts";

const { otherwise: _, to: __, ...statedBase } = populationBaseColumn;

export default defineSource({
  title: { zh: "文件所载数字", en: "Reported figures" },
  description:
    "Numbers that reports, bulletins and yearbooks print, one a row, as printed; never used in rates.",
  loads: "fact_reported_figures",
  priority: 1,
  columns: {
    document: {
      type: "text",
      holds: "the document that prints the figure",
      synonyms: ["document", "文件", "文件名", "资料来源", "书名"],
      required: true,
      to: "document",
    },
    area: { ...areaColumn, holds: "the area that the figure is about" },
    area_name: {
      type: "text",
      holds: "the area as the document calls it",
      synonyms: ["area_name", "地区", "地区名称", "单位名称"],
    },
    period: {
      type: "period",
      holds: "the period that the figure is about",
      synonyms: ["period", "year", "年份", "年度", "期间"],
      required: true,
      to: "month_key",
    },
    figure: {
      type: "text",
      holds: "the figure's id in the document, where it prints a quantity more than once",
      synonyms: ["figure", "figure_id", "编号", "序号"],
      otherwise: "",
      to: "figure",
    },
    quantity: {
      type: "text",
      holds: "a measure or a component such as births; a target is written crudeBirthRate.target",
      synonyms: ["quantity", "indicator", "指标", "指标名称", "项目"],
      required: true,
      to: "quantity",
    },
    printed: {
      type: "text",
      holds: "the figure exactly as printed, such as 11.05, 20230% or 90%以上",
      synonyms: ["printed", "value", "数值", "数字", "原文"],
      required: true,
      to: "printed",
    },
    unit: {
      type: "text",
      holds: "the unit where the text as printed does not show it",
      synonyms: ["unit", "单位", "计量单位"],
      to: "unit",
    },
    population_base: statedBase,
    clause: {
      type: "text",
      holds: "the page or the clause",
      synonyms: ["clause", "page", "页码", "条款"],
    },
  },
  key: ["document", "area", "period", "quantity", "figure"],
  time: "period",
  // Two documents about one county and year do not replace each other.
  supersedes: "key",
  periodMonths: 1,
  returnMonths: 0,
  lateAfterDays: 365,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["文件", "区划代码", "年份", "指标", "原文", "单位", "页码"],
      ["002", "990521", "2011", "crudeBirthRate", "3.41", "‰", "2"],
      ["001", "990521", "2011年", "staffPayImplementationRate", "20230%", "", ""],
      ["002", "990521", "2011", "births", "", "人", "2"],
    ],
    accepted: [
      {
        document: "002",
        area: "990521",
        period: 201101,
        period_months: 12,
        figure: "",
        quantity: "crudeBirthRate",
        printed: "3.41",
        unit: "‰",
        clause: "2",
      },
      {
        document: "001",
        area: "990521",
        period: 201101,
        period_months: 12,
        figure: "",
        quantity: "staffPayImplementationRate",
        printed: "20230%",
        unit: null,
        clause: null,
      },
    ],
    rejected: 1,
  },
});
