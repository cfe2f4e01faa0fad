/** The names at the right end of a course: its own with its newest value, and those of targets. */
import * as Plot from "npm:@observablehq/plot";
import type { CourseOptions, Placed } from "./course-chart.js";
import { dodge, fitText, textWidth } from "./place-labels.js";
import { halo, narrowBelow, svgGroup, svgText } from "./plot-theme.js";
import type { PlacedTarget } from "./target-lines.js";
import { targetEdge, targetSource, targetValidity } from "./targets.js";

/** Some lines of text beside a value. */
export interface EndLabel {
  /** The value that it names. */
  readonly value: number;
  readonly lines: readonly string[];
  readonly fill: string;
  readonly size: number;
}

/** The label of the course and of each target that is in force at its end. */
export function endLabels(
  last: Placed | undefined,
  held: readonly PlacedTarget[],
  { format, measure, width, name }: CourseOptions,
): EndLabel[] {
  const narrow = width < narrowBelow;
  const own = last && { name, value: format.name(last.point) };
  const lines = own ? (narrow ? [own.name, own.value] : [`${own.name} ${own.value}`]) : [];
  const targets = held
    .filter(({ open }) => open)
    .map(({ target }): EndLabel => {
      const edge = `${format.say("目标", "target")} ${targetEdge(target, measure, format)}`;
      return {
        value: target.upper === null ? target.value : (target.value + target.upper) / 2,
        lines: [edge, targetSource(target, format), targetValidity(target, format)].filter(Boolean),
        fill: "var(--target-text)",
        size: 12,
      };
    });
  const course = { value: last?.value ?? 0, lines, fill: "var(--accent-2)", size: 14 };
  return [...(last ? [course] : []), ...targets];
}

export function widthOfLabels(labels: readonly EndLabel[]): number {
  return Math.max(
    0,
    ...labels.flatMap(({ lines, size }) => lines.map((line) => textWidth(line, size))),
  );
}

const leading = 1.22;

/** Draws the labels at `x`, pushed apart; `heightOf` gives the place of a value. */
export function drawEndLabels(
  labels: readonly EndLabel[],
  x: number,
  heightOf: (value: number) => number,
  { width, height }: { readonly width: number; readonly height: number },
): SVGGElement {
  const heights = labels.map(({ lines, size }) => lines.length * size * leading + 5);
  const places = dodge(
    labels.map(({ value }) => heightOf(value)),
    heights,
    12,
    height - 20,
  );
  return svgGroup(
    labels.flatMap(({ lines, fill, size }, index) =>
      lines.map((line, row) => {
        const y = places[index]! + (row - (lines.length - 1) / 2) * size * leading;
        const weight = row === 0 ? 700 : 400;
        const style = { "text-anchor": "start", fill, "font-size": size, "font-weight": weight };
        return svgText(fitText(line, width - x, size), { x, y, dy: "0.35em", ...style });
      }),
    ),
  );
}

/** Targets that ended earlier are named on their line. */
export function closedTargets(
  held: readonly PlacedTarget[],
  { format, measure }: CourseOptions,
): Plot.Markish {
  return Plot.text(
    held.filter(({ open }) => !open),
    {
      x: ({ to }: PlacedTarget) => to + 0.3,
      y: ({ target }: PlacedTarget) => target.upper ?? target.value,
      dy: -5,
      textAnchor: "end",
      lineAnchor: "bottom",
      text: ({ target }: PlacedTarget) =>
        [
          format.say("目标", "target"),
          targetEdge(target, measure, format),
          targetSource(target, format),
          targetValidity(target, format),
        ].join(" "),
      fill: "var(--target-text)",
      fontSize: 12,
      ...halo,
    },
  );
}
