/** A course in the space of a word. Years without a value are gaps with a mark on the floor. */
import type { EstimateState, Point } from "./payload.js";
import { svgFrom } from "./plot-theme.js";
import { isAlone, isFirm } from "./states.js";

export interface SparklineOptions {
  readonly width?: number;
  readonly height?: number;
  /** The range of the y axis; its own values' by default. */
  readonly domain?: readonly [number, number];
  /** Another course behind it in grey, over the same periods. */
  readonly behind?: readonly Pick<Point, "value">[];
}

const padding = 3;
const markSize = 3.5;

/** The marks of states.ts, small: a hatched box, a cross, two dots, a circle struck through. */
const absent: Readonly<Record<EstimateState, (x: number, y: number) => string>> = {
  WITHHELD: (x, y) => `M${at(x - 2.5)},${at(y - 2.5)}h5v5h-5zl5,5`,
  NOT_REPORTED: (x, y) => `M${at(x - 2.5)},${at(y - 2.5)}l5,5m0,-5l-5,5`,
  NOT_DUE: (x, y) => `M${at(x - 2)},${at(y + 2)}h1.2m1.6,0h1.2`,
  UNDEFINED: (x, y) =>
    `M${at(x - 2)},${at(y)}a2,2 0 1 0 4,0a2,2 0 1 0 -4,0M${at(x - 3)},${at(y + 3)}l6,-6`,
  INCOMPLETE: (x, y) => `M${at(x)},${at(y + markSize)}v-5`,
  SHOWN: (x, y) => `M${at(x)},${at(y + markSize)}v-5`,
};

const at = (value: number) => value.toFixed(1);

export function sparkline(
  points: readonly Pick<Point, "value" | "state" | "provisional">[],
  { width = 96, height = 28, domain, behind = [] }: SparklineOptions = {},
): SVGSVGElement {
  const values = [...points, ...behind].flatMap((point) => point.value ?? []);
  const [least, most] =
    domain ?? (values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1]);
  const x = (index: number) =>
    padding + (index / Math.max(1, points.length - 1)) * (width - 2 * padding);
  const y = (value: number) =>
    height - padding - ((value - least) / (most - least || 1)) * (height - 2 * padding);
  const line = (course: readonly Pick<Point, "value">[]) => path(course, x, y);
  // Of a run of years that are absent for one reason the ends have marks, with dots between.
  const inRun = (index: number) =>
    [index - 1, index + 1].every((beside) => points[beside]?.state === points[index]!.state);
  const missing = points.flatMap((point, index) =>
    point.value === null && inRun(index)
      ? `<circle cx="${at(x(index))}" cy="${at(height - markSize)}" r="0.8" fill="var(--ink-3)"/>`
      : point.value === null
        ? `<path d="${absent[point.state](x(index), height - markSize)}" fill="none" ` +
          `stroke="var(--ink-3)" stroke-width="1.2"/>`
        : [],
  );
  const alone = points.flatMap((point, index) =>
    isAlone(points, index)
      ? `<circle cx="${x(index)}" cy="${y(point.value!)}" r="1.6" fill="var(--accent)"/>`
      : [],
  );
  const last = points.findLastIndex((point) => point.value !== null);
  const end = points[last];
  const dot =
    end && end.value !== null
      ? `<circle cx="${x(last).toFixed(1)}" cy="${y(end.value).toFixed(1)}" r="2.6" ${
          isFirm(end)
            ? 'fill="var(--accent)"'
            : 'fill="var(--paper)" stroke="var(--accent)" stroke-width="1.5"'
        }/>`
      : "";
  return svgFrom(
    width,
    height,
    `<path d="${line(behind)}" fill="none" stroke="var(--context-2)" stroke-width="1.3"/>` +
      `<path d="${line(points)}" fill="none" stroke="var(--accent)" stroke-width="1.8" ` +
      `stroke-linejoin="round"/>${[...missing, ...alone].join("")}${dot}`,
  );
}

function path(
  points: readonly Pick<Point, "value">[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let pen = "M";
  let text = "";
  points.forEach((point, index) => {
    if (point.value === null) {
      pen = "M";
      return;
    }
    text += `${pen}${x(index).toFixed(1)},${y(point.value).toFixed(1)}`;
    pen = "L";
  });
  return text;
}
