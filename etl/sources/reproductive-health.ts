/** Persons served by the reproductive-health programmes, each counted once in the period. */
import { defineSource, notAfterReceipt, partOf } from "../define-source.ts";
import {
  areaColumn,
  countColumn,
  doneOfDue,
  periodColumn,
  populationBaseColumn,
} from "../source-columns.ts";

export default defineSource({
  title: { zh: "生殖健康服务", en: "Reproductive-health services" },
  description:
    "Persons entitled to a programme and persons served in a year, half-year or quarter. A person " +
    "counts once in a period, so periods are never added up.",
  loads: "fact_reproductive_health",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area of the persons" },
    period: periodColumn("the period in which each person counts once"),
    population_base: populationBaseColumn,
    programme: {
      type: "category",
      holds: "the programme",
      synonyms: ["programme", "health_service", "服务项目", "项目", "项目名称", "服务类别"],
      values: {
        basicService: ["生殖健康服务", "基本生殖健康服务", "生殖健康普查", "生殖健康检查"],
        freeService: ["免费基本项目", "免费技术服务", "免费基本项目技术服务", "免费基本技术服务"],
        preconception: ["孕前检查", "孕前优生", "孕前优生健康检查", "免费孕前优生健康检查"],
        birthDefects: ["出生缺陷干预", "出生缺陷干预工程", "出生缺陷一级预防"],
        tractInfections: ["生殖道感染干预", "生殖道感染干预工程", "生殖道感染防治"],
        migrantService: ["流动人口服务", "流动人口计划生育服务"],
        unknown: ["99", "不详", "未知", "项目不详"],
      },
      required: true,
      to: "health_service_key",
    },
    target_count: countColumn(
      "persons entitled or targeted; of couples, the couples",
      "target_count",
      "应服务人数",
      "目标人数",
      "目标人群",
      "应享受人数",
      "应查人数",
      "计划怀孕夫妇对数",
    ),
    served_count: {
      ...countColumn(
        "persons served",
        "served_count",
        "服务人数",
        "已服务人数",
        "实际服务人数",
        "实享受人数",
        "实查人数",
      ),
      required: true,
    },
    men_served_count: countColumn(
      "men among the persons served",
      "men_served_count",
      "男性人数",
      "男性服务人数",
      "其中男性",
      "男性参与人数",
    ),
  },
  key: ["area", "period", "population_base", "programme"],
  time: "period",
  checks: [
    notAfterReceipt("period"),
    ...doneOfDue("served_count", "target_count"),
    partOf("men_served_count", "served_count"),
  ],
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 30,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["单位代码", "期间", "服务项目", "应服务人数", "实际服务人数", "男性人数"],
      ["990521101", "2011年上半年", "孕前优生健康检查", "120", "111", "54"],
      ["990521101", "2011", "生殖健康检查", "", "2,310", ""],
      ["990521101", "2011", "不明项目", "10", "10", ""],
      ["990521101", "2011", "生殖道感染干预", "500", "510", ""],
    ],
    accepted: [
      {
        area: "990521101",
        period: 201101,
        period_months: 6,
        population_base: "registered",
        programme: "preconception",
        target_count: 120,
        served_count: 111,
        men_served_count: 54,
      },
      {
        period: 201101,
        period_months: 12,
        programme: "basicService",
        target_count: null,
        served_count: 2310,
        men_served_count: null,
      },
    ],
    rejected: 2,
  },
});
