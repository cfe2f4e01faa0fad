/** Points in words: what a line has, and that a line without data is no zero. */
import type { Formats } from "./format.js";
import type { CardLine, CardTotal, ScorecardPayload } from "./scorecard-payload.js";
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
export function achievedText(line: CardLine, format: Formats): string {
  if (line.achieved !== null) return pointsText(line.achieved, format);
  return isWithheld(line) ? withheldText(format) : notAssessedText(format);
}

/**
 * `1行不予公布，1行没有数据，都不算零分`: why lines have no points, and that it is not because they
 * failed; empty when all have some.
 */
export function openLinesText(
  { sections }: Pick<ScorecardPayload, "sections">,
  format: Formats,
): string {
  const open = sections.flatMap(({ lines }) => lines).filter(({ achieved }) => achieved === null);
  const withheld = open.filter(isWithheld).length;
  const without = open.length - withheld;
  const { say, list } = format;
  const lines = (count: number, zh: string, one: string, many: string) =>
    count === 0
      ? []
      : [say(`${count}行${zh}`, `${count} ${count === 1 ? `line ${one}` : `lines ${many}`}`)];
  const parts = [
    ...lines(withheld, "不予公布", "is withheld", "are withheld"),
    ...lines(without, "没有数据", "has no data", "have no data"),
  ];
  if (parts.length === 0) return "";
  return `${say(parts.join("，"), list(parts))}${say("，不算零分", ", which is not zero")}`;
}

function isWithheld({ judged }: CardLine): boolean {
  return judged.some(({ estimate }) => estimate.state === "WITHHELD");
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
