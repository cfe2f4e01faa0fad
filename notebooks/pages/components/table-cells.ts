/** Cells that are more than text: values with their doubt, comparisons with their mark. */
import { html } from "npm:htl";
import { type Formats, interval } from "./format.js";
import type { MeasureWords, Point } from "./payload.js";
import { type Standing, standingText } from "./standing.js";
import { absentText, doubtOf } from "./states.js";
import { holdMark } from "./target-cells.js";

/**
 * A table's cell for the value: bold with its limits, or the mark and word of its absence; `remark`
 * stands after them.
 */
export function valueCell(
  point: Point,
  measure: MeasureWords,
  format: Formats,
  remark = "",
): HTMLElement {
  if (point.value === null) return valueOnly(point, format);
  const beside = [interval(point, measure, format), doubtOf(point, format), remark].filter(Boolean);
  const limits = beside.map((text) => html` <span class="limits">${text}</span>`);
  return html`<span>${valueOnly(point, format)}${limits}</span>`;
}

/** The value in bold without what stands in other columns, or the mark and word of its absence. */
export function valueOnly(point: Point, format: Formats): HTMLElement {
  if (point.value !== null) return html`<b>${format.name(point)}</b>`;
  return html`<span class="absent">${absentText(point, format)}</span>`;
}

/** The comparison in words, in the colour of its side. */
export function standingCell(which: Standing | null, format: Formats): HTMLElement {
  const style = which === "high" || which === "low" ? which : "quiet";
  return html`<span class=${style}>${holdMark(standingText(which, format))}</span>`;
}

/** `▲2 ▼1`, how many stand above and below. */
export function standingCounts(high: number, low: number): HTMLElement {
  const above = html`<span class="high"><i>▲</i>${high}</span>`;
  const below = html`<span class="low"><i>▼</i>${low}</span>`;
  return html`<span>${above} ${below}</span>`;
}
