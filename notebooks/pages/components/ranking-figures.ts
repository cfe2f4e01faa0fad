/** The figures of a ranking page. All follow the reader's choices in the page's state. */
import { type Figure, figure, tableFigure } from "./figure.js";
import { type Formats, interval, nounOf, titleAndUnit } from "./format.js";
import { funnelChart, sizeLabel } from "./funnel-chart.js";
import { key, notDrawn, nothingToShow, screenHint, stateKeys, targetKeys } from "./page-parts.js";
import type { RankingAnswer, RankingEntry, RankingPayload } from "./page-payloads.js";
import { rankingChart } from "./ranking-chart.js";
import { partColumns, rankingColumns, targetsHeld } from "./ranking-columns.js";
import { type RankingState, sortEntries } from "./ranking-controls.js";
import { rankingFinding } from "./ranking-findings.js";
import { hasTiers, tierKeys, tierNote } from "./ranking-tiers.js";
import { sourceOf } from "./source-line.js";
import { byStanding, standing, standingText } from "./standing.js";
import { valueText } from "./states.js";
import { valueOnly } from "./table-cells.js";
import { yearText } from "./words.js";

export function dotFigure(
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
  const title =
    told === 0
      ? say("各地数值，按大小排列", "The values in order")
      : say(
          `${told}个中有${high.length + low.length}个能与${whole}区分开`,
          `${high.length + low.length} of ${told} can be told apart from ${whole}`,
        );
  const held = targetsHeld(payload, ranking);
  const subtitle = [
    titleAndUnit(measure, format),
    yearText(ranking.period, format),
    told > 0
      ? say("横线为95%置信区间", "lines: 95% confidence intervals")
      : say("完整计数，没有误差范围", "complete counts, no margin of error"),
  ];
  return figure<RankingEntry>({
    id: "ranking",
    format,
    level: 2,
    title,
    subtitle: subtitle.join(say("；", "; ")),
    legend: [...dotLegend(ranking, whole, told > 0, format), ...targetKeys(held, format)],
    draw: (width) =>
      rankingChart(sortEntries(ranking.entries, state.values.sort, format), {
        format,
        measure,
        width,
        baseline: ranking.baseline,
        baselineName: whole,
        picked: state.values.area,
        onPick: (code) => state.set({ area: code === state.values.area ? "" : code }),
        targets: held,
      }),
    table: {
      columns: [...rankingColumns(payload, ranking, format), ...partColumns(format)],
      rows: ranking.entries,
    },
    source: sourceOf(payload, format),
    notes: [
      ...(hasRankIntervals(ranking) ? [rankWarning(format)] : []),
      ...(hasTiers(ranking.entries) ? [tierNote(format)] : []),
      screenHint(
        say("点击一行可在各图中突出显示。", "Click a row to highlight it in every figure."),
      ),
    ],
    alt: rankingFinding(ranking, measure, payload, format),
    picks: true,
  });
}

function hasRankIntervals(ranking: RankingAnswer): boolean {
  return ranking.entries.some((entry) => entry.rankLower !== null);
}

function rankWarning({ say }: Formats): string {
  return say(
    "名次区间为95%的重复抽样会给出的名次；区间重叠的地区不应据名次奖惩。",
    "Rank intervals hold the ranks of 95 in 100 repetitions of chance; " +
      "do not reward or punish by ranks whose intervals overlap.",
  );
}

function dotLegend(
  ranking: RankingAnswer,
  whole: string,
  told: boolean,
  format: Formats,
): HTMLElement[] {
  const { say } = format;
  const points = ranking.entries.map((entry) => entry.point);
  const states = stateKeys(points, format);
  if (!told) return [key("rule", "var(--ink)", whole), ...states];
  const ranks = key("band", "var(--same)", say("名次的95%区间", "95% interval of the rank"));
  return [
    key("up", "var(--high)", say(`明显高于${whole}`, `clearly above ${whole}`)),
    key("dot", "var(--same)", say("没有明显差别", "not clearly different")),
    key("down", "var(--low)", say(`明显低于${whole}`, `clearly below ${whole}`)),
    ...(hasRankIntervals(ranking) ? [ranks] : []),
    ...tierKeys(ranking.entries, format),
    ...states,
  ];
}

export function funnelFigure(
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
      `${titleAndUnit(measure, format)}与${sizeLabel(measure, format)}；灰带为95%与99.8%的随机范围`,
      `${titleAndUnit(measure, format)} by ${sizeLabel(measure, format).toLowerCase()}; ` +
        "grey: 95% and 99.8% limits of chance",
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
        { label: format.opening(nounOf(payload.level, format)), text: (entry) => name(entry.area) },
        { label: sizeLabel(measure, format), text: (entry) => whole(entry.point.denominator) },
        {
          label: name(measure.unit),
          text: (entry) => valueText(entry.point, format),
          cell: (entry) => valueOnly(entry.point, format),
        },
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
    source: sourceOf(payload, format),
    notes: [
      say(
        "人口少的地区波动大，离中线远不一定真有差别。",
        "Small areas swing widely: far from the line need not mean different.",
      ),
      ...notDrawn(
        ranking.entries.map((entry) => entry.point),
        format,
      ),
    ],
    alt: say("漏斗图", "Funnel plot"),
  });
}

export function withoutFunnel(ranking: RankingAnswer, format: Formats): HTMLElement {
  if (ranking.entries.some((entry) => entry.signal !== null))
    return nothingToShow(
      format.say("地区太少，画不出漏斗图。", "There are too few areas for a funnel plot."),
    );
  return nothingToShow(
    format.say(
      "这项指标没有漏斗图：它不是一个计数与一个分母之比，随机范围不能这样画。",
      "There is no funnel plot: this measure is not one count over one denominator, " +
        "for which limits of chance could be drawn.",
    ),
  );
}

export function rankTable(
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
      `${yearText(ranking.period, format)}, in order of rank`,
    ),
    table: {
      // Without the parts, which the table under the chart has: beside a chart there is less room.
      columns: rankingColumns(payload, ranking, format),
      rows: ranking.entries,
      rowClass: (entry) => (entry.area.code === state.values.area ? "picked" : ""),
    },
    source: sourceOf(payload, format),
  });
}
