/** The half of the ranking chart that shows how far each rank is known. */
import * as Plot from "npm:@observablehq/plot";
import type { RankingEntry } from "./page-payloads.js";
import { plotStyle } from "./plot-theme.js";
import type { RankingChartOptions, Rows } from "./ranking-chart.js";
import { tierLines } from "./ranking-tiers.js";
import { standing, standingColours } from "./standing.js";

export function rankIntervals(
  { entries, rowHeight, marginTop, marginBottom, height }: Rows,
  { format, width, baseline, picked }: RankingChartOptions,
): ReturnType<typeof Plot.plot> {
  const ranked = entries.filter((entry) => entry.rankLower !== null && entry.rankUpper !== null);
  const last = Math.max(1, ...ranked.map((entry) => entry.rankUpper!));
  const code = (entry: RankingEntry) => entry.area.code;
  const colour = (entry: RankingEntry) => standingColours[standing(entry, baseline) ?? "same"];
  const ticks = [...new Set([1, Math.round(last / 3), Math.round((2 * last) / 3), last])];
  const span = { x1: 0.5, x2: last + 0.5 };
  return Plot.plot({
    width,
    height,
    marginLeft: 6,
    marginRight: 8,
    marginTop,
    marginBottom,
    style: plotStyle,
    x: { domain: [span.x1, span.x2], label: null },
    y: { type: "band", domain: entries.map(code), axis: null, padding: 0 },
    marks: [
      pickedRow(entries, picked, { ...span, insetLeft: -36, insetRight: 0 }),
      Plot.ruleY(entries, { y: code, ...span, stroke: "var(--grid)", dy: rowHeight / 2 }),
      tierLines(entries, span, { rowHeight, insetLeft: -36 }),
      Plot.gridX(ticks, { stroke: "var(--grid)", strokeOpacity: 1 }),
      Plot.axisX(ticks, {
        tickFormat: (rank: number) => format.say(`第${rank}`, String(rank)),
        tickSize: 0,
        fill: "var(--ink-3)",
        label: null,
      }),
      Plot.barX(ranked, {
        y: code,
        x1: (entry: RankingEntry) => entry.rankLower! - 0.5,
        x2: (entry: RankingEntry) => entry.rankUpper! + 0.5,
        fill: colour,
        fillOpacity: 0.25,
        insetTop: rowHeight * 0.3,
        insetBottom: rowHeight * 0.3,
        rx: 3,
      }),
      Plot.dot(ranked, { y: code, x: "rank", r: 3.4, fill: colour }),
      Plot.text([format.say("可能的名次（95%区间）", "Plausible rank (95% interval)")], {
        frameAnchor: "top-left",
        dy: -7,
        dx: -2,
        lineAnchor: "bottom",
        textAnchor: "start",
        fill: "var(--ink-3)",
        fontSize: 12,
      }),
    ],
  });
}

/** The wash behind the highlighted row. */
export function pickedRow(
  entries: readonly RankingEntry[],
  picked: string,
  span: { x1: number; x2: number; insetLeft: number; insetRight: number },
): Plot.Markish {
  const row = entries.filter((entry) => entry.area.code === picked);
  return Plot.barX(row, {
    y: (entry: RankingEntry) => entry.area.code,
    fill: "var(--accent-wash)",
    ...span,
  });
}
