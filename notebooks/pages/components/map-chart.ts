/**
 * A choropleth: areas in the colours of their classes, those that differ from all together by more than
 * chance outlined, names and values where there is room. Plot shows the tip; the outlines are written
 * once, in whole units, and scaled, because a page holds them for desks and for phones.
 */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing } from "./figure.js";
import type { Formats } from "./format.js";
import { classToken, type MapValue, type MapValues } from "./map-classes.js";
import { type Hatching, hatchPatterns } from "./map-hatching.js";
import { mapLabels } from "./map-labels.js";
import type { MapShapes } from "./map-shapes.js";
import type { MeasureInfo, Point } from "./payload.js";
import { drawing, plotStyle, tipStyle } from "./plot-theme.js";
import { standing, standingColours, standingMarks } from "./standing.js";
import { describe } from "./states.js";

export interface MapOptions {
  /** Begins the names of patterns; one for each figure of a page. */
  readonly id: string;
  readonly format: Formats;
  readonly measure: MeasureInfo;
  readonly baseline: Point;
  readonly width: number;
  /** The code of the highlighted area, or an empty string. */
  readonly picked: string;
  readonly onPick: (code: string) => void;
}

const margin = 8;
const mostHigh = 560;

export function mapChart(shapes: MapShapes, map: MapValues, options: MapOptions): Drawing {
  const { width, format } = options;
  const scale = Math.min(
    (width - 2 * margin) / shapes.width,
    (mostHigh - 2 * margin) / shapes.height,
  );
  const left = (width - shapes.width * scale) / 2;
  const height = Math.round(shapes.height * scale) + 2 * margin;
  const x = ({ area }: MapValue) => left + area.x * scale;
  const y = ({ area }: MapValue) => margin + area.y * scale;
  const title = (value: MapValue) => tipText(value, map, options);
  const placed = { left, scale, x, y };
  const plot = Plot.plot({
    width,
    height,
    margin: 0,
    style: plotStyle,
    x: { domain: [0, width], range: [0, width], axis: null },
    y: { domain: [0, height], range: [0, height], axis: null },
    marks: [
      () => areasOf(map, options, placed),
      Plot.tip(map.values, Plot.pointer({ x, y, title, maxRadius: 60, ...tipStyle })),
    ],
  });
  const chart = drawing(plot, () =>
    map.values.map((value) => ({
      x: x(value),
      y: y(value),
      label: title(value).replaceAll("\n", format.say("，", ", ")),
    })),
  );
  followAreas(chart.svg, map, placed, options.onPick);
  return chart;
}

interface Placed {
  readonly left: number;
  readonly scale: number;
  readonly x: (value: MapValue) => number;
  readonly y: (value: MapValue) => number;
}

function areasOf(map: MapValues, options: MapOptions, { left, scale, x, y }: Placed): SVGGElement {
  const { id, baseline, picked, width, format, measure } = options;
  const prefix = `${id}-${width}`;
  const count = map.limits.length + 1;
  const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
  const place = `translate(${round(left)} ${margin}) scale(${round(scale)})`;
  const path = (value: MapValue, attributes: string) =>
    `<path d="${value.area.path}" vector-effect="non-scaling-stroke" ${attributes}/>`;
  const fillOf = (value: MapValue) => {
    const { which } = value;
    const code = `data-area="${value.entry.area.code}"`;
    if (typeof which === "number") return path(value, `${code} fill="${classFill(which, count)}"`);
    // Hatching next to hatching needs a firmer border.
    return path(value, `${code} fill="url(#${prefix}-${which})" stroke="var(--context)"`);
  };
  const [plain, hatched] = [true, false].map((isPlain) =>
    map.values.filter(({ which }) => (typeof which === "number") === isPlain).map(fillOf),
  );
  const fills = [...plain!, ...hatched!];
  const incomplete = map.values
    .filter(({ which, entry }) => typeof which === "number" && entry.point.state === "INCOMPLETE")
    .map((value) => path(value, `fill="url(#${prefix}-INCOMPLETE)" pointer-events="none"`));
  const apart = map.values.flatMap((value) => {
    const which = standing(value.entry, baseline);
    return which === "high" || which === "low" ? [{ value, which }] : [];
  });
  const outlines = [
    ...apart.map(({ value }) => path(value, `stroke="var(--paper)" stroke-width="5"`)),
    ...apart.map(({ value, which }) =>
      path(value, `stroke="${standingColours[which]}" stroke-width="2.4"`),
    ),
  ];
  const chosen = map.values
    .filter(({ entry }) => entry.area.code === picked)
    .map((value) => path(value, `stroke="var(--ink)" stroke-width="3.6"`));
  // Hatching is not scaled with the outlines: its lines are as wide on a phone as on a wall.
  group.innerHTML =
    `<defs>${scaled(hatchPatterns(prefix, hatchings(map)), scale)}</defs>` +
    `<g transform="${place}" stroke="var(--context-2)" stroke-width="1" stroke-linejoin="round">` +
    `${fills.join("")}${incomplete.join("")}</g>` +
    `<g transform="${place}" fill="none" stroke-linejoin="round" pointer-events="none">` +
    `${outlines.join("")}${chosen.join("")}</g>`;
  const labels = map.values
    .filter(({ area }) => area.path !== "")
    .map((value) => {
      const { entry, area, which } = value;
      const mark = standing(entry, baseline);
      const sign = mark === "high" || mark === "low" ? `${standingMarks[mark]} ` : "";
      return {
        x: x(value),
        y: y(value),
        room: area.room * scale,
        name: format.name(entry.area),
        value: sign + drawnText(value, measure, format),
        fill:
          typeof which === "number"
            ? `var(--class-${classToken(which, count)}-text)`
            : "var(--ink)",
        rim: typeof which !== "number",
      };
    });
  group.append(...mapLabels(labels));
  return group;
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;

/** The colour of a class. */
export function classFill(which: number, count: number): string {
  return `var(--class-${classToken(which, count)})`;
}

/** The hatchings that the values need. */
export function hatchings({ values }: MapValues): Hatching[] {
  return [
    ...new Set(
      values.flatMap(({ which, entry }): Hatching[] =>
        typeof which !== "number"
          ? [which]
          : entry.point.state === "INCOMPLETE"
            ? ["INCOMPLETE"]
            : [],
      ),
    ),
  ];
}

function scaled(patterns: string, scale: number): string {
  return patterns.replaceAll(
    "<pattern ",
    `<pattern patternTransform="scale(${round(1 / scale)})" `,
  );
}

/** The value as the map has it; the mark of its absence is the hatching, and its word in the legend. */
function drawnText({ entry, value }: MapValue, measure: MeasureInfo, format: Formats): string {
  if (entry.point.value === null) return "";
  if (entry.shrunken === null || entry.point.value === 0) return format.name(entry.point);
  return format.fixed(value, measure.decimals);
}

function tipText({ entry, value }: MapValue, { smoothed }: MapValues, options: MapOptions): string {
  const { format, measure } = options;
  const { say, name } = format;
  const lines = [name(entry.area), describe(entry.point, measure, format)];
  if (smoothed && value !== null)
    lines.push(say("平滑值", "smoothed") + say("：", ": ") + format.fixed(value, measure.decimals));
  return lines.join("\n");
}

/** The pointer over an area means the area, however far its label is; a click picks it. */
function followAreas(
  svg: SVGSVGElement,
  { values }: MapValues,
  { x, y }: Placed,
  onPick: (code: string) => void,
): void {
  const areaAt = ({ target }: Event) =>
    (target as Partial<Element> | null)?.getAttribute?.("data-area") ?? null;
  svg.addEventListener(
    "pointermove",
    (event) => {
      const code = event.isTrusted ? areaAt(event) : null;
      const value = values.find(({ entry }) => entry.area.code === code);
      if (!value) return;
      event.stopPropagation();
      const box = svg.getBoundingClientRect();
      const shrink = box.width / Number(svg.getAttribute("width") ?? box.width);
      svg.dispatchEvent(
        new PointerEvent("pointermove", {
          pointerType: "mouse",
          clientX: box.left + x(value) * shrink,
          clientY: box.top + y(value) * shrink,
        }),
      );
    },
    true,
  );
  svg.addEventListener("click", (event) => {
    const code = areaAt(event);
    if (code) onPick(code);
  });
}
