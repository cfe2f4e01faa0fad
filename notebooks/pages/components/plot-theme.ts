/** What all charts share: text, tips, the axis in the newspaper manner, and label placing. */

import * as Plot from "npm:@observablehq/plot";
import { ticks } from "npm:d3";
import type { Drawing, Stop } from "./figure.js";

const namespace = "http://www.w3.org/2000/svg";

/** Below this width charts have fewer ticks and columns; labels stay. */
export const narrowBelow = 560;

export const plotStyle = {
  fontFamily: "var(--sans-serif)",
  fontSize: "12.5px",
  color: "var(--ink-2)",
  background: "none",
  overflow: "visible",
};

export const tipStyle = {
  fill: "var(--paper)",
  stroke: "var(--context-2)",
  fontSize: 12.5,
  lineHeight: 1.35,
  textPadding: 9,
};

/** A rim of paper around text that crosses lines. */
export const halo = { stroke: "var(--paper)", strokeWidth: 4, paintOrder: "stroke" } as const;

/** The result of Plot.plot as the chart and its stops for the keyboard. */
export function drawing(
  plot: ReturnType<typeof Plot.plot>,
  stops: (at: { x: (value: number) => number; y: (value: number) => number }) => readonly Stop[],
): Drawing {
  const scale = (name: "x" | "y") => (value: number) => Number(plot.scale(name)?.apply(value) ?? 0);
  return { svg: plot as unknown as SVGSVGElement, stops: stops({ x: scale("x"), y: scale("y") }) };
}

export interface ValueAxis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** False when the axis does not start at zero, which the figure then says. */
  readonly fromZero: boolean;
}

/**
 * An axis for values and limits. With `zero` it starts there, unless all of them lie within a
 * tenth of the largest, on a scale with an end within three tenths; without it, it keeps to the
 * values. It does not go
 * beyond `end`, the end of the scale, unless a value does.
 */
export function valueAxis(
  values: readonly (number | null)[],
  {
    count = 4,
    zero = true,
    end = null,
  }: { readonly count?: number; readonly zero?: boolean; readonly end?: number | null } = {},
): ValueAxis {
  const known = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  const least = Math.min(...known);
  const most = Math.max(...known);
  if (known.length === 0) return { domain: [0, 1], ticks: [0, 1], fromZero: true };
  // Percentages near their end would be a flat line under it.
  const near = end === null ? 0.9 : 0.7;
  const fromZero = least <= 0 || (zero && least <= most * near);
  const spread = most - least || 1;
  const low = fromZero ? Math.min(0, least) : least - spread * 0.1;
  const high = fromZero ? Math.max(0, most) : most + spread * 0.1;
  const marks = ticks(low, high || 1, count);
  const step = marks.length > 1 ? marks[1]! - marks[0]! : 1;
  const top = marks.at(-1)! < high ? marks.at(-1)! + step : marks.at(-1)!;
  const bottom = marks[0]! > low ? marks[0]! - step : marks[0]!;
  const ended = end !== null && most <= end && top > end ? end : top;
  const all = ticks(bottom, ended, count + 1);
  return { domain: [bottom, ended], ticks: all, fromZero };
}

/**
 * Labels sit on the grid lines; the zero line is firm. A sign (`‰`) stands on the top label, a unit
 * in words on a line above it, where it meets no value: leave 34 pixels at the top for it.
 */
export function verticalAxisMarks(axis: ValueAxis, unit: string): Plot.Markish[] {
  const top = Math.max(...axis.ticks);
  const [sign, words] = unit.startsWith(" ") ? ["", unit.trim()] : [unit, ""];
  const style = { textAnchor: "start", lineAnchor: "bottom", fill: "var(--ink-3)" } as const;
  return [
    Plot.gridY(axis.ticks, { stroke: "var(--grid)", strokeOpacity: 1 }),
    axis.domain[0] <= 0 ? Plot.ruleY([0], { stroke: "var(--ink-2)" }) : null,
    Plot.text(axis.ticks, {
      ...style,
      y: (tick: number) => tick,
      frameAnchor: "left",
      dy: -3,
      text: (tick: number) => (tick === top ? tickText(tick) + sign : tickText(tick)),
    }),
    words ? Plot.text([words], { ...style, frameAnchor: "top-left", dy: -18 }) : null,
  ];
}

/** A tick without needless zeros: `12`, `0.5`. */
export function tickText(value: number): string {
  return String(Math.round(value * 1000) / 1000).replace("-", "−");
}

/** Which of `count` places along an axis are named, always the last. */
export function namedPlaces(count: number, room: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(2, room)));
  return Array.from({ length: count }, (_, index) => index).filter(
    (index) => (count - 1 - index) % step === 0,
  );
}

/** An SVG text element, for labels that are placed by hand. */
export function svgText(
  text: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGTextElement {
  const element = document.createElementNS(namespace, "text");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.textContent = text;
  return element;
}

export function svgGroup(children: readonly SVGElement[]): SVGGElement {
  const group = document.createElementNS(namespace, "g");
  group.append(...children);
  return group;
}

/** An SVG element from markup of our own making, never from data. */
export function svgFrom(width: number, height: number, markup: string): SVGSVGElement {
  const element = document.createElementNS(namespace, "svg");
  element.setAttribute("width", String(width));
  element.setAttribute("height", String(height));
  element.setAttribute("viewBox", `0 0 ${width} ${height}`);
  element.setAttribute("aria-hidden", "true");
  element.innerHTML = markup;
  return element;
}
