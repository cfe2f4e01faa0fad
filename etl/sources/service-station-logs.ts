/** Contraception services as the stations log them, to be held against the county's return. */
import { defineSource } from "../define-source.ts";
import { serviceChecks, serviceColumns } from "../service-columns.ts";
import { identifierColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "服务站台账", en: "Contraception services: station logs" },
  description:
    "One row per service from the log of a service station, or counts by station and month; a " +
    "station never exceeds its county.",
  loads: "fact_contraception_services",
  priority: 2,
  columns: {
    ...serviceColumns,
    station: {
      type: "text",
      holds: "the station's name or code",
      synonyms: ["station", "服务站", "服务站名称", "站点", "站点名称", "服务机构", "手术单位"],
      required: true,
    },
    services_count: { ...serviceColumns.services_count!, otherwise: 1 },
    log_number: identifierColumn(
      "the number of the entry in the log",
      "log_number",
      "登记号",
      "台账编号",
      "手术记录号",
    ),
    client_name: identifierColumn("the client's name", "client_name", "姓名", "受术者姓名"),
    client_id_number: identifierColumn(
      "the client's identity number",
      "client_id_number",
      "身份证号",
      "身份证号码",
    ),
    telephone: identifierColumn("the telephone", "telephone", "联系电话", "电话"),
  },
  key: ["log_number", "station"],
  time: "month",
  checks: serviceChecks,
  supersedes: "coverage",
  periodMonths: 1,
  lateAfterDays: 5,
  rejectLimit: 0.05,
  sample: {
    rows: [
      ["区划代码", "服务站", "手术日期", "手术名称", "登记号", "姓名"],
      ["990521101", "城关服务站", "2011.9.4", "取环", "L0001", "测试甲"],
      ["990521101", "城关服务站", "2011.9.4", "人流", "L0002", "测试乙"],
      ["990521101", "城关服务站", "2011.9.5", "人流", "L0002", "测试乙"],
      ["990521101", "", "2011.9.6", "上环", "L0003", "测试丙"],
    ],
    accepted: [
      {
        area: "990521101",
        month: 201109,
        station: "城关服务站",
        service: "iudRemoval",
        services_count: 1,
        complications_count: null,
      },
      { service: "inducedAbortion", services_count: 1 },
    ],
    rejected: 2,
  },
});
