/** The page of a score card: the points, what every one of them rests on, and who is missing. */
import { html } from "npm:htl";
import { type Formats, formats } from "./format.js";
import { bigNumber, pageHead } from "./page-parts.js";
import type { Lang } from "./payload.js";
import { areasFigure, yearsFigure } from "./scorecard-charts.js";
import { scorecardLines } from "./scorecard-lines.js";
import type { CardTotal, ScorecardPayload } from "./scorecard-payload.js";
import { openLinesText, totalRange, totalText } from "./scorecard-words.js";
import { yearText } from "./words.js";

export interface ScorecardPage {
  readonly head: HTMLElement;
  readonly numbers: HTMLElement;
  readonly lines: HTMLElement;
  readonly years: HTMLElement;
  readonly areas: HTMLElement;
  readonly method: HTMLElement;
}

export function scorecardPage(payload: ScorecardPayload, lang: Lang): ScorecardPage {
  const format = formats(lang);
  const { name } = format;
  const { card, root } = payload;
  const head = pageHead(
    payload,
    {
      kicker: `${root ? `${name(root)} · ` : ""}${name(card.title)}`,
      title: title(payload, format),
      standfirst: standfirst(payload, format),
    },
    format,
  );
  return {
    head: html`<div>${otherCards(payload, format)}${head}</div>`,
    numbers: numbers(payload, format),
    lines: scorecardLines(payload, format),
    years: yearsFigure(payload, format),
    areas: areasFigure(payload, format),
    method: method(payload, format),
  };
}

function otherCards({ cards, card }: ScorecardPayload, { say, name }: Formats): HTMLElement {
  const links = cards.map(({ id, title }) => {
    const here = id === card.id ? "page" : null;
    return html`<a href=${`./${id}.html`} aria-current=${here}>${name(title)}</a>`;
  });
  return html`<nav class="cards" aria-label=${say("考核表", "Score cards")}>${links}</nav>`;
}

function title(payload: ScorecardPayload, format: Formats): string {
  const { achieved, assessable, period } = payload;
  const number = (value: number) => totalText(value, format);
  return format.say(
    `${yearText(period, format)}可评的${number(assessable)}分中得${number(achieved)}分`,
    `${number(achieved)} of ${number(assessable)} assessable points in ${period}`,
  );
}

function standfirst(payload: ScorecardPayload, format: Formats): string {
  const { say } = format;
  const { points, assessable, notAssessed, sections } = payload;
  const lines = sections.flatMap((section) => section.lines);
  const verdicts = lines.flatMap(({ judged }) => judged.map(({ status }) => status));
  const open = verdicts.filter((status) => status === "CANNOT_TELL").length;
  const limits = totalRange(payload, format);
  return [
    say(
      `估计值在随机误差之内变动时，得分多在${limits}之间。`,
      `When the estimates vary within chance, the total is mostly between ${limits}.`,
    ),
    notAssessed.length === 0
      ? say(`满分${totalText(points, format)}分全部可评。`, "Every line could be assessed.")
      : say(
          `满分${totalText(points, format)}分中可评${totalText(assessable, format)}分：` +
            `${openLinesText(payload, format)}。`,
          `${totalText(assessable, format)} of ${totalText(points, format)} points could be assessed: ` +
            `${openLinesText(payload, format)}.`,
        ),
    open > 0
      ? say(
          `${open}个目标按原始数值给分，但随机误差使其不能断定。`,
          `${open} targets are scored by the raw value, though chance leaves them open.`,
        )
      : "",
  ]
    .filter(Boolean)
    .join(say("", " "));
}

function numbers(payload: ScorecardPayload, format: Formats): HTMLElement {
  const { say, percent } = format;
  const { points, totals, period, notAssessed, sections } = payload;
  const share = ({ ratio }: CardTotal) => (ratio === null ? "–" : percent(ratio));
  const before = totals.filter((one) => one.period !== period);
  const lines = sections.flatMap((section) => section.lines);
  const full = lines.filter(({ achieved, points }) => achieved === points).length;
  const zero = lines.filter(({ achieved }) => achieved === 0).length;
  return html`<div class="numbers">${[
    bigNumber({
      label: say("得分", "Points"),
      value: totalText(payload.achieved, format),
      unit: say(
        `/ ${totalText(payload.assessable, format)}分可评`,
        `of ${totalText(payload.assessable, format)} assessable`,
      ),
      details: [
        say(
          `随机范围 ${totalRange(payload, format)}`,
          `range of chance ${totalRange(payload, format)}`,
        ),
      ],
    }),
    bigNumber({
      label: say("得分率", "Share of the assessable"),
      value: share(payload),
      details: before.toReversed().map((one) => `${yearText(one.period, format)} ${share(one)}`),
    }),
    bigNumber({
      label: say("得满分 / 零分的行", "Lines with full / no points"),
      value: html`<span><span class="high"><i>✓</i>${full}</span> <span class="low"><i>✗</i>${zero}</span></span>`,
      details: [say(`共${lines.length}行`, `of ${lines.length} lines`)],
    }),
    bigNumber({
      label: say("没有评定", "Not assessed"),
      value: String(notAssessed.length),
      unit: say("行", notAssessed.length === 1 ? "line" : "lines"),
      details: [
        say(
          `满分${totalText(points, format)}分`,
          `the card has ${totalText(points, format)} points`,
        ),
        openLinesText(payload, format),
      ],
    }),
  ]}</div>`;
}

function method({ card, snapshot }: ScorecardPayload, { say, name, list }: Formats): HTMLElement {
  return html`<div><details class="method"><summary>${say("这张表怎样计分", "How the card counts")}</summary><dl>
    <dt>${say("说明", "Card")}</dt><dd>${name(card.description)}</dd>
    <dt>${say("给分", "Points")}</dt><dd>${say(
      "按原始数值是否达到目标给分，与文件一致；是否可以断定另列一栏。没有数据的行不评定，从可评分中去掉，不算零分。",
      "A line has its points when the raw value meets the target, as the document counts; whether chance allows to say so stands beside it. A line without data is not assessed and leaves the assessable points.",
    )}</dd>
    <dt>${say("随机范围", "Range of chance")}</dt><dd>${say(
      "每个估计值在其误差范围内重新抽取一万次，得分的中间95%。",
      "Every estimate is drawn anew ten thousand times within its chance; the middle 95% of totals.",
    )}</dd>
    <dt>${say("文献", "References")}</dt><dd>${list(card.references)}</dd>
    <dt>${say("快照", "Snapshot")}</dt><dd>${snapshot.id}</dd></dl></details></div>`;
}
