/** Marriages by the wife's age: the births of the years to come. */
import { defineSource, notAfterReceipt, partOf } from "../define-source.ts";
import {
  ageColumn,
  areaColumn,
  countColumn,
  identifierColumn,
  monthColumn,
  populationBaseColumn,
} from "../source-columns.ts";

export default defineSource({
  title: { zh: "婚姻登记", en: "Marriages" },
  description: "One row per marriage, or counts of marriages by month and age of the wife.",
  loads: "fact_marriages",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area where the wife is registered" },
    month: monthColumn(
      "the month of the marriage",
      "marriage_date",
      "date_of_marriage",
      "结婚日期",
      "结婚登记日期",
      "登记日期",
      "结婚时间",
      "结婚年月",
      "结婚月份",
    ),
    wife_age: {
      ...ageColumn,
      holds: "the wife's age at the marriage",
      synonyms: ["wife_age", "女方年龄", "妻子年龄", "女方结婚年龄", "女方初婚年龄"],
      values: { unknown: ["99", "999", "不详", "未知", "年龄不详"] },
      min: 10,
      max: 98,
    },
    population_base: populationBaseColumn,
    marriages_count: {
      ...countColumn(
        "how many marriages the row stands for",
        "marriages_count",
        "marriages",
        "结婚对数",
        "结婚登记对数",
        "登记对数",
      ),
      otherwise: 1,
    },
    first_marriages_count: {
      ...countColumn(
        "those of them that are the wife's first",
        "first_marriages_count",
        "女方初婚",
        "女方是否初婚",
        "女方初婚人数",
        "女性初婚人数",
        "初婚人数",
      ),
      values: {
        "1": ["是", "初婚", "未婚", "yes"],
        "0": ["否", "再婚", "复婚", "离异", "丧偶", "no"],
      },
    },
    certificate_number: identifierColumn(
      "the marriage certificate's number",
      "certificate_number",
      "结婚证号",
      "结婚证编号",
      "结婚证字号",
    ),
    wife_name: identifierColumn("the wife's name", "wife_name", "女方姓名", "妻子姓名"),
    wife_id_number: identifierColumn(
      "the wife's identity number",
      "wife_id_number",
      "女方身份证号",
      "女方身份证号码",
      "妻子身份证号",
    ),
    husband_name: identifierColumn("the husband's name", "husband_name", "男方姓名", "丈夫姓名"),
    husband_id_number: identifierColumn(
      "the husband's identity number",
      "husband_id_number",
      "男方身份证号",
      "男方身份证号码",
      "丈夫身份证号",
    ),
  },
  key: ["certificate_number"],
  time: "month",
  checks: [notAfterReceipt("month"), partOf("first_marriages_count", "marriages_count")],
  supersedes: "coverage",
  periodMonths: 1,
  lateAfterDays: 20,
  rejectLimit: 0.05,
  sample: {
    rows: [
      ["区划代码", "结婚登记日期", "女方年龄", "结婚证号", "女方姓名"],
      ["990521101001", "2011年10月1日", "23", "M990000001", "测试甲"],
      ["990521101001", "2011-10-06", "8", "M990000002", "测试乙"],
      ["990521101001", "2011-10-06", "27", "M990000001", "测试丙"],
    ],
    accepted: [
      { area: "990521101001", month: 201110, wife_age: 20, wife_age_years: 23, marriages_count: 1 },
    ],
    rejected: 2,
  },
});
