/** Where each area stood in the first and in the last year: all in grey, the extremes named. */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing } from "./figure.js";
import type { Formats } from "./format.js";
import type { AreaSeries, MeasureInfo, Point } from "./payload.js";
import { dodge, fitText, textWidth } from "./place-labels.js";
import { drawing, plotStyle, svgGroup, svgText, tipStyle, valueAxis } from "./plot-theme.js";
import { describe } from "./states.js";

export interface Slope {
  readonly name: string;
  readonly from: Point;
  readonly to: Point;
  /** Whether it is drawn in colour and named. */
  readonly named: boolean;
  /** Whether it is all areas together. */
  readonly total: boolean;
}

/**
 * The areas with a value in both periods, the two that rose most and the two that fell most named,
 * and all together.
 */
export function slopes(
  areas: readonly AreaSeries[],
  total: { readonly name: string; readonly points: readonly Point[] },
  periods: readonly [string, string],
  format: Formats,
): Slope[] {
  const pair = (points: readonly Point[]) => {
    const [from, to] = periods.map((period) => points.find((point) => point.period === period));
    return from && to && from.value !== null && to.value !== null ? { from, to } : null;
  };
  const rise = (slope: { from: Point; to: Point }) => slope.to.value! - slope.from.value!;
  const both = areas.flatMap(({ area, series }) => {
    const ends = pair(series.points);
    return ends ? [{ ...ends, name: format.name(area), named: false, total: false }] : [];
  });
  const order = [...both].sort((one, other) => rise(one) - rise(other));
  const extreme = new Set([...order.slice(0, 2), ...order.slice(-2)]);
  const all = pair(total.points);
  const rest = both.map((slope) => ({ ...slope, named: extreme.has(slope) }));
  return all ? [...rest, { ...all, name: total.name, named: true, total: true }] : rest;
}

export function slopeChart(
  lines: readonly Slope[],
  {
    format,
    measure,
    width,
    height = 560,
  }: { format: Formats; measure: MeasureInfo; width: number; height?: number },
): Drawing {
  const margin = { top: 30, bottom: 12 };
  const named = lines.filter((line) => line.named);
  const room = ({ name, from, to }: Slope) =>
    Math.max(...[from, to].map((point) => textWidth(`${name} ${format.name(point)}`)));
  const side = Math.min(width * 0.39, Math.max(40, ...named.map(room)) + 14);
  const label = (line: Slope, point: Point, atStart: boolean) => {
    const value = format.name(point);
    const name = fitText(line.name, side - 16 - textWidth(value));
    return atStart ? `${name} ${value}` : `${value} ${name}`;
  };
  const values = lines.flatMap((line) => [line.from.value!, line.to.value!]);
  const { domain } = spread(values);
  const y = (value: number) =>
    margin.top +
    (1 - (value - domain[0]) / (domain[1] - domain[0])) * (height - margin.top - margin.bottom);
  const title = (line: Slope) =>
    [line.from, line.to]
      .map((point) => `\n${point.period}  ${describe(point, measure, format)}`)
      .reduce((text, ending) => text + ending, line.name);
  const ends = [lines[0]?.from.period ?? "", lines[0]?.to.period ?? ""] as const;
  const plot = Plot.plot({
    width,
    height,
    marginLeft: side,
    marginRight: side,
    marginTop: margin.top,
    marginBottom: margin.bottom,
    style: plotStyle,
    axis: null,
    x: { domain: [0, 1] },
    y: { domain },
    marks: [
      sides(ends),
      connections(lines, named),
      () => endLabels(named, { side, width, y, label, top: margin.top }),
      Plot.tip(
        lines,
        Plot.pointer({
          x: 1,
          y: (line: Slope) => line.to.value,
          maxRadius: 30,
          title,
          ...tipStyle,
        }),
      ),
    ],
  });
  return drawing(plot, () =>
    [...lines]
      .sort((one, other) => other.to.value! - one.to.value!)
      .map((line) => ({
        x: width - side,
        y: y(line.to.value!),
        label: title(line).replaceAll("\n", format.say("，", ", ")),
      })),
  );
}

function sides(periods: readonly [string, string]): Plot.Markish[] {
  return [
    Plot.ruleX([0, 1], { stroke: "var(--context)" }),
    Plot.text([0, 1], {
      x: (side: number) => side,
      frameAnchor: "top",
      dy: -22,
      text: (side: number) => periods[side] ?? "",
      fontWeight: 700,
      fontSize: 13,
      fill: "var(--ink)",
    }),
  ];
}

function connections(lines: readonly Slope[], named: readonly Slope[]): Plot.Markish[] {
  const colour = (line: Slope) =>
    line.total ? "var(--ink)" : line.named ? "var(--accent)" : "var(--context-2)";
  const ends = (which: "from" | "to") =>
    Plot.dot(named, {
      x: which === "from" ? 0 : 1,
      y: (line: Slope) => line[which].value,
      r: 4,
      fill: colour,
      stroke: "var(--paper)",
    });
  return [
    Plot.link(lines, {
      x1: 0,
      x2: 1,
      y1: (line: Slope) => line.from.value,
      y2: (line: Slope) => line.to.value,
      stroke: colour,
      strokeWidth: (line: Slope) => (line.named ? 2.6 : 1.3),
      sort: (line: Slope) => Number(line.named) + Number(line.total),
    }),
    ends("from"),
    ends("to"),
  ];
}

/** A range that fills the height: a slope chart compares differences, not sizes. */
function spread(values: readonly number[]): { domain: [number, number] } {
  if (values.length === 0) return { domain: [...valueAxis([]).domain] };
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (most - least || 1) * 0.05;
  return { domain: [least - room, most + room] };
}

interface LabelOptions {
  readonly side: number;
  readonly width: number;
  readonly top: number;
  readonly y: (value: number) => number;
  readonly label: (line: Slope, point: Point, atStart: boolean) => string;
}

function endLabels(
  named: readonly Slope[],
  { side, width, top, y, label }: LabelOptions,
): SVGGElement {
  const texts = (["from", "to"] as const).flatMap((which) => {
    const places = dodge(
      named.map((line) => y(line[which].value!)),
      17,
      top,
    );
    return named.map((line, index) =>
      svgText(label(line, line[which], which === "from"), {
        x: which === "from" ? side - 9 : width - side + 9,
        y: places[index]!,
        dy: "0.35em",
        "text-anchor": which === "from" ? "end" : "start",
        fill: line.total ? "var(--ink)" : "var(--accent-2)",
        "font-weight": line.total ? 700 : 600,
      }),
    );
  });
  return svgGroup(texts);
}
