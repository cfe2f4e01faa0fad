/** What stands behind a course: years without a value. */
import * as Plot from "npm:@observablehq/plot";
import type { Placed } from "./course-chart.js";
import type { Formats } from "./format.js";
import { stateMarks } from "./states.js";

/** A column over each year without a value, with the mark and the word of its state. */
export function absentYears(
  placed: readonly Placed[],
  [bottom, top]: readonly [number, number],
  format: Formats,
): Plot.Markish[] {
  const absent = placed.filter(({ point }) => point.value === null);
  const withheld = (one: Placed) => one.point.state === "WITHHELD";
  return [
    Plot.rect(absent, {
      x1: (one: Placed) => one.index - 0.32,
      x2: (one: Placed) => one.index + 0.32,
      y1: bottom,
      y2: top,
      fill: (one: Placed) => (withheld(one) ? "var(--context-2)" : "var(--wash)"),
      fillOpacity: 0.6,
      stroke: "var(--context-2)",
      strokeDasharray: "2,3",
    }),
    Plot.text(absent, {
      x: "index",
      y: bottom,
      text: (one: Placed) => `${stateMarks[one.point.state]} ${format.name(one.point)}`,
      rotate: -90,
      textAnchor: "start",
      dy: -8,
      fill: "var(--ink-2)",
      fontSize: 12,
    }),
  ];
}
