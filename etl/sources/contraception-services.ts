/** Contraception services as the county returns them: the source of record. */
import { defineSource } from "../define-source.ts";
import { serviceChecks, serviceColumns } from "../service-columns.ts";
import { countColumn, doneOfDue } from "../source-columns.ts";

export default defineSource({
  title: { zh: "计划生育技术服务报表", en: "Contraception services: county return" },
  description:
    "Services by month and kind in person-times, with free ones, complications, accidents, " +
    "follow-up and timely uptake, from the county's monthly return.",
  loads: "fact_contraception_services",
  priority: 1,
  columns: {
    ...serviceColumns,
    uptakes_due_count: countColumn(
      "persons whose time to take up a method ended in the month",
      "uptakes_due_count",
      "应落实人数",
      "应落实避孕措施人数",
      "措施应落实人数",
    ),
    uptakes_timely_count: countColumn(
      "those of them who took one up in time",
      "uptakes_timely_count",
      "及时落实人数",
      "及时落实避孕措施人数",
      "措施及时落实人数",
    ),
    long_acting_due_count: countColumn(
      "persons listed as due for a long-acting method (historic)",
      "long_acting_due_count",
      "长效措施应落实人数",
      "应落实长效措施人数",
      "长效节育措施应落实例数",
    ),
    long_acting_done_count: countColumn(
      "those of them who took one up (historic)",
      "long_acting_done_count",
      "长效措施落实人数",
      "已落实长效措施人数",
      "长效节育措施已落实例数",
    ),
  },
  key: ["area", "month", "population_base", "service"],
  time: "month",
  checks: [
    ...serviceChecks,
    ...doneOfDue("uptakes_timely_count", "uptakes_due_count"),
    ...doneOfDue("long_acting_done_count", "long_acting_due_count"),
  ],
  supersedes: "coverage",
  periodMonths: 1,
  lateAfterDays: 10,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["单位代码", "统计月份", "手术项目", "例数", "免费例数", "并发症例数"],
      ["990521101", "2011-09", "上环", "1,064", "1060", "1"],
      ["990521101", "2011年9月", "人工流产", "7", "", ""],
      ["990521101", "2011-09", "不分项目", "", "", ""],
      ["990521101", "2011-09", "取环", "三", "0", "0"],
      ["990521101", "2011-09", "皮埋", "2", "3", "0"],
    ],
    accepted: [
      {
        area: "990521101",
        month: 201109,
        population_base: "registered",
        service: "iudInsertion",
        services_count: 1064,
        free_services_count: 1060,
        complications_count: 1,
        followups_due_count: null,
      },
      { service: "inducedAbortion", services_count: 7, free_services_count: null },
      { service: "unknown", services_count: null },
    ],
    rejected: 2,
  },
});
