/** Moves of the month, and the papers that travel between the places of a migrant. */
import { defineSource, notAfterReceipt, partOf } from "../define-source.ts";
import {
  areaColumn,
  countColumn,
  doneOfDue,
  monthColumn,
  populationBaseColumn,
} from "../source-columns.ts";

const laterAnswer = "Some of them may be of the month before.";

export default defineSource({
  title: { zh: "流动人口工作", en: "Migrants" },
  description:
    "Persons who moved in and out, certificates, check-up reports to the home area, queries of " +
    "other provinces, notices and records uploaded: events of the month, which add up.",
  loads: "fact_migrant_work",
  priority: 1,
  columns: {
    area: areaColumn,
    month: monthColumn("the month of the events"),
    population_base: {
      ...populationBaseColumn,
      synonyms: [...populationBaseColumn.synonyms, "流动方向", "流向"],
    },
    moved_in_count: countColumn(
      "persons who moved in",
      "moved_in_count",
      "迁入人数",
      "流入人数",
      "新增流入人数",
      "本期流入人数",
    ),
    moved_out_count: countColumn(
      "persons who moved out",
      "moved_out_count",
      "迁出人数",
      "流出人数",
      "新增流出人数",
      "本期流出人数",
    ),
    certificates_due_count: countColumn(
      "certificates due",
      "certificates_due_count",
      "应发证人数",
      "应办证人数",
      "应办婚育证明人数",
    ),
    certificates_issued_count: countColumn(
      "certificates issued",
      "certificates_issued_count",
      "已发证人数",
      "发证人数",
      "已办证人数",
      "已办婚育证明人数",
    ),
    notifications_due_count: countColumn(
      "check-up reports due to the home area",
      "notifications_due_count",
      "应通报孕检单数",
      "应通报孕检报告单数",
      "应通报数",
    ),
    notifications_done_count: countColumn(
      "check-up reports notified to it",
      "notifications_done_count",
      "已通报孕检单数",
      "已通报孕检报告单数",
      "已通报数",
    ),
    queries_received_count: countColumn(
      "queries of other provinces received",
      "queries_received_count",
      "协查接收数",
      "收到协查数",
      "收到省际协查数",
    ),
    queries_answered_count: countColumn(
      "queries answered",
      "queries_answered_count",
      "协查反馈数",
      "已反馈协查数",
      "省际协查反馈数",
    ),
    notices_sent_count: countColumn(
      "notices sent",
      "notices_sent_count",
      "发出通报数",
      "重点信息发出数",
      "应接收信息数",
    ),
    notices_confirmed_count: countColumn(
      "notices received or confirmed",
      "notices_confirmed_count",
      "通报接收数",
      "重点信息接收数",
      "已接收信息数",
    ),
    records_sent_count: countColumn(
      "records uploaded",
      "records_sent_count",
      "上传信息数",
      "上报信息数",
      "上传记录数",
    ),
    records_admitted_count: countColumn(
      "records that met the national standard",
      "records_admitted_count",
      "入库信息数",
      "合格入库数",
      "入库记录数",
    ),
    women_records_sent_count: countColumn(
      "records of women of reproductive age uploaded",
      "women_records_sent_count",
      "育龄妇女上传信息数",
      "育龄妇女上报信息数",
    ),
    women_records_admitted_count: countColumn(
      "those of them that met the national standard",
      "women_records_admitted_count",
      "育龄妇女入库信息数",
      "育龄妇女合格入库数",
    ),
  },
  key: ["area", "month", "population_base"],
  time: "month",
  checks: [
    notAfterReceipt("month"),
    ...doneOfDue("certificates_issued_count", "certificates_due_count"),
    ...doneOfDue("notifications_done_count", "notifications_due_count"),
    partOf("queries_answered_count", "queries_received_count", {
      severity: "warn",
      because: laterAnswer,
    }),
    partOf("notices_confirmed_count", "notices_sent_count", {
      severity: "warn",
      because: laterAnswer,
    }),
    ...doneOfDue("records_admitted_count", "records_sent_count"),
    ...doneOfDue("women_records_admitted_count", "women_records_sent_count"),
    partOf("women_records_sent_count", "records_sent_count"),
  ],
  supersedes: "coverage",
  periodMonths: 1,
  lateAfterDays: 10,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["单位代码", "月份", "流动方向", "流入人数", "应发证人数", "已发证人数", "协查反馈数"],
      ["990521101", "2011-09", "流入", "37", "", "", "4"],
      ["990521101", "2011-09", "流出", "", "25", "24", ""],
      ["990521101", "2011-10", "流出", "", "-3", "0", ""],
    ],
    accepted: [
      {
        area: "990521101",
        month: 201109,
        population_base: "inMigrant",
        moved_in_count: 37,
        moved_out_count: null,
        certificates_due_count: null,
        queries_received_count: null,
        queries_answered_count: 4,
      },
      {
        population_base: "outMigrant",
        moved_in_count: null,
        certificates_due_count: 25,
        certificates_issued_count: 24,
      },
    ],
    rejected: 1,
  },
});
