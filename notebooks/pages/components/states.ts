/**
 * How the kinds of answer look: hidden, missing, not due, undefined, incomplete, zero and shown
 * are seven different marks everywhere, in charts, tables and words.
 */
import { type Formats, interval } from "./format.js";
import type { EstimateState, MeasureWords, Named, Point } from "./payload.js";

/** The mark that stands with the word of a state in tables and on charts. */
export const stateMarks: Readonly<Record<EstimateState, string>> = {
  SHOWN: "",
  INCOMPLETE: "◐",
  WITHHELD: "▨",
  NOT_REPORTED: "✕",
  NOT_DUE: "…",
  UNDEFINED: "∅",
};

/** Firm values stand on all returns and are final; the others are drawn hollow and dashed. */
export function isFirm(point: Pick<Point, "state" | "provisional">): boolean {
  return point.state === "SHOWN" && !point.provisional;
}

/** Below three events the interval is drawn without the point (METHODS.md section 5). */
export function hidesPoint(point: Point): boolean {
  return point.flags.includes("very_low_count");
}

/** A value between two that are not there: no line leads to it, so it needs a dot. */
export function isAlone(points: readonly Pick<Point, "value">[], index: number): boolean {
  const absent = (at: number) => (points[at]?.value ?? null) === null;
  return !absent(index) && absent(index - 1) && absent(index + 1);
}

/** `◐ 87%`, `初步`; empty for a firm value. */
export function doubtOf(
  point: Pick<Point, "state" | "value" | "coverage" | "provisional">,
  format: Formats,
): string {
  if (point.state === "INCOMPLETE")
    return `${stateMarks.INCOMPLETE} ${format.percent(point.coverage)}`;
  return point.value !== null && point.provisional ? format.say("初步", "provisional") : "";
}

/** `✕ 未上报`: the mark and the word of an absent value. */
export function absentText(point: Named & Pick<Point, "state">, format: Formats): string {
  return `${stateMarks[point.state]} ${format.name(point)}`.trim();
}

/** The value as displayed, or the mark and the word of its absence. */
export function valueText(point: Point, format: Formats): string {
  return point.value === null ? absentText(point, format) : format.name(point);
}

/** `9.17 8.90–9.45 ◐ 87%`: what a table's cell says of a value that has no further columns. */
export function valueWithLimits(point: Point, measure: MeasureWords, format: Formats): string {
  const parts = [interval(point, measure, format), doubtOf(point, format)];
  return [valueText(point, format), ...parts].filter(Boolean).join(" ");
}

/** The value with what is to be said of it, or the word for its absence. */
export function describe(point: Point, measure: MeasureWords, format: Formats): string {
  if (point.value === null) return format.name(point);
  const limits = interval(point, measure, format);
  const doubt = doubtOf(point, format);
  return [
    format.name(point),
    limits && format.say(`（${limits}）`, `(${limits})`),
    doubt && format.say(`[${doubt}]`, `[${doubt}]`),
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * `2012 ▨ 不公布`: what became of the newest period where an older one has the newest value; empty
 * where the newest period has one, and where it is not due yet.
 */
export function laterAbsence(points: readonly Point[], shown: Point, format: Formats): string {
  const last = points.at(-1);
  if (!last || last === shown || last.value !== null || last.state === "NOT_DUE") return "";
  return `${last.period} ${absentText(last, format)}`;
}

/** `▨ 不公布 3、✕ 未上报 1`: how many have no value, by the reason; empty where all have one. */
export function countAbsent(points: readonly Point[], format: Formats): string {
  const kinds = (["WITHHELD", "NOT_REPORTED", "NOT_DUE", "UNDEFINED"] as const).flatMap((state) => {
    const count = points.filter((point) => point.value === null && point.state === state).length;
    return count === 0 ? [] : `${stateMarks[state]} ${stateWord(state, format)} ${count}`;
  });
  return format.list(kinds);
}

const stateWords: Readonly<Record<EstimateState, readonly [string, string]>> = {
  SHOWN: ["全部上报", "complete"],
  INCOMPLETE: ["部分上报", "incomplete"],
  WITHHELD: ["不予公布", "withheld"],
  NOT_REPORTED: ["未上报", "not reported"],
  NOT_DUE: ["未到期", "not due yet"],
  UNDEFINED: ["无法计算", "cannot be computed"],
};

/** The word for a state, for legends and notes. */
export function stateWord(state: EstimateState, format: Formats): string {
  return format.say(...stateWords[state]);
}
