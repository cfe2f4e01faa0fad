/** The ranking page of a measure: where areas stand, and how little of it may be chance. */
import { html } from "npm:htl";
import { rankingFinding, rankingStandfirst, titleInside } from "./findings.js";
import { countOf, formats } from "./format.js";
import { methodNotes } from "./method-notes.js";
import { caveatsOf, measureLinks, nothingToShow, pageHead } from "./page-parts.js";
import type { Lang, RankingPayload } from "./payload.js";
import { rankingControls, rankingState } from "./ranking-controls.js";
import { dotFigure, funnelFigure, rankTable, withoutFunnel } from "./ranking-figures.js";
import { rankingNumbers } from "./ranking-numbers.js";

export interface RankingPage {
  readonly head: HTMLElement;
  readonly numbers: HTMLElement;
  readonly controls: HTMLElement;
  readonly ranking: HTMLElement;
  /** The funnel plot beside the table of all values; the table alone where there is no funnel. */
  readonly below: HTMLElement;
  readonly method: HTMLElement;
}

export function rankingPage(payload: RankingPayload, lang: Lang): RankingPage {
  const format = formats(lang);
  const { name, say } = format;
  const { measure, ranking, root } = payload;
  const ranked = ranking?.entries.some((entry) => entry.rank !== null) ? ranking : null;
  const head = html`<div>${measureLinks(payload, "rankings", measure.slug, format)}${pageHead(
    payload,
    {
      kicker: `${root ? `${name(root)} · ` : ""}${name(measure.title)}`,
      title: rankingFinding(ranked, measure, payload, format),
      standfirst: ranked
        ? rankingStandfirst(ranked, measure, payload, format)
        : name(measure.description),
      notes: ranked
        ? [
            say(
              `${countOf(ranked.rankedCount, payload.level, format)}参加排名`,
              `${countOf(ranked.rankedCount, payload.level, format)} ranked`,
            ),
          ]
        : [],
    },
    format,
  )}</div>`;
  const method = methodNotes(payload, lang);
  const nothing = html`<span></span>`;
  if (!ranked) {
    const words = nothingToShow(
      say(
        `没有一个地区上报了${name(measure.title)}，所以没有排名。`,
        `No area has reported the ${titleInside(measure, format)}, so there is no ranking.`,
      ),
    );
    return { head, method, numbers: nothing, controls: nothing, ranking: words, below: nothing };
  }
  const state = rankingState(ranked);
  const dots = dotFigure(payload, ranked, state, format);
  const funnel = funnelFigure(payload, ranked, state, format);
  const table = rankTable(payload, ranked, state, format);
  state.listen(() => {
    for (const one of [dots, funnel, table]) one?.redraw();
  });
  const below = funnel
    ? html`<div class="two wide-right">
        <div>${funnel.element}</div><div>${table.element}</div></div>`
    : html`<div>${table.element}${withoutFunnel(ranked, format)}</div>`;
  const numbers = rankingNumbers(payload, ranked, format);
  const controls = rankingControls(payload, ranked, state, format);
  const chart = html`<div>${dots.element}${caveatsOf(measure, format)}</div>`;
  return { head, method, numbers, controls, ranking: chart, below };
}
