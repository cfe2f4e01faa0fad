/** Points in words: what a line has, and that a line without data is no zero. */
import type { Formats } from "./format.js";
import type { CardLine, CardTotal } from "./scorecard-payload.js";
import { stateMarks, stateWord } from "./states.js";

/** Points as they are printed: without needless zeros, at most three decimals. */
export function pointsText(points: number, { lang }: Formats): string {
  const locale = lang === "zh" ? "zh-CN" : "en-GB";
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(points);
}

/** `0.5 / 0.5`, `✕ 未评定 / 1`, `▨ 不公布 / 1`. */
export function scoreText(line: CardLine, format: Formats): string {
  return `${achievedText(line, format)} / ${pointsText(line.points, format)}`;
}

/** The points of a line, or why it has none: its value is withheld, or there is none. */
export function achievedText({ achieved, judged }: CardLine, format: Formats): string {
  if (achieved !== null) return pointsText(achieved, format);
  const isWithheld = judged.some(({ estimate }) => estimate.state === "WITHHELD");
  return isWithheld ? withheldText(format) : notAssessedText(format);
}

export function withheldText(format: Formats): string {
  return `${stateMarks.WITHHELD} ${stateWord("WITHHELD", format)}`;
}

export function notAssessedText(format: Formats): string {
  return format.say("✕ 未评定", "✕ not assessed");
}

/** A total: without needless zeros, at most two decimals. */
export function totalText(points: number, { lang }: Formats): string {
  const locale = lang === "zh" ? "zh-CN" : "en-GB";
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(points);
}

/** `11.38–12.38` */
export function totalRange({ lower, upper }: CardTotal, format: Formats): string {
  return `${totalText(lower, format)}–${totalText(upper, format)}`;
}
