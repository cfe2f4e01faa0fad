/** Points in words: what a line has, and that a line without data is no zero. */
import type { Formats } from "./format.js";
import type { CardLine, CardTotal } from "./scorecard-payload.js";

/** Points as they are printed: without needless zeros, at most three decimals. */
export function pointsText(points: number, { lang }: Formats): string {
  const locale = lang === "zh" ? "zh-CN" : "en-GB";
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(points);
}

/** `0.5 / 0.5`, `✕ 未评定 / 1`. */
export function scoreText({ achieved, points }: CardLine, format: Formats): string {
  const got = achieved === null ? notAssessedText(format) : pointsText(achieved, format);
  return `${got} / ${pointsText(points, format)}`;
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
