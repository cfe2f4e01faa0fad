/** The leaders' report: one area, one year, one snapshot, on screens and on paper. */
import { html } from "npm:htl";
import { tableFigure } from "./figure.js";
import { type Formats, formats } from "./format.js";
import { pageHead } from "./page-parts.js";
import type { Lang } from "./payload.js";
import { reportStandfirst, reportTitle } from "./report-findings.js";
import { reportHeadlines } from "./report-headlines.js";
import type { ReportPayload } from "./report-payload.js";
import { reportQuality } from "./report-quality.js";
import { reportMethod, reportSources } from "./report-sources.js";
import { reportTargets } from "./report-targets.js";
import { reportTowns } from "./report-towns.js";
import { reportUntold } from "./report-untold.js";
import { areasFigure, yearsFigure } from "./scorecard-charts.js";
import type { CardSection, ScorecardPayload } from "./scorecard-payload.js";
import { openLinesText, pointsText, totalRange, totalText } from "./scorecard-words.js";
import { sourceLine } from "./source-line.js";
import { yearText } from "./words.js";

export interface ReportPage {
  readonly head: HTMLElement;
  readonly targets: HTMLElement;
  readonly headlines: HTMLElement;
  readonly cards: HTMLElement;
  readonly towns: HTMLElement;
  readonly quality: HTMLElement;
  readonly untold: HTMLElement;
  readonly sources: HTMLElement;
  readonly method: HTMLElement;
}

export function reportPage(payload: ReportPayload, lang: Lang): ReportPage {
  const format = formats(lang);
  const { name, say } = format;
  const { root, period } = payload;
  const kicker = `${root ? `${name(root)} · ` : ""}${say(
    `${yearText(period, format)}年度报告`,
    `Report for ${period}`,
  )}`;
  const clauses = reportTitle(payload, format).map(
    (clause) => html`<span class="clause">${clause}</span>`,
  );
  const head = pageHead(
    payload,
    {
      kicker,
      title: html`<span>${clauses}</span>`,
      standfirst: reportStandfirst(payload, format),
    },
    format,
  );
  return {
    head: html`<div class="report">${paperStyle(payload, format)}${head}</div>`,
    targets: reportTargets(payload, format),
    headlines: reportHeadlines(payload, format),
    cards: cards(payload, format),
    towns: reportTowns(payload, format),
    quality: reportQuality(payload, format),
    untold: reportUntold(payload, format),
    sources: reportSources(payload, format),
    method: reportMethod(payload, format),
  };
}

/** What stands at the rim of every sheet: the report's name, its snapshot, the page. */
function paperStyle({ root, period, snapshot }: ReportPayload, format: Formats): HTMLElement {
  const { say, name } = format;
  const place = root ? name(root) : "";
  const title = say(
    `${place}${yearText(period, format)}人口与服务报告`,
    `${place} ${period}: report on population and services`,
  );
  const identity = say(`数据快照 ${snapshot.id}`, `snapshot ${snapshot.id}`);
  const text = (words: string) => JSON.stringify(words).replaceAll("<", "\\3c ");
  const style = "font:8pt var(--sans-serif);color:#666;white-space:nowrap";
  const rules = `@top-left{content:${text(title)};${style}}@bottom-left{content:${text(identity)};${style}}`;
  return html`<style>${`@page{${rules}}`}</style>`;
}

function cards(payload: ReportPayload, format: Formats): HTMLElement {
  const all = payload.scorecards.map((card, at) => {
    const whole: ScorecardPayload = { ...payload, ...card };
    const id = `card-${at + 1}`;
    const areas =
      payload.childCount > 0 && at === 0 ? areasFigure(whole, format, `${id}-areas`) : "";
    return html`<div>${sections(whole, id, format)}${yearsFigure(whole, format, `${id}-years`)}${areas}</div>`;
  });
  return html`<div>${all}</div>`;
}

/** The points of a card, section by section. */
function sections(payload: ScorecardPayload, id: string, format: Formats): HTMLElement {
  const { say, name } = format;
  const { card, achieved, assessable, points } = payload;
  const number = (value: number) => totalText(value, format);
  const open = openLinesText(payload, format);
  const lacking = open ? `${say("；", "; ")}${open}` : "";
  return tableFigure<CardSection>({
    id,
    format,
    title: say(
      `${name(card.title)}：可评${number(assessable)}分中得${number(achieved)}分`,
      `${name(card.title)}: ${number(achieved)} of ${number(assessable)} assessable points`,
    ),
    subtitle: say(
      `满分${number(points)}分；随机范围${totalRange(payload, format)}${lacking}`,
      `${number(points)} points in all; range of chance ${totalRange(payload, format)}${lacking}`,
    ),
    table: {
      columns: [
        { label: say("部分", "Section"), text: (section) => name(section), wraps: true },
        { label: say("满分", "Points"), text: (section) => pointsText(section.points, format) },
        {
          label: say("可评", "Assessable"),
          text: (section) => pointsText(section.assessable, format),
        },
        { label: say("得分", "Achieved"), text: (section) => pointsText(section.achieved, format) },
        {
          label: say("得分率", "Share"),
          text: ({ ratio }) =>
            ratio === null ? say("✕ 未评定", "✕ not assessed") : format.percent(ratio),
        },
      ],
      rows: payload.sections,
    },
    source: sourceLine([], payload.snapshot, format),
  }).element;
}
