/** The furniture of a page's content: head, big numbers, legend keys, measure links, method notes. */
import { html } from "npm:htl";
import { type Formats, formats } from "./format.js";
import type { Lang, MeasureInfo, MeasurePayload, PagePayload, Point } from "./payload.js";
import { svgFrom } from "./plot-theme.js";
import { sourceName } from "./source-names.js";
import { isFirm, stateMarks, stateWord } from "./states.js";

export interface PageHead {
  readonly kicker: string;
  readonly title: string;
  readonly standfirst: string;
  /** What stands in the line under it besides the dates. */
  readonly notes?: readonly string[];
}

/** Kicker, title, standfirst, and how current the data are. */
export function pageHead({ snapshot }: PagePayload, head: PageHead, format: Formats): HTMLElement {
  const { say, date } = format;
  return html`<div><p class="kicker">${head.kicker}</p><h1>${head.title}</h1>
    ${head.standfirst ? html`<p class="standfirst">${head.standfirst}</p>` : ""}
    <div class="byline"><span><b>${say("数据截至", "Data to")}</b> ${date(snapshot.asOf)}</span>
      <span><b>${say("发布", "Published")}</b> ${date(snapshot.publishedAt)}</span>
      <span><b>${say("快照", "Snapshot")}</b> <code>${snapshot.id}</code></span>
      ${(head.notes ?? []).map((note) => html`<span>${note}</span>`)}</div></div>`;
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
  return html`<div class="number"><div class="label">${label}</div>
    <div class="line"><div class=${word ? "value word" : "value"}>${value}${unit ? html`<small>${unit}</small>` : ""}</div>
    ${spark ?? ""}</div><div class="detail">${lines}</div></div>`;
}

const glyphs: Readonly<Record<string, (colour: string) => string>> = {
  line: (colour) => `<path d="M1 7H21" stroke="${colour}" stroke-width="3"/>`,
  dashed: (colour) =>
    `<path d="M1 7H21" stroke="${colour}" stroke-width="2.5" stroke-dasharray="3,4"/>`,
  band: (colour) => `<path d="M1 2H21V12H1Z" fill="${colour}" fill-opacity="0.22"/>`,
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

/** Links to the same kind of page for every measure. */
export function measureLinks(
  payload: PagePayload,
  kind: "trends" | "rankings",
  current: string,
  format: Formats,
): HTMLElement {
  const shown = payload.measures.filter((measure) => kind === "trends" || measure.ranked);
  const links = shown.map(
    (measure) =>
      html`<a href=${`./${measure.slug}`} aria-current=${measure.slug === current ? "page" : null}>${format.name(measure.title)}</a>`,
  );
  return html`<nav class="measures" aria-label=${format.say("指标", "Measures")}>${links}</nav>`;
}

/** Definition, method, sources and citation, closed until asked for. */
export function methodNotes(payload: MeasurePayload, lang: Lang): HTMLElement {
  const format = formats(lang);
  const { say, name } = format;
  const { measure, snapshot } = payload;
  const rows: [string, unknown][] = [
    [say("定义", "Definition"), name(measure.description)],
    [say("公式", "Formula"), name(measure.formula)],
    [say("单位", "Unit"), name(measure.unit)],
    [
      say("区间", "Interval"),
      measure.intervalMethod ??
        say("无：完整计数，没有随机误差", "none: a complete count without chance error"),
    ],
    [
      say("趋势", "Trend"),
      say(
        "Mann–Kendall 检验与 Theil–Sen 斜率；不足八期时比较首末两期",
        "Mann–Kendall test and Theil–Sen slope; below eight periods first against last",
      ),
    ],
    ...measure.caveats[lang].map((caveat): [string, unknown] => [say("注意", "Note"), caveat]),
    [say("文献", "References"), measure.references.join(say("；", "; "))],
  ];
  return html`<div>
    <details class="method"><summary>${say("定义与方法", "Definition and method")}</summary>${definitionList(rows)}</details>
    <details class="method"><summary>${say("来源与计算语句", "Sources and statement")}</summary>${sourceNotes(payload, format)}</details>
    <details class="method"><summary>${say("引用", "Citation")}</summary><p>${citation(measure, snapshot.id, format)}</p></details></div>`;
}

function definitionList(rows: readonly [string, unknown][]): HTMLElement {
  return html`<dl>${rows.flatMap(([term, text]) => [html`<dt>${term}</dt>`, html`<dd>${text}</dd>`])}</dl>`;
}

function sourceNotes({ provenance }: MeasurePayload, format: Formats): HTMLElement {
  const { say, whole, date } = format;
  if (!provenance) return html`<p>${say("没有提取文件。", "No extracts.")}</p>`;
  const rows = provenance.extracts.map((extract): [string, unknown] => [
    sourceName(extract.source, format),
    say(
      `${extract.file}，${date(extract.receivedAt)}收到，接收${whole(extract.acceptedRows)}行，退回${whole(extract.rejectedRows)}行`,
      `${extract.file}, received ${date(extract.receivedAt)}, ${whole(extract.acceptedRows)} rows accepted, ${whole(extract.rejectedRows)} rejected`,
    ),
  ]);
  rows.push([say("永久地址", "Permanent address"), html`<code>${provenance.permalink}</code>`]);
  rows.push(["SQL", html`<pre tabindex="0">${provenance.sql}</pre>`]);
  return definitionList(rows);
}

function citation(measure: MeasureInfo, snapshotId: string, format: Formats): string {
  return format.say(
    `Demograph：《${measure.title.zh}》，数据快照 ${snapshotId}。同一快照永远给出同样的数字。`,
    `Demograph: ${measure.title.en}, snapshot ${snapshotId}. The same snapshot gives the same numbers for ever.`,
  );
}

/** Words where a chart would be empty. */
export function nothingToShow(text: string): HTMLElement {
  return html`<p class="empty">${text}</p>`;
}

/** What counts as normal: the sex ratio at birth by nature (METHODS.md section 4.5). */
export function normalRange(measure: MeasureInfo): readonly [number, number] | null {
  return measure.id === "sexRatioAtBirth" ? [103, 107] : null;
}
