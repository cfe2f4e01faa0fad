/** The main trend chart: one course with its band, and every year's state told apart. */
import * as Plot from "npm:@observablehq/plot";
import { absentYears } from "./course-bands.js";
import { closedTargets, drawEndLabels, endLabels, widthOfLabels } from "./course-ends.js";
import type { Drawing } from "./figure.js";
import { endOfScale, type Formats, unitAfter } from "./format.js";
import type { MeasureInfo, Point, Target } from "./payload.js";
import {
  drawing,
  halo,
  namedPlaces,
  narrowBelow,
  plotStyle,
  tipStyle,
  valueAxis,
  verticalAxisMarks,
} from "./plot-theme.js";
import { describe, doubtOf, hidesPoint, isAlone, isFirm } from "./states.js";
import { placeTargets, targetLines, targetValues } from "./target-lines.js";
import { bandOf } from "./targets.js";

export interface CourseOptions {
  readonly format: Formats;
  readonly measure: MeasureInfo;
  readonly width: number;
  /** The name at the end of the line. */
  readonly name: string;
  /** What the values are held to, drawn over the years in which it is in force. */
  readonly targets: readonly Target[];
}

/** A point at its place along the axis; NaN where there is nothing to draw. */
export interface Placed {
  readonly index: number;
  readonly point: Point;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

export function courseChart(points: readonly Point[], options: CourseOptions): Drawing {
  const { format, measure, width, targets } = options;
  const narrow = width < narrowBelow;
  const height = narrow ? 300 : 400;
  const placed = points.map(place);
  const known = placed.filter(({ point }) => point.value !== null);
  const axis = courseAxis(points, targets, measure);
  const held = placeTargets(
    targets,
    points.map(({ period }) => period),
  );
  const ends = endLabels(known.at(-1), held, options);
  const marginRight = Math.min(width * 0.4, widthOfLabels(ends) + 16);
  const [bottom, top] = axis.domain;
  const heightOf = (value: number) =>
    marginTop + (1 - (value - bottom) / (top - bottom)) * (height - marginTop - marginBottom);
  const title = ({ point }: Placed) => `${point.period}\n${describe(point, measure, format)}`;
  const plot = Plot.plot({
    width,
    height,
    marginLeft: 0,
    marginRight,
    marginTop,
    marginBottom,
    style: plotStyle,
    x: { domain: [-0.3, points.length - 0.7], insetLeft: 44, label: null },
    y: { domain: [...axis.domain], axis: null },
    marks: [
      targetLines(held, 0.3),
      closedTargets(held, options),
      verticalAxisMarks(axis, unitAfter(measure, format)),
      Plot.axisX(namedPlaces(points.length, Math.floor(width / 60)), {
        tickFormat: (index: number) => points[index]?.period ?? "",
        tickSize: 4,
        fill: "var(--ink-2)",
        stroke: "var(--ink-3)",
      }),
      absentYears(placed, axis.domain, format),
      Plot.areaY(placed, {
        x: "index",
        y1: "lower",
        y2: "upper",
        fill: "var(--accent)",
        fillOpacity: 0.18,
      }),
      courseLines(placed, 3),
      courseDots(placed, 4.5),
      valueLabels(known, format),
      () => drawEndLabels(ends, width - marginRight + 8, heightOf, { width, height }),
      Plot.ruleX(placed, Plot.pointerX({ x: "index", stroke: "var(--ink-3)" })),
      Plot.tip(
        placed,
        Plot.pointerX({
          x: "index",
          y: (d: Placed) => d.point.value ?? axis.domain[0],
          title,
          ...tipStyle,
        }),
      ),
    ],
  });
  return drawing(plot, ({ x, y }) =>
    placed.map((one) => ({
      x: x(one.index),
      y: y(one.point.value ?? axis.domain[0]),
      label: title(one).replaceAll("\n", format.say("，", ", ")),
    })),
  );
}

const marginTop = 36;
const marginBottom = 26;

/** The range for a course with its limits and targets; it keeps to a target range where one is. */
export function courseAxis(
  points: readonly Point[],
  targets: readonly Target[],
  measure: MeasureInfo,
) {
  const values = points.flatMap((point) => [point.value, point.lower, point.upper]);
  return valueAxis([...values, ...targetValues(targets)], {
    zero: bandOf(targets) === null,
    end: endOfScale(measure),
  });
}

function place(point: Point, index: number): Placed {
  const nothing = Number.NaN;
  const value = point.value ?? nothing;
  return { index, point, value, lower: point.lower ?? nothing, upper: point.upper ?? nothing };
}

/** The line: firm between firm values, dashed to and from others, open where there is none. */
export function courseLines(placed: readonly Placed[], strokeWidth: number): Plot.Markish[] {
  const steps = placed.slice(1).map((to, index) => ({ from: placed[index]!, to }));
  const drawn = steps.filter(
    ({ from, to }) => from.point.value !== null && to.point.value !== null,
  );
  const step = (firm: boolean) =>
    Plot.link(
      drawn.filter(({ from, to }) => (isFirm(from.point) && isFirm(to.point)) === firm),
      {
        x1: (d: (typeof drawn)[number]) => d.from.index,
        x2: (d: (typeof drawn)[number]) => d.to.index,
        y1: (d: (typeof drawn)[number]) => d.from.value,
        y2: (d: (typeof drawn)[number]) => d.to.value,
        stroke: "var(--accent)",
        strokeWidth,
        strokeLinecap: "round",
        strokeDasharray: firm ? undefined : "3,5",
      },
    );
  return [step(true), step(false)];
}

/** First, last, highest and lowest are dots; values that are not firm are hollow ones. */
function courseDots(placed: readonly Placed[], r: number): Plot.Markish[] {
  const points = placed.map(({ point }) => point);
  const alone = placed.filter(({ index }) => isAlone(points, index));
  const shown = placed.filter(({ point }) => point.value !== null && !hidesPoint(point));
  const named = new Set([...extremes(shown), ...alone]);
  const at = { x: "index", y: "value", r };
  return [
    // A band has no width at one year: there the interval is a line.
    Plot.ruleX(alone, {
      x: "index",
      y1: "lower",
      y2: "upper",
      stroke: "var(--accent)",
      strokeWidth: 4,
      strokeOpacity: 0.3,
    }),
    Plot.dot(
      shown.filter((one) => isFirm(one.point) && named.has(one)),
      {
        ...at,
        fill: "var(--accent)",
        stroke: "var(--paper)",
        strokeWidth: 1.5,
      },
    ),
    Plot.dot(
      shown.filter((one) => !isFirm(one.point)),
      {
        ...at,
        fill: "var(--paper)",
        stroke: "var(--accent)",
        strokeWidth: 2.5,
      },
    ),
  ];
}

function valueLabels(known: readonly Placed[], format: Formats): Plot.Markish[] {
  const last = known.at(-1);
  const low = lowest(known);
  const named = extremes(known).filter((one) => one !== last);
  const style = { fill: "var(--accent-2)", fontWeight: 700, fontSize: 14, ...halo };
  const text = (one: Placed) => format.name(one.point);
  const edge = (one: Placed, which: "lower" | "upper") => one.point[which] ?? one.value;
  return [
    Plot.text(
      named.filter((one) => one !== low),
      {
        x: "index",
        y: (one: Placed) => edge(one, "upper"),
        text,
        dy: -9,
        lineAnchor: "bottom",
        ...style,
      },
    ),
    Plot.text(
      named.filter((one) => one === low),
      {
        x: "index",
        y: (one: Placed) => edge(one, "lower"),
        text,
        dy: 10,
        lineAnchor: "top",
        ...style,
      },
    ),
    Plot.text(
      known.filter((one) => one.point.state === "INCOMPLETE"),
      {
        x: "index",
        y: (one: Placed) => edge(one, "lower"),
        text: (one: Placed) => doubtOf(one.point, format),
        dy: 9,
        lineAnchor: "top",
        fill: "var(--ink-2)",
        fontSize: 11.5,
        ...halo,
      },
    ),
  ];
}

const highest = (known: readonly Placed[]) =>
  known.reduce((best, one) => (one.value > best.value ? one : best), known[0]!);
const lowest = (known: readonly Placed[]) =>
  known.reduce((best, one) => (one.value < best.value ? one : best), known[0]!);

/** First, highest, lowest and last, those beside another left out. */
function extremes(known: readonly Placed[]): Placed[] {
  if (known.length === 0) return [];
  const [first, last] = [known[0]!, known.at(-1)!];
  const others = [highest(known), lowest(known)].filter((one) =>
    [first, last].every((end) => end === one || Math.abs(end.index - one.index) > 1),
  );
  return [...new Set([first, ...others, last])];
}
