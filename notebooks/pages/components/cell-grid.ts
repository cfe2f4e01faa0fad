/** A grid of states: rows by columns, each kind of cell with its own fill, frame and mark. */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing } from "./figure.js";
import type { Formats } from "./format.js";
import { fitText, textWidth } from "./place-labels.js";
import { drawing, namedPlaces, plotStyle, tipStyle } from "./plot-theme.js";

/** `good` and `weak` are there, `bad` is there and wrong, `none` is missing, `open` is not due. */
export type CellKind = "good" | "weak" | "bad" | "none" | "open";

export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly kind: CellKind;
  /** What stands in the cell where there is room for it. */
  readonly text: string;
  /** The mark that stands there where there is not. */
  readonly mark: string;
  /** What is said of it: a line for each sentence. */
  readonly told: string;
}

export interface CellGrid {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly GridCell[];
}

const rowHeight = 24;
const marginTop = 24;
/** The width from which a cell has room for its text, in pixels for each letter and at the sides. */
const letterWidth = 6.4;

export function cellGrid(
  { rows, columns, cells }: CellGrid,
  { format, width }: { readonly format: Formats; readonly width: number },
): Drawing {
  const nameWidth = Math.max(...rows.map((name) => textWidth(name, 13)));
  const marginLeft = Math.min(width * 0.4, nameWidth + 12);
  const step = (width - marginLeft - 4) / columns.length;
  const longest = Math.max(...cells.map(({ text }) => textWidth(text, 11)), 1);
  const hasRoom = step > longest + letterWidth;
  const nameRoom = Math.max(...columns.map((name) => textWidth(name, 12))) + 8;
  const plot = Plot.plot({
    width,
    height: rows.length * rowHeight + marginTop + 4,
    marginLeft,
    marginRight: 4,
    marginTop,
    marginBottom: 4,
    style: plotStyle,
    x: { type: "band", domain: [...columns.keys()], padding: 0.1, axis: null },
    y: { type: "band", domain: [...rows.keys()], padding: 0.16, axis: null },
    marks: [
      ...(["good", "weak", "bad", "none", "open"] as const).map((kind) =>
        Plot.cell(
          cells.filter((cell) => cell.kind === kind),
          { x: "column", y: "row", rx: 2, ...styles[kind] },
        ),
      ),
      Plot.text(cells, {
        x: "column",
        y: "row",
        text: (cell: GridCell) => (hasRoom ? cell.text : step > 11 ? cell.mark : ""),
        fill: "var(--ink)",
        fontSize: 11,
      }),
      Plot.text(rows, {
        y: (_: string, index: number) => index,
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        text: (name: string) => fitText(name, marginLeft - 10, 13),
        fill: "var(--ink)",
        fontSize: 13,
      }),
      Plot.text(namedPlaces(columns.length, Math.floor((width - marginLeft) / nameRoom)), {
        x: (index: number) => index,
        frameAnchor: "top",
        dy: -14,
        text: (index: number) => columns[index] ?? "",
        fill: "var(--ink-3)",
        fontSize: 12,
      }),
      Plot.tip(cells, Plot.pointer({ x: "column", y: "row", title: "told", ...tipStyle })),
    ],
  });
  return drawing(plot, () =>
    cells.map((cell) => ({
      x: marginLeft + (cell.column + 0.5) * step,
      y: marginTop + (cell.row + 0.5) * rowHeight,
      label: cell.told.replaceAll("\n", format.say("，", ", ")),
    })),
  );
}

const styles: Readonly<Record<CellKind, object>> = {
  good: { fill: "var(--accent)", fillOpacity: 0.26 },
  weak: { fill: "var(--accent)", fillOpacity: 0.08, stroke: "var(--accent)", strokeOpacity: 0.5 },
  bad: { fill: "var(--paper)", stroke: "var(--low)", strokeWidth: 1.6 },
  none: { fill: "var(--low)", fillOpacity: 0.2, stroke: "var(--low)", strokeDasharray: "2,2" },
  open: { fill: "var(--wash)", stroke: "var(--context-2)", strokeDasharray: "2,2" },
};
