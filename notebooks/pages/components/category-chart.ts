/** A measure by category: the newest year with its intervals, the first year in grey beside it. */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing } from "./figure.js";
import { endOfScale, type Formats, interval, unitAfter } from "./format.js";
import type { MeasureInfo, Point, Target } from "./payload.js";
import { fitText, textWidth } from "./place-labels.js";
import { drawing, narrowBelow, plotStyle, tickText, tipStyle, valueAxis } from "./plot-theme.js";
import { absentText, describe, hidesPoint, isFirm } from "./states.js";
import { targetValues } from "./target-lines.js";
import { statusesOf } from "./targets.js";

/** A category in the newest and in the first year. */
export interface CategoryRow {
  readonly code: string;
  readonly name: string;
  readonly first: Point;
  readonly last: Point;
}

const rowHeight = 32;
const marginTop = 26;

export function categoryChart(
  rows: readonly CategoryRow[],
  {
    format,
    measure,
    width,
    targets,
  }: { format: Formats; measure: MeasureInfo; width: number; targets: readonly Target[] },
): Drawing {
  const marginLeft = Math.min(
    width * 0.4,
    Math.max(...rows.map(({ name }) => textWidth(name, 13))) + 14,
  );
  const marginRight = width < narrowBelow ? 62 : 150;
  const held = rows.flatMap((row) =>
    statusesOf(row.last, targets).map(({ target }) => ({ code: row.code, target })),
  );
  const values = rows.flatMap(({ first, last }) => [
    first.value,
    last.value,
    last.lower,
    last.upper,
  ]);
  const axis = valueAxis([...values, ...targetValues(held.map(({ target }) => target)), 0], {
    end: endOfScale(measure),
  });
  const known = rows.filter(({ last }) => last.value !== null);
  const code = (row: { readonly code: string }) => row.code;
  const title = (row: CategoryRow) =>
    [row.last, row.first]
      .map((point) => `\n${point.period}  ${describe(point, measure, format)}`)
      .reduce((text, line) => text + line, row.name);
  const plot = Plot.plot({
    width,
    height: rows.length * rowHeight + marginTop + 26,
    marginLeft,
    marginRight,
    marginTop,
    marginBottom: 26,
    style: plotStyle,
    x: { domain: [...axis.domain], label: null },
    y: { type: "band", domain: rows.map(code), axis: null, padding: 0 },
    marks: [
      Plot.gridX(axis.ticks, { stroke: "var(--grid)", strokeOpacity: 1 }),
      Plot.axisX(axis.ticks, { tickFormat: tickText, tickSize: 0, fill: "var(--ink-3)" }),
      Plot.ruleX([axis.domain[0]], { stroke: "var(--ink-2)" }),
      ...held.map(({ target, code: at }) =>
        Plot.tickX([target.value], {
          x: (value: number) => value,
          y: () => at,
          stroke: "var(--target)",
          strokeWidth: 2,
          strokeDasharray: "4,2",
        }),
      ),
      dots(rows, code),
      rowTexts(rows, { format, measure, marginLeft, marginRight }),
      Plot.tip(known, Plot.pointerY({ y: code, x: (row) => row.last.value, title, ...tipStyle })),
    ],
  });
  return drawing(plot, ({ x }) =>
    rows.map((row, index) => ({
      x: x(row.last.value ?? 0),
      y: marginTop + (index + 0.5) * rowHeight,
      label: title(row).replaceAll("\n", format.say("，", ", ")),
    })),
  );
}

function dots(rows: readonly CategoryRow[], y: (row: CategoryRow) => string): Plot.Markish[] {
  const shown = rows.filter(({ last }) => last.value !== null && !hidesPoint(last));
  return [
    Plot.dot(
      rows.filter(({ first, last }) => first.value !== null && first.period !== last.period),
      { y, x: ({ first }: CategoryRow) => first.value, r: 4, fill: "var(--context-2)" },
    ),
    Plot.ruleY(
      rows.filter(({ last }) => last.lower !== null && last.upper !== null),
      {
        y,
        x1: ({ last }: CategoryRow) => last.lower,
        x2: ({ last }: CategoryRow) => last.upper,
        stroke: "var(--accent)",
        strokeWidth: 4,
        strokeOpacity: 0.35,
        strokeLinecap: "round",
      },
    ),
    Plot.dot(shown, {
      y,
      x: ({ last }: CategoryRow) => last.value,
      r: 5,
      fill: ({ last }: CategoryRow) => (isFirm(last) ? "var(--accent)" : "var(--paper)"),
      stroke: ({ last }: CategoryRow) => (isFirm(last) ? "var(--paper)" : "var(--accent)"),
      strokeWidth: 1.8,
    }),
  ];
}

function rowTexts(
  rows: readonly CategoryRow[],
  {
    format,
    measure,
    marginLeft,
    marginRight,
  }: { format: Formats; measure: MeasureInfo; marginLeft: number; marginRight: number },
): Plot.Markish[] {
  const y = ({ code }: CategoryRow) => code;
  const wide = marginRight > 100;
  return [
    Plot.text(rows, {
      y,
      frameAnchor: "left",
      dx: -8,
      textAnchor: "end",
      text: ({ name }: CategoryRow) => fitText(name, marginLeft - 10, 13),
      fill: "var(--ink)",
      fontSize: 13,
    }),
    Plot.text(rows, {
      y,
      frameAnchor: "right",
      dx: 10,
      textAnchor: "start",
      text: ({ last }: CategoryRow) =>
        last.value === null ? absentText(last, format) : format.name(last),
      fill: "var(--ink)",
      fontWeight: 600,
      fontSize: 13,
    }),
    wide
      ? Plot.text(rows, {
          y,
          frameAnchor: "right",
          dx: marginRight,
          textAnchor: "end",
          text: ({ last }: CategoryRow) => interval(last, measure, format),
          fill: "var(--ink-3)",
          fontSize: 12,
        })
      : null,
    Plot.text([unitAfter(measure, format).trim()], {
      frameAnchor: "top-right",
      dx: 10,
      dy: -20,
      textAnchor: "start",
      fill: "var(--ink-3)",
      fontSize: 12,
    }),
  ];
}
