/** How numbers, dates and names are written in each language: by `Intl`, with a true minus sign. */
import type { Change, Lang, MeasureWords, Named, Point } from "./payload.js";

const locales: Readonly<Record<Lang, string>> = { zh: "zh-CN", en: "en-GB" };

export interface Formats {
  readonly lang: Lang;
  /** The text in this language. */
  readonly say: (zh: string, en: string) => string;
  /** The name in this language. */
  readonly name: (named: Named) => string;
  /** A whole number with separators; an en dash for null. */
  readonly whole: (value: number | null) => string;
  /** A number with the measure's decimals. */
  readonly fixed: (value: number | null, decimals: number) => string;
  /** The same with its sign, none for zero. */
  readonly signed: (value: number | null, decimals: number) => string;
  /** A share of 0 to 1 in per cent, rounded down, so that only a whole reads as 100%. */
  readonly percent: (share: number) => string;
  /** ISO 8601 as a long date. */
  readonly date: (iso: string) => string;
  readonly list: (items: readonly string[]) => string;
  /** With a capital, as an English heading begins. */
  readonly opening: (text: string) => string;
}

export function formats(lang: Lang): Formats {
  const locale = locales[lang];
  const number = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options);
    return (value: number | null) =>
      value === null || Number.isNaN(value) ? "–" : format.format(value).replace("-", "−");
  };
  const decimal = (decimals: number, signDisplay?: "exceptZero") =>
    number({ minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay });
  const plain = [0, 1, 2, 3].map((decimals) => decimal(decimals));
  const withSign = [0, 1, 2, 3].map((decimals) => decimal(decimals, "exceptZero"));
  const percents = number({ style: "percent", maximumFractionDigits: 1 });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  return {
    lang,
    say: (zh, en) => (lang === "zh" ? zh : en),
    name: (named) => named[lang],
    whole: plain[0]!,
    fixed: (value, decimals) => (plain[decimals] ?? decimal(decimals))(value),
    signed: (value, decimals) => (withSign[decimals] ?? decimal(decimals, "exceptZero"))(value),
    percent: (share) => percents(Math.floor(share * 1000) / 1000),
    date: (iso) => dates.format(new Date(iso)),
    opening: (text) => text.charAt(0).toUpperCase() + text.slice(1),
    list: (items) =>
      lang === "zh"
        ? items.join("、")
        : new Intl.ListFormat(locale, { type: "conjunction" }).format(items),
  };
}

/** `9.12–10.40`, or an empty string without an interval. */
export function interval(
  point: Pick<Point, "value" | "lower" | "upper">,
  measure: MeasureWords,
  format: Formats,
): string {
  if (point.value === null || point.lower === null || point.upper === null) return "";
  return range(point.lower, point.upper, measure.decimals, format);
}

/** `9.12–10.40`; with a negative limit `−0.5 to 1.2`, so that no sign is read as a dash. */
export function range(lower: number, upper: number, decimals: number, format: Formats): string {
  const joint = lower < 0 || upper < 0 ? format.say(" 至 ", " to ") : "–";
  return `${format.fixed(lower, decimals)}${joint}${format.fixed(upper, decimals)}`;
}

/** `−1.20 (−1.80 to −0.61)`, or null when there is no change to tell. */
export function changeText(change: Change, decimals: number, format: Formats): string | null {
  if (change.change === null) return null;
  const text = format.signed(change.change, decimals);
  const { changeLower: lower, changeUpper: upper } = change;
  if (lower === null || upper === null) return text;
  const [from, to] = [format.signed(lower, decimals), format.signed(upper, decimals)];
  const limits = `${from}${format.say(" 至 ", " to ")}${to}`;
  return format.lang === "zh" ? `${text}（${limits}）` : `${text} (${limits})`;
}

/** `出生率（‰）`, `Crude birth rate (per 1,000)`: how subtitles and columns name a measure. */
export function titleAndUnit(measure: MeasureWords, format: Formats): string {
  const unit = format.name(measure.unit).replace(/^[（(](.*)[）)]$/, "$1");
  return `${format.name(measure.title)}${format.say(`（${unit}）`, ` (${unit})`)}`;
}

/** The end of the measure's scale: 100 for percentages, else null. */
export function endOfScale(measure: MeasureWords): number | null {
  return measure.unit.zh === "%" ? 100 : null;
}

/** A unit as it follows a number: `‰` and `%` close up, words stand apart. */
export function unitAfter(measure: MeasureWords, format: Formats): string {
  const unit = format.name(measure.unit);
  return /^[‰%]$/.test(unit) ? unit : ` ${unit}`;
}

/** `14个乡级地区`, `14 townships`; a level without a name of its own in Chinese is 下级地区. */
export function countOf(count: number, level: Named | null, format: Formats): string {
  const noun = nounOf(level, format);
  return format.say(`${count}个${noun}`, counted(count, noun, format));
}

/** What one area of a level is called: `乡级地区`, `health region`. */
export function nounOf(level: Named | null, format: Formats): string {
  const zh = level?.zh ?? "";
  const named = /[\u4e00-\u9fff]/.test(zh) ? zh : "下级";
  return format.say(
    /[级下]$/.test(named) || named === "下级" ? `${named}地区` : named,
    (level?.en ?? "area").toLowerCase().replaceAll("_", " "),
  );
}

/** `1 place`, `2 places`: in English. */
export function counted(count: number, noun: string, { whole }: Pick<Formats, "whole">): string {
  return `${whole(count)} ${count === 1 ? noun : plural(noun)}`;
}

/** The plural of an English level name: `county` → `counties`. */
export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
