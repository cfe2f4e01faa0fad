/**
 * The method mix area by area: a column of bars for each method, all on one scale, so that bars can be
 * compared down and across, each with its interval. Stacked bars would have no room for intervals, and
 * only their first part would start at one line.
 */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing } from "./figure.js";
import type { Formats } from "./format.js";
import type { MixCell, MixTable } from "./method-mix-words.js";
import type { MeasureInfo } from "./payload.js";
import { fitText, textWidth } from "./place-labels.js";
import { drawing, narrowBelow, plotStyle, tipStyle } from "./plot-theme.js";
import { absentText, describe, isFirm, stateMarks } from "./states.js";

const rowHeight = 25;
const marginTop = 34;
const gap = 14;
/** Pixels for one per cent below which bars cannot be told from each other. */
const leastScale = 1.05;

interface MixColumn {
  readonly name: string;
  readonly code: string;
  readonly left: number;
  readonly width: number;
}

interface Layout {
  readonly columns: readonly MixColumn[];
  /** Pixels for one per cent. */
  readonly scale: number;
  readonly marginLeft: number;
}

export function methodMixChart(
  table: MixTable,
  { format, measure, width }: { format: Formats; measure: MeasureInfo; width: number },
): Drawing {
  const { rows } = table;
  const layout = layOut(table, width, format, measure);
  const { columns, scale, marginLeft } = layout;
  const leftOf = new Map(columns.map(({ code, left }) => [code, left]));
  const cells = rows.flatMap((row) => row.cells.filter(({ method }) => leftOf.has(method.code)));
  const known = cells.filter(({ point }) => point.value !== null);
  const x = (part: (cell: MixCell) => number) => (cell: MixCell) =>
    leftOf.get(cell.method.code)! + part(cell) * scale;
  const end = x(({ point }) => point.value ?? 0);
  const y = ({ area }: MixCell) => area.code;
  const title = ({ area, method, point }: MixCell) =>
    `${format.name(area)}\n${format.name(method)} ${describe(point, measure, format)}`;
  const isWhole = ({ area }: MixCell) => area.code === rows[0]?.area.code;
  const plot = Plot.plot({
    width,
    height: rows.length * rowHeight + marginTop + 4,
    marginLeft: 0,
    marginRight: 0,
    marginTop,
    marginBottom: 4,
    style: plotStyle,
    x: { domain: [0, width], range: [0, width], axis: null },
    y: { type: "band", domain: rows.map(({ area }) => area.code), axis: null, padding: 0.36 },
    marks: [
      wholeLines(table, layout),
      Plot.barX(known, {
        x1: x(() => 0),
        x2: end,
        y,
        fill: (cell: MixCell) =>
          !isFirm(cell.point) ? "var(--paper)" : isWhole(cell) ? "var(--ink-3)" : "var(--accent)",
        fillOpacity: 0.85,
        stroke: (cell: MixCell) => (isFirm(cell.point) ? "none" : "var(--accent)"),
      }),
      Plot.ruleY(
        known.filter(({ point }) => point.lower !== null),
        {
          x1: x(({ point }) => point.lower!),
          x2: x(({ point }) => point.upper!),
          y,
          stroke: "var(--ink)",
          strokeWidth: 1.6,
        },
      ),
      texts(cells, { x, y, format, isWhole }),
      names(table, layout, format),
      Plot.tip(cells, Plot.pointer({ x: end, y, title, maxRadius: 60, ...tipStyle })),
    ],
  });
  const atRow = new Map(rows.map(({ area }, index) => [area.code, index]));
  return drawing(plot, () =>
    cells.map((cell) => ({
      x: Math.min(width, Math.max(marginLeft, end(cell))),
      y: marginTop + (atRow.get(cell.area.code)! + 0.5) * rowHeight,
      label: title(cell).replaceAll("\n", format.say("，", ", ")),
    })),
  );
}

/** As many methods as there is room for, the commonest first; all on one scale. */
function layOut(
  { rows, methods }: MixTable,
  width: number,
  format: Formats,
  measure: MeasureInfo,
): Layout {
  const widest = Math.max(...rows.map(({ area }) => textWidth(format.name(area), 13)));
  const marginLeft = Math.min(widest + 12, width * 0.3);
  const number = textWidth(format.fixed(88, measure.decimals)) + 8;
  const most = (code: string) =>
    Math.max(
      ...rows.flatMap(({ cells }) =>
        cells.flatMap(({ method, point }) =>
          method.code === code ? (point.upper ?? point.value ?? 0) : [],
        ),
      ),
    );
  const wide = (code: string, name: string, scale: number) =>
    Math.max(most(code) * scale + number, headWidth(name));
  for (let count = methods.length; ; count--) {
    const shown = methods
      .slice(0, count)
      .map((one) => ({ code: one.code, name: format.name(one) }));
    const room = width - marginLeft - (count - 1) * gap;
    const needed = (scale: number) =>
      shown.reduce((sum, { code, name }) => sum + wide(code, name, scale), 0);
    if (needed(leastScale) > room && count > 1) continue;
    const scale = largestScale((one) => needed(one) <= room);
    let left = marginLeft;
    const columns = shown.map(({ code, name }): MixColumn => {
      const column = { name, code, left, width: wide(code, name, scale) };
      left += column.width + gap;
      return column;
    });
    return { columns, scale, marginLeft };
  }
}

/** The largest scale that fits, to a hundredth of a pixel. */
function largestScale(fits: (scale: number) => boolean): number {
  let [low, high] = [leastScale, 40];
  while (high - low > 0.01) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** The share in all areas together, as a line down its column. */
function wholeLines({ rows }: MixTable, { columns, scale }: Layout): Plot.Markish[] {
  const shares = new Map(rows[0]?.cells.map(({ method, point }) => [method.code, point.value]));
  const lines = columns.flatMap(({ code, left }) => {
    const share = shares.get(code);
    return share == null ? [] : [left + share * scale];
  });
  return [
    Plot.ruleX(columns, { x: "left", stroke: "var(--ink-2)" }),
    Plot.ruleX(lines, { x: (at: number) => at, stroke: "var(--ink-3)", strokeDasharray: "2,3" }),
  ];
}

function texts(
  cells: readonly MixCell[],
  {
    x,
    y,
    format,
    isWhole,
  }: {
    readonly x: (part: (cell: MixCell) => number) => (cell: MixCell) => number;
    readonly y: (cell: MixCell) => string;
    readonly format: Formats;
    readonly isWhole: (cell: MixCell) => boolean;
  },
): Plot.Markish {
  return [true, false].map((whole) =>
    Plot.text(
      cells.filter((cell) => isWhole(cell) === whole),
      {
        x: x(({ point }) => point.upper ?? point.value ?? 0),
        y,
        dx: 5,
        textAnchor: "start",
        text: ({ point }: MixCell) =>
          point.value === null ? stateMarks[point.state] : format.name(point),
        title: ({ point }: MixCell) => (point.value === null ? absentText(point, format) : null),
        fill: ({ point }: MixCell) => (point.value === null ? "var(--ink-3)" : "var(--ink)"),
        fontWeight: whole ? 700 : 400,
        stroke: "var(--paper)",
        strokeWidth: 3,
      },
    ),
  );
}

/** Areas at left; methods above their columns, on two heights where they are close. */
function names({ rows }: MixTable, { columns, marginLeft }: Layout, format: Formats): Plot.Markish {
  const size = marginLeft > narrowBelow * 0.3 ? 13 : 12.5;
  return [
    Plot.text(rows, {
      x: marginLeft - 8,
      y: ({ area }) => area.code,
      textAnchor: "end",
      text: ({ area }) => fitText(format.name(area), marginLeft - 8, size),
      fill: "var(--ink)",
      fontSize: size,
    }),
    Plot.text(columns, {
      x: "left",
      frameAnchor: "top",
      textAnchor: "start",
      lineAnchor: "bottom",
      dy: -6,
      text: ({ name, width }: MixColumn) => inTwoLines(name, width + gap - 6),
      fill: "var(--ink-2)",
      fontWeight: 600,
      fontSize: headSize,
    }),
  ];
}

const headSize = 12;

/** What a name needs on two lines: its longest word, or half of it in Chinese. */
function headWidth(name: string): number {
  return Math.max(...halves(name).map((line) => textWidth(line, headSize))) + 4;
}

/** A name on two lines where it is wider than its column. */
function inTwoLines(name: string, width: number): string {
  if (textWidth(name, headSize) <= width) return name;
  return halves(name)
    .map((line) => fitText(line, width, headSize))
    .join("\n");
}

/** Broken at its first space; in the middle where it is Chinese; else whole. */
function halves(name: string): string[] {
  const letters = [...name];
  const space = letters.indexOf(" ");
  if (space > 0) return [letters.slice(0, space).join(""), letters.slice(space + 1).join("")];
  if (!/[\u2e80-\uffef]/.test(name)) return [name];
  const half = Math.ceil(letters.length / 2);
  return [letters.slice(0, half).join(""), letters.slice(half).join("")];
}
