/** Totals of a score card as bars: what could be assessed, what was reached, what chance allows. */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing } from "./figure.js";
import type { Formats } from "./format.js";
import { textWidth } from "./place-labels.js";
import { drawing, plotStyle, tickText, tipStyle, valueAxis } from "./plot-theme.js";
import type { CardTotal } from "./scorecard-payload.js";
import { totalRange, totalText } from "./scorecard-words.js";

type NamedTotal = CardTotal & { readonly name: string };

const rowHeight = 40;

export function totalsChart(
  rows: readonly NamedTotal[],
  { format, width, most }: { format: Formats; width: number; most: number },
): Drawing {
  const axis = valueAxis([0, most], { count: 5, end: most });
  const marginLeft = Math.max(...rows.map(({ name }) => textWidth(name, 13))) + 14;
  const y = ({ name }: NamedTotal) => name;
  const share = ({ ratio }: CardTotal) => (ratio === null ? "" : format.percent(ratio));
  const title = (row: NamedTotal) =>
    [
      row.name,
      `${totalText(row.achieved, format)} / ${totalText(row.assessable, format)}`,
      `${format.say("随机范围", "range of chance")} ${totalRange(row, format)}`,
    ].join("\n");
  const bar = { y, insetTop: 9, insetBottom: 9 };
  const plot = Plot.plot({
    width,
    height: rows.length * rowHeight + 30,
    marginLeft,
    marginRight: 64,
    marginTop: 4,
    marginBottom: 26,
    style: plotStyle,
    x: { domain: [...axis.domain], label: null },
    y: { type: "band", domain: rows.map(y), axis: null, padding: 0 },
    marks: [
      Plot.axisX(axis.ticks, { tickFormat: tickText, tickSize: 0, fill: "var(--ink-3)" }),
      Plot.barX(rows, { ...bar, x: "assessable", fill: "var(--accent)", fillOpacity: 0.16 }),
      Plot.barX(rows, { ...bar, x: "achieved", fill: "var(--accent)", fillOpacity: 0.85 }),
      Plot.ruleY(rows, {
        y,
        x1: "lower",
        x2: "upper",
        stroke: "var(--ink)",
        strokeWidth: 2,
        marker: "tick",
      }),
      Plot.text(rows, {
        y,
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        text: "name",
        fill: "var(--ink)",
        fontSize: 13,
      }),
      Plot.text(rows, {
        y,
        frameAnchor: "right",
        dx: 60,
        textAnchor: "end",
        text: share,
        fill: "var(--ink)",
        fontWeight: 700,
        fontSize: 14,
      }),
      Plot.tip(rows, Plot.pointerY({ y, x: "achieved", title, ...tipStyle })),
    ],
  });
  return drawing(plot, ({ x }) =>
    rows.map((row, index) => ({
      x: x(row.achieved),
      y: 4 + (index + 0.5) * rowHeight,
      label: title(row).replaceAll("\n", format.say("，", ", ")),
    })),
  );
}
