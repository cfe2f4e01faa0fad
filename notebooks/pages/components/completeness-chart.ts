/** How complete two sources make each other look: a panel for each pair, a line for each source. */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing } from "./figure.js";
import type { Formats } from "./format.js";
import { dodge } from "./place-labels.js";
import {
  drawing,
  halo,
  narrowBelow,
  plotStyle,
  tickText,
  tipStyle,
  valueAxis,
} from "./plot-theme.js";
import type { Limited } from "./quality-payload.js";

export interface CompletenessPanel {
  readonly id: string;
  readonly lines: readonly {
    readonly name: string;
    readonly points: readonly { readonly period: string; readonly limits: Limited | null }[];
  }[];
}

interface Placed {
  readonly panel: number;
  readonly line: number;
  readonly name: string;
  readonly period: string;
  readonly index: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

const colours = ["var(--accent)", "var(--low)"];
const textColours = ["var(--accent-2)", "var(--low-text)"];

export function completenessChart(
  panels: readonly CompletenessPanel[],
  { format, width }: { readonly format: Formats; readonly width: number },
): Drawing {
  const narrow = width < narrowBelow;
  const [columns, panelHeight] = narrow ? [1, 190] : [panels.length, 260];
  const placed = panels.flatMap(({ lines }, panel) =>
    lines.flatMap(({ name, points }, line) =>
      points.map(({ period, limits }, index): Placed => {
        const per = (share: number | undefined) => (share === undefined ? Number.NaN : share * 100);
        const [value, lower, upper] = [limits?.value, limits?.lower, limits?.upper].map(per);
        return { panel, line, name, period, index, value: value!, lower: lower!, upper: upper! };
      }),
    ),
  );
  const axis = valueAxis(
    placed.flatMap(({ value, lower, upper }) => [value, lower, upper]),
    { zero: false, end: 100 },
  );
  const count = panels[0]?.lines[0]?.points.length ?? 1;
  const facet = {
    fx: ({ panel }: { panel: number }) => panel % columns!,
    fy: ({ panel }: { panel: number }) => Math.floor(panel / columns!),
  };
  const each = panels.map((_, panel) => ({ panel }));
  const title = ({ name, period, value, lower, upper }: Placed) => {
    const text = (one: number) => format.percent(one / 100);
    return `${name} ${period}\n${text(value)}${Number.isNaN(lower) ? "" : ` (${text(lower)}–${text(upper)})`}`;
  };
  const plot = Plot.plot({
    width,
    height: Math.ceil(panels.length / columns!) * panelHeight! + 24,
    marginLeft: 30,
    marginRight: 6,
    marginTop: 10,
    marginBottom: 22,
    style: plotStyle,
    axis: null,
    fx: { paddingInner: 0.12, paddingOuter: 0 },
    fy: { paddingInner: 0.18, paddingOuter: 0 },
    x: { domain: [0, Math.max(1, count - 1)], insetLeft: 4, insetRight: 8 },
    y: { domain: [...axis.domain] },
    marks: [
      ...axis.ticks.map((tick) => Plot.ruleY(each, { ...facet, y: tick, stroke: "var(--grid)" })),
      ...axis.ticks.map((tick) =>
        Plot.text(
          each.filter((one) => facet.fx(one) === 0),
          {
            ...facet,
            frameAnchor: "left",
            y: tick,
            dx: -6,
            textAnchor: "end",
            text: () => tickText(tick),
            fill: "var(--ink-3)",
            fontSize: 11,
          },
        ),
      ),
      ...colours.flatMap((colour, line) =>
        lineMarks(
          placed.filter((one) => one.line === line),
          colour,
          facet,
        ),
      ),
      names(placed, axis.domain, panelHeight!, facet),
      Plot.text(
        placed.filter(({ line, index }) => line === 0 && (index === 0 || index === count - 1)),
        {
          ...facet,
          x: "index",
          frameAnchor: "bottom",
          dy: 14,
          text: "period",
          fill: "var(--ink-3)",
          fontSize: 11,
        },
      ),
      Plot.tip(placed, Plot.pointer({ ...facet, x: "index", y: "value", title, ...tipStyle })),
    ],
  });
  return drawing(plot, () =>
    placed.map((one) => ({
      x: 0,
      y: 0,
      label: title(one).replaceAll("\n", format.say("，", ", ")),
    })),
  );
}

type Facet = {
  readonly fx: (d: { panel: number }) => number;
  readonly fy: (d: { panel: number }) => number;
};

function lineMarks(points: readonly Placed[], colour: string, facet: Facet): Plot.Markish[] {
  return [
    Plot.areaY(points, {
      ...facet,
      x: "index",
      y1: "lower",
      y2: "upper",
      z: "panel",
      fill: colour,
      fillOpacity: 0.18,
    }),
    Plot.lineY(points, {
      ...facet,
      x: "index",
      y: "value",
      z: "panel",
      stroke: colour,
      strokeWidth: 2.2,
    }),
    Plot.dot(points, { ...facet, x: "index", y: "value", r: 2.4, fill: colour }),
  ];
}

/** The name of each line with its newest value, above or below its end. */
function names(
  placed: readonly Placed[],
  [bottom, top]: readonly [number, number],
  panelHeight: number,
  facet: Facet,
): Plot.Markish[] {
  const ends = [...new Set(placed.map(({ panel }) => panel))].flatMap((panel) => {
    const last = colours.flatMap(
      (_, line) =>
        placed.findLast(
          (one) => one.panel === panel && one.line === line && !Number.isNaN(one.value),
        ) ?? [],
    );
    const scale = (panelHeight - 40) / (top - bottom);
    const wished = last.map((one) => {
      const other = last.find((two) => two !== one);
      const above = !other || one.value >= other.value;
      return -one.value * scale + (above ? -14 : 16);
    });
    const at = dodge(wished, 16);
    return last.map((one, index) => ({ ...one, dy: at[index]! + one.value * scale }));
  });
  return ends.map((one) =>
    Plot.text([one], {
      ...facet,
      x: "index",
      y: "value",
      dy: one.dy,
      textAnchor: "end",
      text: () => `${one.name} ${one.value.toFixed(1)}%`,
      fill: textColours[one.line] ?? "var(--ink)",
      fontWeight: 700,
      fontSize: 12.5,
      ...halo,
    }),
  );
}
