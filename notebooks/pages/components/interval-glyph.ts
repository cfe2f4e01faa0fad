/** A value with its interval against its target, in the space of a few words. */
import { svgFrom } from "./plot-theme.js";
import type { JudgedMeasure } from "./scorecard-payload.js";

const [width, height, edge] = [124, 20, 4];

const colours = { MET: "var(--high)", NOT_MET: "var(--low)", CANNOT_TELL: "var(--same)" } as const;

/** Every glyph has a scale of its own: it holds the interval and the target. */
export function intervalGlyph({ estimate, target, status }: JudgedMeasure): SVGSVGElement {
  const { value, lower, upper } = estimate;
  if (value === null) return svgFrom(width, height, "");
  const [from, to] = [lower ?? value, upper ?? value];
  const edges = [target.value, target.upper ?? target.value];
  const [least, most] = [Math.min(from, ...edges), Math.max(to, ...edges)];
  const room = (most - least || Math.abs(most) || 1) * 0.15;
  const scale = (one: number) =>
    edge + ((one - least + room) / (most - least + 2 * room)) * (width - 2 * edge);
  const x = (one: number) => scale(one).toFixed(1);
  const allowed = {
    AT_LEAST: [scale(target.value), width],
    AT_MOST: [0, scale(target.value)],
    WITHIN: [scale(edges[0]!), scale(edges[1]!)],
  }[target.comparison];
  const [start, end] = [allowed[0]!, allowed[1]!];
  const rules = [...new Set(edges)].map(
    (one) => `<path d="M${x(one)},1V${height - 1}" stroke="var(--target)" stroke-width="1.6"/>`,
  );
  const colour = colours[status];
  const dot =
    estimate.state === "SHOWN" && !estimate.provisional
      ? `fill="${colour}"`
      : `fill="var(--paper)" stroke="${colour}" stroke-width="2"`;
  return svgFrom(
    width,
    height,
    `<rect x="${start.toFixed(1)}" y="1" width="${(end - start).toFixed(1)}" height="${height - 2}" ` +
      `fill="var(--target)" fill-opacity="0.15"/>${rules.join("")}` +
      `<path d="M${x(from)},10H${x(to)}" stroke="${colour}" stroke-width="3.4" ` +
      `stroke-opacity="0.5" stroke-linecap="round"/>` +
      `<circle cx="${x(value)}" cy="10" r="4" ${dot}/>`,
  );
}
