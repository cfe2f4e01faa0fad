/** One small chart for each area or category, all on one scale, with a common course behind. */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing, Stop } from "./figure.js";
import { endOfScale, type Formats } from "./format.js";
import {
  type Cell,
  courseBehind,
  type Facet,
  type Panel,
  panelNames,
  periodNames,
  scaleLines,
  targetsBehind,
} from "./panel-marks.js";
import type { MeasureInfo, Point, Target } from "./payload.js";
import { drawing, plotStyle, tipStyle, valueAxis } from "./plot-theme.js";
import { describe, hidesPoint, isAlone, isFirm, stateMarks } from "./states.js";
import { targetValues } from "./target-lines.js";
import { bandOf } from "./targets.js";

export interface SmallMultiplesOptions {
  readonly format: Formats;
  readonly measure: MeasureInfo;
  readonly width: number;
  /** The course that stands grey behind every panel. */
  readonly behind: readonly Point[];
  /** What the newest values are held to. */
  readonly targets: readonly Target[];
  /** The least width of a panel, in pixels. */
  readonly panelWidth?: number;
  readonly panelHeight?: number;
}

export function smallMultiples(panels: readonly Panel[], options: SmallMultiplesOptions): Drawing {
  const { format, measure, width, behind, targets, panelWidth = 160, panelHeight = 138 } = options;
  const columns = columnsFor(panels.length, Math.floor(width / panelWidth));
  const rows = Math.ceil(panels.length / columns);
  const cells = panels.flatMap((panel) =>
    panel.points.map((point, index) => cell(panel, point, index)),
  );
  const back = panels.flatMap((panel) => behind.map((point, index) => cell(panel, point, index)));
  const place = new Map(panels.map((panel, index) => [panel.id, index]));
  const fx = (d: { panel: Panel }) => place.get(d.panel.id)! % columns;
  const fy = (d: { panel: Panel }) => Math.floor(place.get(d.panel.id)! / columns);
  const facet = { fx, fy };
  const values = [...cells, ...back].flatMap(({ point }) => [
    point.value,
    point.upper,
    point.lower,
  ]);
  const axis = valueAxis([...values, ...targetValues(targets)], {
    count: 3,
    zero: bandOf(targets) === null,
    end: endOfScale(measure),
  });
  const count = panels[0]?.points.length ?? 1;
  const title = (d: Cell) =>
    `${d.panel.name} ${d.point.period}\n${describe(d.point, measure, format)}`;
  const each = panels.map((panel) => ({ panel }));
  const lowest = each.filter((_, index) => index + columns >= panels.length);
  const plot = Plot.plot({
    width,
    height: rows * panelHeight + 24,
    marginLeft: margins.left,
    marginRight: 4,
    marginTop: margins.top,
    marginBottom: 22,
    style: plotStyle,
    axis: null,
    fx: { paddingInner: 0.14, paddingOuter: 0, domain: range(columns) },
    fy: { paddingInner: rows > 1 ? 0.34 : 0, paddingOuter: 0, domain: range(rows) },
    x: { domain: [0, Math.max(1, count - 1)], insetLeft: 4, insetRight: 38, label: null },
    y: { domain: [...axis.domain] },
    marks: [
      targetsBehind(each, facet, targets),
      scaleLines(each, facet, axis, (d) => fx(d) === 0),
      courseBehind(back, facet),
      courses(cells, facet),
      ends(cells, facet, format),
      panelNames(each, facet),
      periodNames(lowest, facet, count),
      Plot.tip(
        cells,
        Plot.pointer({
          ...facet,
          x: "index",
          y: (d: Cell) => d.point.value ?? axis.domain[0],
          maxRadius: 40,
          title,
          ...tipStyle,
        }),
      ),
    ],
  });
  return drawing(plot, () =>
    panelStops(panels, plot, { columns, lowest: axis.domain[0], measure, format }),
  );
}

/** As many columns as fit, or a few less when that leaves fewer empty places in the last row. */
function columnsFor(count: number, fitting: number): number {
  const most = Math.max(2, Math.min(7, count, fitting));
  const empty = (columns: number) => (columns - (count % columns)) % columns;
  const choices = [most, most - 1, most - 2].filter((columns) => columns >= Math.min(3, most));
  return choices.reduce((best, columns) => (empty(columns) < empty(best) ? columns : best), most);
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

function cell(panel: Panel, point: Point, index: number): Cell {
  const nothing = Number.NaN;
  const { value, lower, upper } = point;
  return {
    panel,
    point,
    index,
    value: value ?? nothing,
    lower: lower ?? nothing,
    upper: upper ?? nothing,
  };
}

function courses(cells: readonly Cell[], facet: Facet): Plot.Markish[] {
  const z = (d: Cell) => d.panel.id;
  return [
    Plot.areaY(cells, {
      ...facet,
      x: "index",
      y1: "lower",
      y2: "upper",
      z,
      fill: "var(--accent)",
      fillOpacity: 0.15,
    }),
    Plot.lineY(cells, {
      ...facet,
      x: "index",
      y: "value",
      z,
      stroke: "var(--accent)",
      strokeWidth: 2,
    }),
    Plot.dot(
      cells.filter((d) => isFirm(d.point) && isAlone(d.panel.points, d.index)),
      { ...facet, x: "index", y: "value", r: 2.4, fill: "var(--accent)" },
    ),
    Plot.dot(
      cells.filter((d) => d.point.value !== null && !isFirm(d.point)),
      {
        ...facet,
        x: "index",
        y: "value",
        r: 2.6,
        fill: "var(--paper)",
        stroke: "var(--accent)",
        strokeWidth: 1.5,
      },
    ),
    Plot.text(
      cells.filter((d) => d.point.value === null),
      {
        ...facet,
        x: "index",
        frameAnchor: "bottom",
        dy: -3,
        text: (d: Cell) => stateMarks[d.point.state],
        fill: "var(--ink-2)",
        fontSize: 11,
      },
    ),
  ];
}

/** The last value at the line's end. */
function ends(cells: readonly Cell[], facet: Facet, format: Formats): Plot.Markish[] {
  const last = new Map<string, Cell>();
  for (const one of cells) if (one.point.value !== null) last.set(one.panel.id, one);
  const points = [...last.values()];
  return [
    Plot.dot(
      points.filter((d) => isFirm(d.point) && !hidesPoint(d.point)),
      { ...facet, x: "index", y: "value", r: 2.8, fill: "var(--accent)" },
    ),
    Plot.text(points, {
      ...facet,
      x: "index",
      y: "value",
      text: (d: Cell) => format.name(d.point),
      dx: 6,
      textAnchor: "start",
      fontWeight: 700,
      fontSize: 12,
      fill: "var(--accent-2)",
      stroke: "var(--paper)",
      strokeWidth: 3,
      paintOrder: "stroke",
    }),
  ];
}

const margins = { left: 26, top: 20 };

function panelStops(
  panels: readonly Panel[],
  plot: ReturnType<typeof Plot.plot>,
  {
    columns,
    lowest,
    measure,
    format,
  }: { columns: number; lowest: number; measure: MeasureInfo; format: Formats },
): Stop[] {
  // Plot moves each panel's frame to its place in the grid.
  const at = (scale: "x" | "y" | "fx" | "fy", value: number) => plot.scale(scale)!.apply(value);
  return panels.map((panel, index) => {
    const known = panel.points.findLastIndex((point) => point.value !== null);
    const position = known >= 0 ? known : panel.points.length - 1;
    const last = panel.points[position];
    const told = last ? `${last.period} ${describe(last, measure, format)}` : "";
    return {
      x: at("x", position) + at("fx", index % columns) - margins.left,
      y: at("y", last?.value ?? lowest) + at("fy", Math.floor(index / columns)) - margins.top,
      label: `${panel.name}${format.say("，", ", ")}${told}`,
    };
  });
}
