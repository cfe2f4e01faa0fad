/** Definition, method, sources and citation at the foot of a page, closed until asked for. */
import { html } from "npm:htl";
import { type Formats, formats } from "./format.js";
import type { MeasurePayload } from "./page-payloads.js";
import type { ExtractInfo, Lang, MeasureInfo } from "./payload.js";

type Row = readonly [term: string, text: string | Node];

export function methodNotes(payload: MeasurePayload, lang: Lang): HTMLElement {
  const format = formats(lang);
  const { say } = format;
  const { measure, snapshot } = payload;
  const cited = html`<p>${citation(measure, snapshot.id, format)}</p>`;
  return html`<div>${[
    notes(say("定义与方法", "Definition and method"), definitionOf(measure, format)),
    notes(say("来源与计算语句", "Sources and statement"), sources(payload, format)),
    notes(say("引用", "Citation"), cited),
  ]}</div>`;
}

function notes(summary: string, content: HTMLElement): HTMLElement {
  return html`<details class="method"><summary>${summary}</summary>${content}</details>`;
}

/** What a measure is and how it is worked out. */
export function definitionOf(measure: MeasureInfo, format: Formats): HTMLElement {
  return definitionList(definition(measure, format));
}

function definitionList(rows: readonly Row[]): HTMLElement {
  const parts = rows.flatMap(([term, text]) => [html`<dt>${term}</dt>`, html`<dd>${text}</dd>`]);
  return html`<dl>${parts}</dl>`;
}

function definition(measure: MeasureInfo, { lang, say, name }: Formats): Row[] {
  const none = say("无：完整计数，没有随机误差", "none: a complete count without chance error");
  const trend = say(
    "Mann–Kendall 检验与 Theil–Sen 斜率；不足八期时比较首末两期",
    "Mann–Kendall test and Theil–Sen slope; below eight periods the last against the first",
  );
  return [
    [say("定义", "Definition"), name(measure.description)],
    [say("公式", "Formula"), name(measure.formula)],
    [say("单位", "Unit"), name(measure.unit)],
    [say("区间", "Interval"), measure.intervalMethod ? name(measure.intervalMethod) : none],
    [say("趋势", "Trend"), trend],
    ...measure.caveats[lang].map((caveat): Row => [say("注意", "Note"), caveat]),
    [say("文献", "References"), measure.references.join(say("；", "; "))],
  ];
}

function sources({ provenance }: MeasurePayload, format: Formats): HTMLElement {
  const { say } = format;
  if (!provenance) return html`<p>${say("没有提取文件。", "No extracts.")}</p>`;
  return definitionList([
    ...provenance.extracts.map((extract): Row => [format.name(extract), received(extract, format)]),
    ...permanentAddress(provenance.permalink, format),
    ["SQL", html`<pre tabindex="0">${provenance.sql}</pre>`],
  ]);
}

/** Nothing on a site without a server that would answer there. */
function permanentAddress(permalink: string | null, { say }: Formats): Row[] {
  if (permalink === null) return [];
  const link = html`<a href=${permalink}>${permalink}</a>`;
  return [[say("永久地址", "Permanent address"), link]];
}

function received(extract: ExtractInfo, { say, whole, date }: Formats): string {
  const [day, accepted] = [date(extract.receivedAt), whole(extract.acceptedRows)];
  const rejected = whole(extract.rejectedRows);
  return say(
    `${extract.file}，${day}收到，接收${accepted}行，退回${rejected}行`,
    `${extract.file}, received ${day}, ${accepted} rows accepted, ${rejected} rejected`,
  );
}

function citation({ title }: MeasureInfo, snapshotId: string, { say }: Formats): string {
  return say(
    `Demograph：《${title.zh}》，数据快照 ${snapshotId}。同一快照永远给出同样的数字。`,
    `Demograph: ${title.en}, snapshot ${snapshotId}. ` +
      "The same snapshot gives the same numbers for ever.",
  );
}
