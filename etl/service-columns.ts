/** What the county's return and the stations' logs of contraception services have in common. */
import type { Check } from "./checks/define-check.ts";
import { notAfterReceipt, partOf, type SourceColumn } from "./define-source.ts";
import {
  areaColumn,
  countColumn,
  doneOfDue,
  monthColumn,
  populationBaseColumn,
} from "./source-columns.ts";

/** The columns that both sources of contraception services have. */
export const serviceColumns: Readonly<Record<string, SourceColumn>> = {
  area: { ...areaColumn, holds: "the area of the service" },
  month: monthColumn(
    "the month of the service; of a complication, the month of the procedure",
    "service_date",
    "手术日期",
    "服务日期",
    "手术时间",
    "服务时间",
    "服务月份",
  ),
  population_base: populationBaseColumn,
  service: {
    type: "category",
    holds: "the service; `unknown` for counts that are of no single one",
    synonyms: ["service", "procedure", "手术名称", "手术项目", "服务项目", "手术类别", "服务类别"],
    values: {
      maleSterilisation: ["男扎", "男扎例数", "男性结扎", "男性绝育", "男性绝育术", "输精管结扎"],
      femaleSterilisation: ["女扎", "女扎例数", "女性结扎", "女性绝育", "女性绝育术", "输卵管结扎"],
      iudInsertion: ["上环", "上环例数", "放环", "放环例数", "置环", "放置宫内节育器"],
      iudRemoval: ["取环", "取环例数", "取出宫内节育器"],
      implantInsertion: ["皮埋", "皮埋例数", "皮下埋植", "放置皮下埋植", "皮埋放置"],
      implantRemoval: ["取皮埋", "取皮埋例数", "皮埋取出", "取出皮下埋植"],
      inducedAbortion: ["人流", "人流例数", "人工流产", "人工终止妊娠", "药流", "药物流产"],
      supplies: ["药具", "药具发放", "发放药具", "避孕药具发放", "避孕药具"],
      checkup: ["查环查孕", "孕环检", "孕情检查", "孕检", "环检", "孕情与环情检查", "三查"],
      other: ["其他", "其它", "其他服务", "其他手术"],
      unknown: ["99", "不详", "未知", "项目不详", "不分项目"],
    },
    required: true,
    to: "service_key",
  },
  services_count: countColumn(
    "services given, person-times",
    "services_count",
    "例数",
    "手术例数",
    "服务人次",
    "服务例数",
    "人次",
  ),
  free_services_count: countColumn(
    "those given free of charge",
    "free_services_count",
    "免费例数",
    "免费人次",
    "免费服务人次",
    "免费手术例数",
  ),
  complications_count: countColumn(
    "procedures of the month with a confirmed complication",
    "complications_count",
    "并发症例数",
    "并发症人数",
    "并发症",
    "手术并发症例数",
  ),
  accidents_count: countColumn(
    "technical accidents",
    "accidents_count",
    "事故数",
    "事故例数",
    "技术事故数",
    "技术服务事故数",
  ),
  followups_due_count: countColumn(
    "clients whose follow-up fell due in the month",
    "followups_due_count",
    "应随访人数",
    "应随访例数",
    "应随访数",
  ),
  followups_done_count: countColumn(
    "those followed up at the required times",
    "followups_done_count",
    "实随访人数",
    "已随访人数",
    "随访人数",
    "已随访例数",
    "已随访数",
  ),
};

/** What both sources of contraception services demand of a row. */
export const serviceChecks: readonly Check[] = [
  notAfterReceipt("month"),
  partOf("free_services_count", "services_count"),
  partOf("complications_count", "services_count", {
    because: "A complication belongs to a procedure of the month.",
  }),
  partOf("accidents_count", "services_count"),
  ...doneOfDue("followups_done_count", "followups_due_count"),
];
