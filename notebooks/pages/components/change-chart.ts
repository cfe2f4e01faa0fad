/** The parts of a change by group: two bars from zero, one for levels and one for the mix. */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing } from "./figure.js";
import type { Formats } from "./format.js";
import type { GroupEffect } from "./page-payloads.js";
import type { MeasureInfo } from "./payload.js";
import { fitText, textWidth } from "./place-labels.js";
import { drawing, plotStyle, tickText, tipStyle, valueAxis } from "./plot-theme.js";

const rowHeight = 30;
const marginTop = 8;

export function changeChart(
  groups: readonly GroupEffect[],
  { format, measure, width }: { format: Formats; measure: MeasureInfo; width: number },
): Drawing {
  const number = (value: number) => format.signed(value, measure.decimals);
  const names = groups.map((group) => format.name(group));
  const marginLeft = Math.min(
    width * 0.36,
    Math.max(...names.map((one) => textWidth(one, 13))) + 12,
  );
  const axis = valueAxis(
    groups.flatMap(({ rate, composition }) => [rate, composition, 0]),
    { count: 4 },
  );
  const title = (group: GroupEffect) =>
    [
      format.name(group),
      `${format.say("水平的变化", "levels within")} ${number(group.rate)}`,
      `${format.say("构成的变化", "mix")} ${number(group.composition)}`,
    ].join("\n");
  const code = (group: GroupEffect) => group.code;
  const half = rowHeight / 2;
  const plot = Plot.plot({
    width,
    height: groups.length * rowHeight + marginTop + 24,
    marginLeft,
    marginRight: 40,
    marginTop,
    marginBottom: 24,
    style: plotStyle,
    x: { domain: [...axis.domain], label: null, insetLeft: 34 },
    y: { type: "band", domain: groups.map(code), axis: null, padding: 0 },
    marks: [
      Plot.gridX(axis.ticks, { stroke: "var(--grid)", strokeOpacity: 1 }),
      Plot.axisX(axis.ticks, { tickFormat: tickText, tickSize: 0, fill: "var(--ink-3)" }),
      bars(groups, "rate", { fill: "var(--accent)", insetTop: 4, insetBottom: half }),
      bars(groups, "composition", { fill: "var(--low)", insetTop: half + 1, insetBottom: 6 }),
      Plot.ruleX([0], { stroke: "var(--ink-2)" }),
      Plot.text(groups, {
        y: code,
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        text: (group: GroupEffect) => fitText(format.name(group), marginLeft - 10, 13),
        fill: "var(--ink)",
        fontSize: 13,
      }),
      ...[-1, 1].map((side) =>
        Plot.text(
          groups.filter(({ rate }) => (side < 0 ? rate < 0 : rate >= 0)),
          {
            y: code,
            x: "rate",
            dx: 5 * side,
            dy: -rowHeight / 4 + 1,
            textAnchor: side < 0 ? "end" : "start",
            text: (group: GroupEffect) => number(group.rate),
            fill: "var(--accent-2)",
            fontWeight: 600,
            fontSize: 12,
          },
        ),
      ),
      Plot.tip(groups, Plot.pointerY({ y: code, x: "rate", title, ...tipStyle })),
    ],
  });
  return drawing(plot, ({ x }) =>
    groups.map((group, index) => ({
      x: x(group.rate),
      y: marginTop + (index + 0.5) * rowHeight,
      label: title(group).replaceAll("\n", format.say("，", ", ")),
    })),
  );
}

function bars(
  groups: readonly GroupEffect[],
  which: "rate" | "composition",
  style: { fill: string; insetTop: number; insetBottom: number },
): Plot.Markish {
  return Plot.barX(groups, {
    y: (group: GroupEffect) => group.code,
    x1: 0,
    x2: which,
    fillOpacity: 0.75,
    ...style,
  });
}
