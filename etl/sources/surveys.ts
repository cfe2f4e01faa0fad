/** Answers of a sample, counted by stratum and cluster, so that a survey's interval can be made. */
import { defineSource, notAfterReceipt, partOf } from "../define-source.ts";
import { areaColumn, countColumn, monthColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "问卷调查", en: "Surveys" },
  description:
    "Valid respondents of a survey wave and those who meet the criterion, by topic, stratum and " +
    "cluster. Answers of persons never enter; who did not answer is counted apart.",
  loads: "fact_surveys",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area that the row stands for" },
    month: monthColumn("the month of the wave", "wave", "调查日期", "调查时间", "调查月份", "批次"),
    topic: {
      type: "category",
      holds: "the topic",
      synonyms: ["topic", "调查主题", "主题", "调查项目", "调查内容"],
      values: {
        satisfaction: ["群众满意", "群众满意度", "满意度", "满意率"],
        policy: ["政策知晓", "政策知晓率", "计生政策知晓"],
        rights: ["权利知晓", "权益知晓", "权利义务知晓"],
        reproductiveHealth: ["生殖健康知识", "生殖健康知识知晓", "生殖健康知晓"],
        ownMethod: ["所用方法知情", "避孕方法知晓", "知情选择知晓"],
        staffKnowledge: ["干部业务知识", "干部应知应会", "应知应会"],
        recordAccuracy: ["统计信息核查", "信息准确", "统计准确"],
        womenCoverage: ["育龄妇女建卡核查", "已婚育龄妇女信息覆盖", "建卡核查"],
        suppliesReceived: ["药具获得", "免费药具获得", "药具获得率"],
        unknown: ["99", "不详", "未知", "主题不详"],
      },
      required: true,
      to: "topic_key",
    },
    stratum: {
      type: "code",
      holds: "the stratum's name",
      synonyms: ["stratum", "层", "分层", "抽样层"],
      to: "stratum",
    },
    cluster: {
      type: "code",
      holds: "the cluster's name or code, for example the village drawn",
      synonyms: ["cluster", "群", "样本点", "抽样点", "样本村"],
      to: "cluster",
    },
    yes_count: {
      ...countColumn(
        "valid respondents who meet the criterion",
        "yes_count",
        "合格人数",
        "满意人数",
        "知晓人数",
        "达标人数",
        "回答正确人数",
      ),
      required: true,
    },
    valid_count: {
      ...countColumn(
        "valid respondents",
        "valid_count",
        "有效人数",
        "有效问卷数",
        "有效样本数",
        "有效调查人数",
      ),
      required: true,
    },
    nonresponse_count: countColumn(
      "persons drawn who did not answer",
      "nonresponse_count",
      "未应答人数",
      "无应答人数",
      "拒访人数",
      "未答人数",
    ),
    population_count: countColumn(
      "units of the population that the row stands for",
      "population_count",
      "总体人数",
      "总体数",
      "代表人数",
    ),
  },
  key: ["area", "month", "topic", "stratum", "cluster"],
  time: "month",
  checks: [
    notAfterReceipt("month"),
    partOf("yes_count", "valid_count"),
    partOf("valid_count", "population_count", {
      because: "A sample is drawn without putting anybody back.",
    }),
  ],
  supersedes: "coverage",
  periodMonths: 1,
  returnMonths: 12,
  lateAfterDays: 60,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["单位代码", "调查日期", "调查主题", "层", "样本点", "满意人数", "有效人数", "未应答人数"],
      ["990521101", "2011-11-15", "群众满意度", "城镇", "东门", "47", "50", "3"],
      ["990521101", "2011-11", "避孕方法知晓", "", "", "81", "90", ""],
      ["990521101", "2011-11", "体重", "", "", "81", "90", ""],
    ],
    accepted: [
      {
        area: "990521101",
        month: 201111,
        topic: "satisfaction",
        stratum: "城镇",
        cluster: "东门",
        yes_count: 47,
        valid_count: 50,
        nonresponse_count: 3,
        population_count: null,
      },
      { topic: "ownMethod", stratum: null, cluster: null, nonresponse_count: null },
    ],
    rejected: 1,
  },
});
