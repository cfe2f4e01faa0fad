/** What every panel of small multiples shares: its scale, its names, what stands behind. */
import * as Plot from "npm:@observablehq/plot";
import type { Point, Target } from "./payload.js";
import { tickText } from "./plot-theme.js";

export interface Panel {
  readonly id: string;
  readonly name: string;
  readonly points: readonly Point[];
}

/** A point at its place in its panel; NaN where there is nothing to draw. */
export interface Cell {
  readonly panel: Panel;
  readonly point: Point;
  readonly index: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** The column and the row of a panel. */
export interface Facet {
  readonly fx: (d: { panel: Panel }) => number;
  readonly fy: (d: { panel: Panel }) => number;
}

export function scaleLines(
  each: readonly { panel: Panel }[],
  facet: Facet,
  axis: { ticks: readonly number[]; domain: readonly [number, number] },
  first: (d: { panel: Panel }) => boolean,
): Plot.Markish[] {
  const lines = each.flatMap((d) => axis.ticks.map((value) => ({ ...d, value })));
  const foot = Math.max(0, axis.domain[0]);
  return [
    Plot.ruleY(lines, { ...facet, y: "value", stroke: "var(--grid)" }),
    Plot.ruleY(each, { ...facet, y: foot, stroke: "var(--context)" }),
    Plot.text(lines.filter(first), {
      ...facet,
      x: 0,
      y: "value",
      text: (d: { value: number }) => tickText(d.value),
      dx: -9,
      textAnchor: "end",
      fill: "var(--ink-3)",
      fontSize: 11,
    }),
  ];
}

/** What the panels are held to: a band, or a dashed line for each edge. */
export function targetsBehind(
  each: readonly { panel: Panel }[],
  facet: Facet,
  targets: readonly Target[],
): Plot.Markish[] {
  return targets.map(({ value, upper }) =>
    upper === null
      ? Plot.ruleY(each, {
          ...facet,
          y: value,
          stroke: "var(--target)",
          strokeDasharray: "4,3",
          strokeOpacity: 0.8,
        })
      : Plot.rect(each, {
          ...facet,
          y1: value,
          y2: upper,
          fill: "var(--target)",
          fillOpacity: 0.14,
        }),
  );
}

export function courseBehind(back: readonly Cell[], facet: Facet): Plot.Markish {
  return Plot.lineY(back, {
    ...facet,
    x: "index",
    y: "value",
    z: (d: Cell) => d.panel.id,
    stroke: "var(--context-2)",
    strokeWidth: 1.6,
  });
}

export function panelNames(each: readonly { panel: Panel }[], facet: Facet): Plot.Markish {
  return Plot.text(each, {
    ...facet,
    frameAnchor: "top-left",
    dy: -17,
    text: (d: { panel: Panel }) => d.panel.name,
    fontWeight: 600,
    fontSize: 13,
    fill: "var(--ink)",
  });
}

/** First and last period under the lowest panel of each column. */
export function periodNames(
  lowest: readonly { panel: Panel }[],
  facet: Facet,
  count: number,
): Plot.Markish {
  const names = lowest.flatMap(({ panel }) =>
    [0, count - 1].map((index) => ({ panel, index, period: panel.points[index]?.period ?? "" })),
  );
  return Plot.text(names, {
    ...facet,
    x: "index",
    frameAnchor: "bottom",
    dy: 14,
    text: (d: { period: string }) => shortPeriod(d.period),
    fontSize: 10.5,
    fill: "var(--ink-3)",
  });
}

/** `2012` → `’12`; other periods as they are. */
function shortPeriod(period: string): string {
  return /^\d{4}$/.test(period) ? `’${period.slice(2)}` : period;
}
