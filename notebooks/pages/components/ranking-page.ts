/** The ranking page of a measure: where areas stand, and how little of it may be chance. */
import { html } from "npm:htl";
import type { Figure } from "./figure.js";
import { countOf, type Formats, formats } from "./format.js";
import { mapFigure } from "./map-figure.js";
import { measureNavigation } from "./measure-navigation.js";
import { methodNotes } from "./method-notes.js";
import { caveatsOf, nothingToShow, pageHead } from "./page-parts.js";
import type { RankingAnswer, RankingPayload } from "./page-payloads.js";
import type { Lang } from "./payload.js";
import { targetsHeld } from "./ranking-columns.js";
import { type RankingState, rankingControls, rankingState } from "./ranking-controls.js";
import { dotFigure, funnelFigure, rankTable, withoutFunnel } from "./ranking-figures.js";
import { rankingFinding, rankingStandfirst } from "./ranking-findings.js";
import { rankingNumbers } from "./ranking-numbers.js";
import { titleInside } from "./words.js";

export interface RankingPage {
  readonly head: HTMLElement;
  readonly numbers: HTMLElement;
  readonly controls: HTMLElement;
  readonly ranking: HTMLElement;
  /** The funnel plot and the map beside each other, as far as there are any, and all values. */
  readonly below: HTMLElement;
  readonly method: HTMLElement;
}

/** The parts that change when three years are shown instead of one. */
type View = Pick<RankingPage, "head" | "numbers" | "ranking" | "below"> & {
  readonly redraw: () => void;
};

export function rankingPage(payload: RankingPayload, lang: Lang): RankingPage {
  const format = formats(lang);
  const { ranking, pooled } = payload;
  const ranked = ranking?.entries.some((entry) => entry.rank !== null) ? ranking : null;
  const method = methodNotes(payload, lang);
  const nothing = html`<span></span>`;
  if (!ranked) {
    const head = headOf(payload, null, format);
    const words = nothingToShow(reasonOfNone(payload, format));
    return { head, method, numbers: nothing, controls: nothing, ranking: words, below: nothing };
  }
  const state = rankingState(ranked, pooled);
  const chosen = () => (state.values.years === "3" && pooled ? pooled : ranked);
  const [head, numbers, chart, below] = [0, 1, 2, 3].map(() => html`<div></div>`);
  let shown = chosen();
  let view = viewOf(payload, shown, state, format);
  const place = () => {
    head!.replaceChildren(view.head);
    numbers!.replaceChildren(view.numbers);
    chart!.replaceChildren(view.ranking);
    below!.replaceChildren(view.below);
  };
  place();
  state.listen(() => {
    if (shown === chosen()) return view.redraw();
    shown = chosen();
    view = viewOf(payload, shown, state, format);
    place();
  });
  const controls = rankingControls(payload, ranked, state, format);
  return { head: head!, method, numbers: numbers!, controls, ranking: chart!, below: below! };
}

/** Numbers that are there and withheld are not called missing. */
function reasonOfNone({ measure, measures, ranking }: RankingPayload, format: Formats): string {
  const { hasData = false } = measures.find(({ id }) => id === measure.id) ?? {};
  const isWithheld = ranking
    ? ranking.entries.some(({ point }) => point.state === "WITHHELD")
    : hasData;
  const title = titleInside(measure, format);
  if (isWithheld)
    return format.say(
      `各地的${title}人数太少，不公布，所以没有排名。`,
      `The ${title} of the areas is withheld because its counts are small, so there is no ranking.`,
    );
  return format.say(
    `没有一个地区上报了${title}，所以没有排名。`,
    `No area has reported the ${title}, so there is no ranking.`,
  );
}

function headOf(
  payload: RankingPayload,
  ranked: RankingAnswer | null,
  format: Formats,
): HTMLElement {
  const { name, say } = format;
  const { measure, root, level } = payload;
  const many = ranked ? countOf(ranked.rankedCount, level, format) : "";
  const navigation = measureNavigation(payload, "rankings", measure.slug, format);
  const head = pageHead(
    payload,
    {
      kicker: `${root ? `${name(root)} · ` : ""}${name(measure.title)}`,
      title: rankingFinding(ranked, measure, payload, format),
      standfirst: ranked ? rankingStandfirst(ranked, payload, format) : name(measure.description),
      notes: ranked ? [say(`${many}参加排名`, `${many} ranked`)] : [],
    },
    format,
  );
  return html`<div>${navigation}${head}</div>`;
}

function viewOf(
  payload: RankingPayload,
  ranking: RankingAnswer,
  state: RankingState,
  format: Formats,
): View {
  const dots = dotFigure(payload, ranking, state, format);
  const funnel = funnelFigure(payload, ranking, state, format);
  const table = rankTable(payload, ranking, state, format);
  const map = mapFigure(
    payload,
    ranking,
    {
      id: "map",
      picked: () => state.values.area,
      onPick: (code) => state.set({ area: code === state.values.area ? "" : code }),
    },
    format,
  );
  return {
    head: headOf(payload, ranking, format),
    numbers: rankingNumbers(payload, ranking, format),
    ranking: html`<div>${dots.element}${caveatsOf(payload.measure, format)}</div>`,
    below: belowOf(payload, ranking, { funnel, map, table }, format),
    redraw: () => {
      for (const one of [dots, funnel, map, table]) one?.redraw();
    },
  };
}

interface Below {
  readonly funnel: Figure | null;
  readonly map: Figure | null;
  readonly table: Figure;
}

function belowOf(
  payload: RankingPayload,
  ranking: RankingAnswer,
  { funnel, map, table }: Below,
  format: Formats,
): HTMLElement {
  if (funnel && map)
    return html`<div><div class="two"><div>${funnel.element}</div><div>${map.element}</div></div>
      ${table.element}</div>`;
  const chart = funnel ?? map;
  const without = funnel ? "" : withoutFunnel(ranking, format);
  if (!chart) return html`<div>${table.element}${without}</div>`;
  // Several targets make the table too wide to stand beside a chart.
  const beside = targetsHeld(payload, ranking).length < 2;
  return html`<div><div class=${beside ? "two wide-right" : ""}>
    <div>${chart.element}</div><div>${table.element}</div></div>${without}</div>`;
}
