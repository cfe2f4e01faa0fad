/** Petitions and cases: received, closed, due, closed on time; and serious incidents. */
import { defineSource, notAfterReceipt } from "../define-source.ts";
import { areaColumn, countColumn, doneOfDue, monthColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "信访案件", en: "Cases" },
  description: "Counts of petitions, cases and incidents by month; no case file enters.",
  loads: "fact_cases",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area that answers for the case" },
    month: monthColumn("the month of receipt, of the due date, or of the incident"),
    first_received_count: countColumn(
      "first petitions received in the month",
      "first_received_count",
      "初访件数",
      "初访受理数",
      "初访受理件数",
      "来信来访初访件数",
    ),
    first_closed_count: countColumn(
      "those of them closed by the reference date",
      "first_closed_count",
      "初访结案数",
      "初访结案件数",
    ),
    due_count: countColumn(
      "cases whose due date fell in the month",
      "due_count",
      "应结案件数",
      "应结案数",
      "到期案件数",
    ),
    closed_on_time_count: countColumn(
      "those of them closed on or before it",
      "closed_on_time_count",
      "按期结案数",
      "按期结案件数",
    ),
    incidents_count: countColumn(
      "serious or mass incidents",
      "incidents_count",
      "恶性案件数",
      "群体性事件数",
      "恶性群体性事件数",
      "恶性、群体性事件数",
    ),
  },
  key: ["area", "month"],
  time: "month",
  checks: [
    notAfterReceipt("month"),
    ...doneOfDue("first_closed_count", "first_received_count"),
    ...doneOfDue("closed_on_time_count", "due_count"),
  ],
  supersedes: "coverage",
  periodMonths: 1,
  lateAfterDays: 15,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["单位代码", "月份", "初访件数", "初访结案数", "到期案件数", "按期结案数"],
      ["990521101", "201109", "7", "6", "4", "4"],
      ["990521", "2011-09", "", "", "2", "1"],
      ["990521101", "2011-13", "7", "6", "4", "4"],
      ["990521101", "2011-10", "7", "8", "4", "4"],
    ],
    accepted: [
      {
        area: "990521101",
        month: 201109,
        first_received_count: 7,
        first_closed_count: 6,
        due_count: 4,
        closed_on_time_count: 4,
        incidents_count: null,
      },
      { area: "990521", first_received_count: null, due_count: 2, closed_on_time_count: 1 },
    ],
    rejected: 2,
  },
});
