/** Statuses under targets as lines of a card and cells of a table. */
import { html } from "npm:htl";
import type { Formats } from "./format.js";
import type { MeasureWords, Point, Target, TargetVerdict } from "./payload.js";
import {
  judgedText,
  statusesOf,
  statusText,
  targetMarks,
  targetName,
  verdictWord,
} from "./targets.js";

/** Lines under a big number, one for each target: mark, word, target, the pooled years. */
export function statusLines(
  point: Point | null,
  targets: readonly Target[],
  measure: MeasureWords,
  format: Formats,
): HTMLElement[] {
  return statusesOf(point, targets).map(({ target, status }) => {
    const judged = judgedText(status, measure, format);
    const after = judged ? `${format.say("：", ": ")}${judged}` : "";
    const name = targetName(target, measure, format);
    return html`<span>${statusMark(status.status, format)} ${name}${after}</span>`;
  });
}

const styles: Readonly<Record<TargetVerdict, string>> = {
  MET: "high",
  NOT_MET: "low",
  CANNOT_TELL: "quiet",
};

/** The mark and the word, in the colour of its side. */
export function statusMark(verdict: TargetVerdict, format: Formats): HTMLElement {
  return html`<b class=${styles[verdict]}>${holdMark(statusText(verdict, format))}</b>`;
}

/** A text whose mark stays on the line of its first word. */
export function holdMark(text: string): string {
  return text.replace(" ", "\u00a0");
}

/** The mark alone; its word is there for those who hear the page. */
export function bareMark(verdict: TargetVerdict, format: Formats): HTMLElement {
  const word = html`<span class="sr">${verdictWord(verdict, format)}</span>`;
  return html`<b class=${styles[verdict]}>${targetMarks[verdict]} ${word}</b>`;
}
