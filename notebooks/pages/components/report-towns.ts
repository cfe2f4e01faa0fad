/** The areas below the report's area, compared: dots with intervals, and tiers of ties. */
import { html } from "npm:htl";
import { figure } from "./figure.js";
import { countOf, type Formats, titleAndUnit } from "./format.js";
import { key, nothingToShow, stateKeys, targetKeys } from "./page-parts.js";
import type { RankingEntry, RankingPayload } from "./page-payloads.js";
import { rankingChart } from "./ranking-chart.js";
import { partColumns, rankingColumns, targetsHeld } from "./ranking-columns.js";
import { rankingFinding } from "./ranking-findings.js";
import { hasTiers, tierKeys, tierNote } from "./ranking-tiers.js";
import type { ReportPayload, ReportRanking } from "./report-payload.js";
import { sourceLine } from "./source-line.js";
import { byStanding } from "./standing.js";
import { yearText } from "./words.js";

export function reportTowns(payload: ReportPayload, format: Formats): HTMLElement {
  const { say } = format;
  if (payload.rankings.length === 0)
    return nothingToShow(
      payload.childCount === 0
        ? say("下面没有地区可以比较。", "There are no areas below to compare.")
        : say(
            "下级地区的数值没有公布或没有上报，不能比较。",
            "Values of the areas below are withheld or not reported; they cannot be compared.",
          ),
    );
  return html`<div>${payload.rankings.map((one) => townsFigure(payload, one, format))}</div>`;
}

function townsFigure(
  payload: ReportPayload,
  { measure, ranking }: ReportRanking,
  format: Formats,
): HTMLElement {
  const { say, name } = format;
  const { root, level, targets } = payload;
  const whole = root ? name(root) : "";
  const full: RankingPayload = {
    ...{ ...payload, measure, ranking, targets },
    ...{ provenance: null, before: null, pooled: null, shapes: null },
  };
  const held = targetsHeld(full, ranking);
  const { high, low, same } = byStanding(ranking);
  const told = high.length + low.length + same.length > 0;
  const points = ranking.entries.map(({ point }) => point);
  const title = rankingFinding(ranking, measure, payload, format);
  const subtitle = [
    titleAndUnit(measure, format),
    yearText(ranking.period, format),
    countOf(ranking.rankedCount, level, format),
    told ? say("横线为95%区间", "lines: 95% intervals") : "",
  ];
  return figure<RankingEntry>({
    id: `towns-${measure.slug}`,
    format,
    title,
    subtitle: subtitle.filter(Boolean).join(say("；", "; ")),
    legend: [
      ...(told
        ? [
            key("up", "var(--high)", say(`明显高于${whole}`, `clearly above ${whole}`)),
            key("dot", "var(--same)", say("没有明显差别", "not clearly different")),
            key("down", "var(--low)", say(`明显低于${whole}`, `clearly below ${whole}`)),
          ]
        : [key("rule", "var(--ink)", whole)]),
      ...tierKeys(ranking.entries, format),
      ...targetKeys(held, format),
      ...stateKeys(points, format),
    ],
    draw: (width) =>
      rankingChart(ranking.entries, {
        ...{ format, measure, width, targets: held },
        baseline: ranking.baseline,
        baselineName: whole,
        picked: "",
        onPick: () => undefined,
        // So that two charts stand on a sheet of paper.
        rowHeight: 22,
      }),
    table: {
      columns: [...rankingColumns(full, ranking, format), ...partColumns(format)],
      rows: ranking.entries,
    },
    source: sourceLine([], payload.snapshot, format),
    notes: hasTiers(ranking.entries) ? [tierNote(format)] : [],
    alt: title,
  }).element;
}
