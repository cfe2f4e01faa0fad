/** The furniture of a page's content: head, big numbers, legend keys, links, method notes. */
import { html } from "npm:htl";
import type { Formats } from "./format.js";
import type { MeasureInfo, PagePayload, Point, Target } from "./payload.js";
import { svgFrom } from "./plot-theme.js";
import { countAbsent, isFirm, stateMarks, stateWord } from "./states.js";

export interface PageHead {
  readonly kicker: string;
  /** Text, or text in parts that a line break should not split. */
  readonly title: string | Node;
  readonly standfirst: string;
  /** What stands in the line under it besides the dates. */
  readonly notes?: readonly string[];
}

/** Kicker, title, standfirst, and how current the data are. */
export function pageHead({ snapshot }: PagePayload, head: PageHead, format: Formats): HTMLElement {
  const { say, date } = format;
  const title = typeof head.title === "string" ? inClauses(head.title, format) : head.title;
  return html`<div><p class="kicker">${head.kicker}</p><h1>${title}</h1>
    ${head.standfirst ? html`<p class="standfirst">${head.standfirst}</p>` : ""}
    <div class="byline"><span><b>${say("数据截至", "Data to")}</b> ${date(snapshot.asOf)}</span>
      <span><b>${say("发布", "Published")}</b> ${date(snapshot.publishedAt)}</span>
      <span><b>${say("快照", "Snapshot")}</b> <code>${snapshot.id}</code></span>
      ${(head.notes ?? []).map((note) => html`<span>${note}</span>`)}</div></div>`;
}

/** Chinese has no spaces, so a line would break inside a word; it is to break between clauses. */
function inClauses(title: string, { lang }: Formats): string | Node {
  const clauses = lang === "zh" ? (title.match(/[^，；：]+[，；：]?/g) ?? []) : [];
  if (clauses.length < 2) return title;
  return html`<span>${clauses.map((clause) => html`<span class="clause">${clause}</span>`)}</span>`;
}

export interface BigNumber {
  readonly label: string;
  readonly value: string | Node;
  readonly unit?: string;
  /** True for a word in place of a number. */
  readonly word?: boolean;
  /** Lines under it. */
  readonly details: readonly (Node | string)[];
  readonly spark?: SVGSVGElement;
}

export function bigNumber({ label, value, unit, word, details, spark }: BigNumber): HTMLElement {
  const lines = details
    .filter((detail) => detail !== "")
    .map((detail) => html`<div>${detail}</div>`);
  const after = unit ? html`<small>${unit}</small>` : "";
  const big = html`<div class=${word ? "value word" : "value"}>${value}${after}</div>`;
  return html`<div class="number"><div class="label">${label}</div>
    <div class="line">${big}${spark ?? ""}</div>
    <div class="detail">${lines}</div></div>`;
}

const glyphs: Readonly<Record<string, (colour: string) => string>> = {
  line: (colour) => `<path d="M1 7H21" stroke="${colour}" stroke-width="3"/>`,
  dashed: (colour) =>
    `<path d="M1 7H21" stroke="${colour}" stroke-width="2.5" stroke-dasharray="3,4"/>`,
  band: (colour) => `<path d="M1 2H21V12H1Z" fill="${colour}" fill-opacity="0.22"/>`,
  bar: (colour) => `<path d="M1 2H21V12H1Z" fill="${colour}" fill-opacity="0.75"/>`,
  dot: (colour) => `<circle cx="11" cy="7" r="5" fill="${colour}"/>`,
  hollow: (colour) =>
    `<circle cx="11" cy="7" r="4.3" fill="var(--paper)" stroke="${colour}" stroke-width="2"/>`,
  up: (colour) => `<path d="M11 1.5L17 12H5Z" fill="${colour}"/>`,
  down: (colour) => `<path d="M11 12.5L17 2H5Z" fill="${colour}"/>`,
  box: (colour) =>
    `<path d="M2 2H20V12H2Z" fill="var(--paper)" stroke="${colour}" stroke-width="1.5"/>`,
  rule: (colour) => `<path d="M11 0V14" stroke="${colour}" stroke-width="1.6"/>`,
};

/** One entry of a legend. */
export function key(glyph: keyof typeof glyphs, colour: string, label: string): HTMLElement {
  return html`<span>${svgFrom(22, 14, glyphs[glyph]!(colour))}${label}</span>`;
}

/** Legend entries for the states among these points that are not plain values. */
export function stateKeys(points: readonly Point[], format: Formats): HTMLElement[] {
  const keys: HTMLElement[] = [];
  if (points.some((point) => point.value !== null && !isFirm(point)))
    keys.push(
      key("hollow", "var(--accent)", format.say("上报不全或初步", "incomplete or provisional")),
    );
  for (const state of ["NOT_REPORTED", "NOT_DUE", "WITHHELD", "UNDEFINED"] as const)
    if (points.some((point) => point.state === state))
      keys.push(html`<span>${stateMarks[state]} ${stateWord(state, format)}</span>`);
  return keys;
}

/** A note under a chart that leaves out what has no value; none where nothing is left out. */
export function notDrawn(points: readonly Point[], format: Formats): string[] {
  const counts = countAbsent(points, format);
  return counts ? [format.say(`没有画出：${counts}。`, `Not drawn: ${counts}.`)] : [];
}

/** What a reader at a screen can do, as a note that is not printed. */
export function screenHint(text: string): HTMLElement {
  return html`<span class="screen-only">${text}</span>`;
}

/** Words where a chart would be empty. */
export function nothingToShow(text: string): HTMLElement {
  return html`<p class="empty">${text}</p>`;
}

/** What a reader has to keep in mind of the measure, below its chart. */
export function caveatsOf(measure: MeasureInfo, { lang }: Formats): HTMLElement {
  const items = measure.caveats[lang].map((caveat) => html`<li>${caveat}</li>`);
  return items.length === 0 ? html`<span></span>` : html`<ul class="caveats">${items}</ul>`;
}

/** The legend's entry for targets, where a chart has any. */
export function targetKeys(targets: readonly Target[], format: Formats): HTMLElement[] {
  const kinds = [
    targets.some(({ upper }) => upper === null) ? ("dashed" as const) : null,
    targets.some(({ upper }) => upper !== null) ? ("band" as const) : null,
  ];
  const words = {
    dashed: format.say("目标", "target"),
    band: format.say("目标范围", "target range"),
  };
  return kinds.flatMap((kind) => (kind ? [key(kind, "var(--target)", words[kind])] : []));
}
