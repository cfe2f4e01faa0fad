/** Villages that meet the standards of informed choice and of self-governance, on a date. */
import { defineSource, notAfterReceipt, partOf } from "../define-source.ts";
import { areaColumn, countColumn, dateColumn, flagColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "村级工作规范", en: "Village practices" },
  description:
    "One row per village with yes or no, or counts of villages by township, on a date: a stock, " +
    "never summed in time.",
  loads: "fact_village_practices",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the village, or the area whose villages are counted" },
    date: dateColumn("the day of the assessment", "考核日期", "评估日期"),
    villages_count: {
      ...countColumn(
        "how many administrative villages the row stands for",
        "villages_count",
        "村数",
        "行政村数",
        "村委会数",
      ),
      otherwise: 1,
    },
    informed_choice_count: flagColumn(
      "those that meet the standard of informed choice",
      "informed_choice_count",
      "知情选择",
      "知情选择达标",
      "是否知情选择村",
      "知情选择村",
      "知情选择村数",
    ),
    self_governing_count: flagColumn(
      "those that meet the standard of self-governance",
      "self_governing_count",
      "村民自治",
      "村民自治达标",
      "是否村民自治村",
      "村民自治村",
      "计划生育村民自治村",
      "村民自治村数",
    ),
  },
  key: ["area", "date"],
  time: "date",
  checks: [
    notAfterReceipt("date"),
    partOf("informed_choice_count", "villages_count"),
    partOf("self_governing_count", "villages_count"),
  ],
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 60,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["村编码", "考核日期", "是否知情选择村", "是否村民自治村"],
      ["990521101001", "2011-12-31", "是", "否"],
      ["990521101001", "2011-09-30", "达标", ""],
      ["990521101001", "2011-06-30", "也许", "是"],
    ],
    accepted: [
      {
        area: "990521101001",
        date: "2011-12-31",
        villages_count: 1,
        informed_choice_count: 1,
        self_governing_count: 0,
      },
      {
        date: "2011-09-30",
        villages_count: 1,
        informed_choice_count: 1,
        self_governing_count: null,
      },
    ],
    rejected: 1,
  },
});
