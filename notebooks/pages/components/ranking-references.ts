/** What the dots of a ranking are seen against: the targets, and all areas together. */
import * as Plot from "npm:@observablehq/plot";
import type { Point } from "./payload.js";
import { halo, narrowBelow } from "./plot-theme.js";
import type { RankingChartOptions } from "./ranking-chart.js";
import { targetEdge, targetSource } from "./targets.js";

/** The height of the name of a target, in pixels. */
export const targetLine = 17;

/** The targets as dashed lines or bands, each named above. */
export function heldTo({ targets, format, measure, width }: RankingChartOptions): Plot.Markish[] {
  const rows = targets.map((target, index) => ({ target, index }));
  type Row = (typeof rows)[number];
  const name = ({ target }: Row) => {
    const said = [targetEdge(target, measure, format), targetSource(target, format)];
    return [format.say("目标", "target"), ...(width < narrowBelow ? said.slice(0, 1) : said)];
  };
  return [
    Plot.rect(
      rows.filter(({ target }) => target.upper !== null),
      {
        x1: ({ target }: Row) => target.value,
        x2: ({ target }: Row) => target.upper ?? target.value,
        fill: "var(--target)",
        fillOpacity: 0.14,
      },
    ),
    Plot.ruleX(
      rows.filter(({ target }) => target.upper === null),
      {
        x: ({ target }: Row) => target.value,
        stroke: "var(--target)",
        strokeWidth: 1.8,
        strokeDasharray: "7,4",
      },
    ),
    ...rows.map((row) =>
      Plot.text([row], {
        x: ({ target }: Row) => ((target.upper ?? target.value) + target.value) / 2,
        frameAnchor: "top",
        dy: -7 - targetLine * (row.index + 1),
        lineAnchor: "bottom",
        text: (one: Row) => name(one).join(" "),
        fill: "var(--target-text)",
        fontWeight: 600,
        ...halo,
      }),
    ),
  ];
}

/** All areas together: a rule with its own band. */
export function baselineMarks({
  baseline,
  baselineName,
  format,
}: RankingChartOptions): Plot.Markish[] {
  if (baseline.value === null) return [];
  const { lower, upper, value } = baseline;
  return [
    lower !== null && upper !== null
      ? Plot.rect([baseline], { x1: lower, x2: upper, fill: "var(--ink)", fillOpacity: 0.1 })
      : null,
    Plot.ruleX([value], { stroke: "var(--ink)", strokeWidth: 1.4 }),
    Plot.text([baseline], {
      x: value,
      frameAnchor: "top",
      dy: -7,
      lineAnchor: "bottom",
      text: (point: Point) => `${baselineName} ${format.name(point)}`,
      fontWeight: 700,
      fill: "var(--ink)",
      ...halo,
    }),
  ];
}
