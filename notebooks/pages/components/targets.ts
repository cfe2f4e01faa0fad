/**
 * Targets in words and marks: what a value is held to, by which document and clause, since when, and
 * whether it meets it, misses it, or chance leaves that open.
 */
import { type Formats, range } from "./format.js";
import type { MeasureWords, Point, Target, TargetStatus, TargetVerdict } from "./payload.js";
import { doubtOf } from "./states.js";

export const targetMarks: Readonly<Record<TargetVerdict, string>> = {
  MET: "✓",
  NOT_MET: "✗",
  CANNOT_TELL: "?",
};

/** `达标`, `meets`: what can be said under a target. */
export function verdictWord(verdict: TargetVerdict, format: Formats): string {
  const words: Readonly<Record<TargetVerdict, readonly [string, string]>> = {
    MET: ["达标", "meets"],
    NOT_MET: ["未达标", "misses"],
    CANNOT_TELL: ["不能断定", "cannot tell"],
  };
  return format.say(...words[verdict]);
}

/** `≥95%`, `≤9.5‰`, `103–107`: the edge, with the unit where it is a sign. */
export function targetEdge(
  { comparison, value, upper }: Target,
  measure: MeasureWords,
  format: Formats,
) {
  const unit = format.name(measure.unit);
  const sign = /^[‰%]$/.test(unit) ? unit : "";
  if (comparison === "WITHIN")
    return `${edge(value, format)}–${edge(upper ?? value, format)}${sign}`;
  return `${comparison === "AT_LEAST" ? "≥" : "≤"}${edge(value, format)}${sign}`;
}

/** At most two decimals and no needless zeros: an edge is printed as its document prints it. */
function edge(value: number, { lang }: Formats): string {
  return new Intl.NumberFormat(lang === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: 2 })
    .format(value)
    .replace("-", "−");
}

/** `文件000第7项`, `document 000, item 7`. */
export function targetSource({ document, clause }: Target, format: Formats): string {
  if (document === "proposal") return format.say("建议值", "a proposal");
  return format.say(`文件${document}${clauseZh(clause)}`, `document ${document}, ${clause}`);
}

/** The clause in Chinese; one of a kind that is not known stays as it is. */
function clauseZh(clause: string): string {
  const words: readonly [RegExp, string][] = [
    [/^items (\d+) and (\d+)$/, "第$1、$2项"],
    [/^item (\d+)$/, "第$1项"],
    [/^annex item (\d+)$/, "附件第$1项"],
    [/^text$/, "正文"],
    [/^funding standard$/, "经费标准"],
  ];
  const [pattern, by] = words.find(([one]) => one.test(clause)) ?? [];
  return pattern ? clause.replace(pattern, by!) : ` ${clause}`;
}

/** `2011年起`, `until 2010`; empty for a target without limits in time. */
export function targetValidity({ validFrom, validTo }: Target, format: Formats): string {
  const [from, to] = [validFrom?.slice(0, 4), validTo?.slice(0, 4)];
  if (from && to) return format.say(`${from}–${to}年`, `${from}–${to}`);
  if (from) return format.say(`${from}年起`, `from ${from}`);
  return to ? format.say(`至${to}年`, `until ${to}`) : "";
}

/** `≥95%（文件000第9项）`: the target and where it is written. */
export function targetName(target: Target, measure: MeasureWords, format: Formats): string {
  const source = targetSource(target, format);
  const text = targetEdge(target, measure, format);
  return format.say(`${text}（${source}）`, `${text} (${source})`);
}

/** `2010–2012`: years that are pooled, or the period as it is. */
export function pooledText(period: string): string {
  return period.replace("..", "–");
}

/** A status with its target; targets that the page does not know are left out. */
export function statusesOf(
  point: Point | null | undefined,
  targets: readonly Target[],
): { readonly target: Target; readonly status: TargetStatus }[] {
  return (point?.targets ?? []).flatMap((status) => {
    const target = targets.find(({ id }) => id === status.target);
    return target ? [{ target, status }] : [];
  });
}

/** `2010–2012合计111.2（107.5–115.2）`: what was judged where it is not the point itself. */
export function judgedText(
  { pooled }: TargetStatus,
  measure: MeasureWords,
  format: Formats,
): string {
  if (!pooled) return "";
  const years = pooledText(pooled.period);
  const limits =
    pooled.lower === null || pooled.upper === null
      ? ""
      : range(pooled.lower, pooled.upper, measure.decimals, format);
  const value = format.name(pooled);
  const doubt = doubtOf(pooled, format);
  const told = [limits, doubt].filter(Boolean).join(format.say("，", ", "));
  return format.say(
    `${years}年合计${value}${told ? `（${told}）` : ""}`,
    `${years} together ${value}${told ? ` (${told})` : ""}`,
  );
}

/** `✓ 达标`: the mark and the word. */
export function statusText(verdict: TargetVerdict, format: Formats): string {
  return `${targetMarks[verdict]} ${verdictWord(verdict, format)}`;
}

/** A band among the targets, as its edges: what counts as normal. */
export function bandOf(targets: readonly Target[]): readonly [number, number] | null {
  const band = targets.find(({ comparison }) => comparison === "WITHIN");
  return band ? [band.value, band.upper ?? band.value] : null;
}

/** The targets that the last point of a course is held to. */
export function targetsAtEnd(
  course: { readonly points: readonly Point[] } | null,
  targets: readonly Target[],
): Target[] {
  const last = course?.points.findLast((point) => point.value !== null);
  return statusesOf(last, targets).map(({ target }) => target);
}
