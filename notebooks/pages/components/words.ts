/** Years, values and titles as they stand inside sentences. */
import type { Formats } from "./format.js";
import type { MeasureWords, Point, Verdict } from "./payload.js";
import { pooledText } from "./targets.js";

/** `2012年`, `2012`; of pooled years `2010–2012年`, `2010–2012`; `2012年第4季度`, `2012 Q4`. */
export function yearText(period: string, format: Formats): string {
  const [, year, quarter] = /^(\d{4})-Q(\d)$/.exec(period) ?? [];
  if (quarter) return format.say(`${year}年第${quarter}季度`, `${year} Q${quarter}`);
  const text = pooledText(period);
  return format.say(/^\d{4}(–\d{4})?$/.test(text) ? `${text}年` : text, text);
}

/** `9.17‰`; units in words are left to the subtitle. */
export function withSign(point: Point, measure: MeasureWords, format: Formats): string {
  const unit = format.name(measure.unit);
  const sign = /^[‰%]$/.test(measure.unit.zh) && unit.length === 1 ? unit : "";
  return `${format.name(point)}${point.value === null ? "" : sign}`;
}

/** `出生率`; in English as it stands inside a sentence. */
export function titleInside(measure: MeasureWords, format: Formats): string {
  const title = format.name(measure.title);
  return format.lang === "zh" ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

/** `上升`, `cannot tell`: the verdict over all settled years. */
export function verdictWords(verdict: Verdict, format: Formats): string {
  const words: Readonly<Record<Verdict, readonly [string, string]>> = {
    RISING: ["上升", "rising"],
    FALLING: ["下降", "falling"],
    STEADY: ["大体稳定", "steady"],
    CANNOT_TELL: ["看不出升降", "no clear course"],
  };
  return format.say(...words[verdict]);
}
