/** The ranking page of a measure: where areas stand, and how little of it may be chance. */
import { html } from "npm:htl";
import type { Column } from "./data-table.js";
import { type Figure, figure, tableFigure } from "./figure.js";
import { rankingFinding, rankingStandfirst, titleInside, yearText } from "./findings.js";
import { countOf, type Formats, formats, interval, nounOf } from "./format.js";
import { funnelChart, sizeLabel } from "./funnel-chart.js";
import {
  key,
  measureLinks,
  methodNotes,
  normalRange,
  nothingToShow,
  pageHead,
  stateKeys,
} from "./page-parts.js";
import type { Lang, RankingAnswer, RankingEntry, RankingPayload } from "./payload.js";
import { rankingChart } from "./ranking-chart.js";
import {
  type RankingState,
  rankingControls,
  rankingState,
  sortEntries,
} from "./ranking-controls.js";
import { rankingNumbers } from "./ranking-numbers.js";
import { sourceLine } from "./source-names.js";
import { byStanding, standing, standingCell, standingText } from "./standing.js";
import { valueCell } from "./states.js";

export interface RankingPage {
  readonly head: HTMLElement;
  readonly numbers: HTMLElement;
  readonly controls: HTMLElement;
  readonly ranking: HTMLElement;
  readonly funnel: HTMLElement;
  readonly table: HTMLElement;
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
    return {
      head,
      method,
      numbers: nothing,
      controls: nothing,
      ranking: words,
      funnel: nothing,
      table: nothing,
    };
  }
  const state = rankingState(ranked);
  const figures = [
    dotFigure(payload, ranked, state, format),
    funnelFigure(payload, ranked, state, format),
    rankTable(payload, ranked, state, format),
  ];
  state.listen(() => {
    for (const one of figures) one?.redraw();
  });
  return {
    head,
    method,
    numbers: rankingNumbers(payload, ranked, format),
    controls: rankingControls(payload, ranked, state, format),
    ranking: figures[0]!.element,
    funnel: figures[1]?.element ?? withoutFunnel(format),
    table: figures[2]!.element,
  };
}

const source = (payload: RankingPayload, format: Formats) =>
  sourceLine(payload.provenance?.extracts ?? [], payload.snapshot, format);

/** The table's columns; the chart's table and the table figure share them. */
function columns(
  { measure, level }: RankingPayload,
  ranking: RankingAnswer,
  format: Formats,
): Column<RankingEntry>[] {
  const { say, name, whole, fixed } = format;
  const { entries, baseline } = ranking;
  const some = (test: (entry: RankingEntry) => boolean) => entries.some(test);
  const list: Column<RankingEntry>[] = [
    { label: nounOf(level, format), text: (entry) => name(entry.area) },
    {
      label: say("名次", "Rank"),
      text: (entry) => (entry.rank === null ? "–" : String(entry.rank)),
    },
  ];
  if (some((entry) => entry.rankLower !== null))
    list.push({
      label: say("可能的名次", "Plausible ranks"),
      text: (entry) => (entry.rankLower === null ? "–" : `${entry.rankLower} – ${entry.rankUpper}`),
    });
  list.push({
    label: `${name(measure.title)} ${name(measure.unit)}`,
    text: (entry) => name(entry.point),
    cell: (entry) => valueCell({ ...entry.point, lower: null, upper: null }, measure, format),
  });
  if (some((entry) => entry.point.lower !== null))
    list.push(
      {
        label: say("95%下限", "95% lower"),
        text: (entry) => fixed(entry.point.lower, measure.decimals),
      },
      {
        label: say("95%上限", "95% upper"),
        text: (entry) => fixed(entry.point.upper, measure.decimals),
      },
    );
  if (some((entry) => standing(entry, baseline) !== null))
    list.push({
      label: say("与全部比较", "Against all"),
      text: (entry) => standingText(standing(entry, baseline), format),
      cell: (entry) => standingCell(standing(entry, baseline), format),
      align: "left",
    });
  list.push(
    {
      label: say("分子", "Numerator"),
      text: (entry) => whole(entry.point.numerator),
      wideOnly: true,
    },
    {
      label: say("分母", "Denominator"),
      text: (entry) => whole(entry.point.denominator),
      wideOnly: true,
    },
  );
  return list;
}

function dotFigure(
  payload: RankingPayload,
  ranking: RankingAnswer,
  state: RankingState,
  format: Formats,
): Figure {
  const { measure, root } = payload;
  const { say, name } = format;
  const whole = root ? name(root) : "";
  const { high, low, same } = byStanding(ranking);
  const told = high.length + low.length + same.length;
  const hasRanks = ranking.entries.some((entry) => entry.rankLower !== null);
  const title =
    told === 0
      ? say("各地数值，按大小排列", "The values in order")
      : say(
          `${told}个中有${high.length + low.length}个能与${whole}区分开`,
          `${high.length + low.length} of ${told} can be told apart from ${whole}`,
        );
  const subtitle = [
    `${name(measure.title)}${say("（", " (")}${name(measure.unit)}${say("）", ")")}`,
    yearText(ranking.period, format),
    told > 0
      ? say("横线为95%置信区间", "lines: 95% confidence intervals")
      : say("完整计数，没有误差范围", "complete counts, no margin of error"),
    say("点击一行可突出显示", "click a row to highlight it"),
  ];
  const legend =
    told === 0
      ? [key("rule", "var(--ink)", whole)]
      : [
          key("up", "var(--high)", say(`明显高于${whole}`, `clearly above ${whole}`)),
          key("dot", "var(--same)", say("没有明显差别", "not clearly different")),
          key("down", "var(--low)", say(`明显低于${whole}`, `clearly below ${whole}`)),
          ...(hasRanks
            ? [key("band", "var(--same)", say("名次的95%区间", "95% interval of the rank"))]
            : []),
        ];
  return figure<RankingEntry>({
    id: "ranking",
    format,
    level: 2,
    title,
    subtitle: subtitle.join(say("；", "; ")),
    legend: [
      ...legend,
      ...stateKeys(
        ranking.entries.map((entry) => entry.point),
        format,
      ),
    ],
    draw: (width) =>
      rankingChart(sortEntries(ranking.entries, state.values.sort, format), {
        format,
        measure,
        width,
        baseline: ranking.baseline,
        baselineName: whole,
        picked: state.values.area,
        onPick: (code) => state.set({ area: code === state.values.area ? "" : code }),
        normal: normalRange(measure),
      }),
    table: { columns: columns(payload, ranking, format), rows: ranking.entries },
    source: source(payload, format),
    notes: hasRanks
      ? [
          say(
            "名次区间为95%的重复抽样会给出的名次；区间重叠的地区不应据名次奖惩。",
            "Rank intervals hold the ranks of 95 in 100 repetitions of chance; do not reward or punish by ranks whose intervals overlap.",
          ),
        ]
      : [],
    alt: rankingFinding(ranking, measure, payload, format),
    picks: true,
  });
}

function funnelFigure(
  payload: RankingPayload,
  ranking: RankingAnswer,
  state: RankingState,
  format: Formats,
): Figure | null {
  if (ranking.limits.length === 0) return null;
  const { measure, root } = payload;
  const { say, name, whole } = format;
  const outside = ranking.entries.filter((entry) => {
    const which = standing(entry, ranking.baseline);
    return which === "high" || which === "low";
  });
  const expected = format.fixed(ranking.outsideByChance, 1);
  return figure<RankingEntry>({
    id: "funnel",
    format,
    title: say(
      `${outside.length}个越出95%的随机范围，仅凭随机约有${expected}个`,
      `${outside.length} lie outside the 95% limits of chance, where ${expected} would by chance`,
    ),
    subtitle: say(
      `${name(measure.title)}（${name(measure.unit)}）与${sizeLabel(measure, format)}；灰带为95%与99.8%的随机范围`,
      `${name(measure.title)} (${name(measure.unit)}) by ${sizeLabel(measure, format).toLowerCase()}; grey: 95% and 99.8% limits of chance`,
    ),
    draw: (width) =>
      funnelChart(ranking, {
        format,
        measure,
        width,
        baselineName: root ? name(root) : "",
        picked: state.values.area,
      }),
    table: {
      columns: [
        { label: nounOf(payload.level, format), text: (entry) => name(entry.area) },
        { label: sizeLabel(measure, format), text: (entry) => whole(entry.point.denominator) },
        { label: name(measure.unit), text: (entry) => name(entry.point) },
        {
          label: say("95%区间", "95% interval"),
          text: (entry) => interval(entry.point, measure, format),
        },
        {
          label: say("检验", "Test"),
          text: (entry) => standingText(standing(entry, ranking.baseline), format),
          align: "left",
        },
      ],
      rows: ranking.entries,
    },
    source: source(payload, format),
    notes: [
      say(
        "人口少的地区波动大，离中线远不一定真有差别。",
        "Small areas swing widely: far from the line need not mean different.",
      ),
    ],
    alt: say("漏斗图", "Funnel plot"),
  });
}

function withoutFunnel(format: Formats): HTMLElement {
  return nothingToShow(
    format.say(
      "这项指标没有漏斗图：它不是一个计数与一个分母之比，随机范围不能这样画。",
      "There is no funnel plot: this measure is not one count over one denominator, for which limits of chance could be drawn.",
    ),
  );
}

function rankTable(
  payload: RankingPayload,
  ranking: RankingAnswer,
  state: RankingState,
  format: Formats,
): Figure {
  const { say } = format;
  return tableFigure<RankingEntry>({
    id: "table",
    format,
    title: say("全部数值", "All values"),
    subtitle: say(
      `${yearText(ranking.period, format)}，按名次`,
      `${ranking.period}, in order of rank`,
    ),
    table: {
      columns: columns(payload, ranking, format),
      rows: ranking.entries,
      rowClass: (entry) => (entry.area.code === state.values.area ? "picked" : ""),
    },
    source: source(payload, format),
  });
}
