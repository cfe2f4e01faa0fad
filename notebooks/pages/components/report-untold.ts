/** What the report cannot tell, and why: hidden, missing, not due, not to be computed, too few. */
import type { Column } from "./csv-text.js";
import { tableFigure } from "./figure.js";
import { type Formats, titleAndUnit } from "./format.js";
import { nothingToShow } from "./page-parts.js";
import type { EstimateState } from "./payload.js";
import type { ReportPayload, ReportValue } from "./report-payload.js";
import { sourceLine } from "./source-line.js";
import { stateMarks, stateWord, valueWithLimits } from "./states.js";
import { yearText } from "./words.js";

/** Why a value is not told, or not in full. */
type Kind = EstimateState | "FEW";

const order: readonly Kind[] = [
  "WITHHELD",
  "NOT_REPORTED",
  "NOT_DUE",
  "UNDEFINED",
  "INCOMPLETE",
  "FEW",
];

const few: readonly string[] = ["very_low_count", "low_count", "wide_interval"];

interface Row extends ReportValue {
  readonly kind: Kind;
}

export function reportUntold(payload: ReportPayload, format: Formats): HTMLElement {
  const { say } = format;
  const { values, period } = payload;
  const rows = values
    .map((value): Row => ({ ...value, kind: kindOf(value) }))
    .filter(({ kind }) => kind !== "SHOWN")
    .sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  if (rows.length === 0)
    return nothingToShow(
      say("所有指标都有完整的数值。", "Every measure has a complete value in this year."),
    );
  const absent = rows.filter(({ point }) => point.value === null).length;
  return tableFigure<Row>({
    id: "untold",
    format,
    title: say(
      `${values.length}项指标中${absent}项没有数值，${rows.length - absent}项要谨慎`,
      `Of ${values.length} measures ${absent} have no value and ${rows.length - absent} need care`,
    ),
    subtitle: say(`${yearText(period, format)}；没有数值不是零`, `${period}; no value is not zero`),
    table: {
      columns: columns(format),
      rows,
      group: ({ kind }) =>
        `${kindText(kind, format)} · ${rows.filter((row) => row.kind === kind).length}`,
    },
    source: sourceLine([], payload.snapshot, format),
  }).element;
}

function kindOf({ point }: ReportValue): Kind {
  if (point.state !== "SHOWN") return point.state;
  return point.flags.some((flag) => few.includes(flag)) ? "FEW" : "SHOWN";
}

function kindText(kind: Kind, format: Formats): string {
  if (kind === "FEW")
    return format.say("≈ 事件太少，误差太大", "≈ too few events, too wide a margin of error");
  return `${stateMarks[kind]} ${stateWord(kind, format)}`.trim();
}

function columns(format: Formats): Column<Row>[] {
  const { say } = format;
  return [
    {
      label: say("指标", "Measure"),
      wraps: true,
      text: ({ measure }) => titleAndUnit(measure, format),
    },
    {
      label: say("原因", "Why"),
      text: ({ kind }) => kindText(kind, format),
      shown: false,
    },
    {
      label: say("数值（95%区间）", "Value (95% interval)"),
      text: ({ point, measure }) => valueWithLimits(point, measure, format),
      align: "left",
      wraps: true,
    },
    {
      label: say("已上报", "Reported"),
      text: ({ point }) =>
        // What was reported of a hidden value is not told either.
        point.state === "WITHHELD" ? "–" : format.percent(point.coverage),
    },
  ];
}
