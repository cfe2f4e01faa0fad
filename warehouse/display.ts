/** Estimates as people read them: rounded once, half away from zero, or a word where no number is. */
import type { Measure } from "./define-measure.ts";
import type { Estimate, EstimateState } from "./estimate.ts";

export type DisplayLanguage = "zh" | "en";

const words: Record<
  Exclude<EstimateState, "SHOWN" | "INCOMPLETE">,
  Record<DisplayLanguage, string>
> = {
  WITHHELD: { zh: "不予公布", en: "withheld" },
  NOT_REPORTED: { zh: "未上报", en: "not reported" },
  NOT_DUE: { zh: "未到期", en: "not due" },
  UNDEFINED: { zh: "无法计算", en: "cannot be computed" },
};

/** `12.58`, with the thousands separators of the language; a state in words without a value. */
export function displayEstimate(
  estimate: Estimate,
  measure: Measure,
  language: DisplayLanguage,
): string {
  if (estimate.value === null) {
    return words[estimate.state as keyof typeof words]?.[language] ?? words.UNDEFINED[language];
  }
  return formatNumber(estimate.value, measure.decimals, language);
}

/** A number to a fixed count of decimals, half away from zero (Intl's `halfExpand`). */
export function formatNumber(value: number, decimals: number, language: DisplayLanguage): string {
  return new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en-GB", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
    .format(value)
    .replace(/^-/, "−");
}
