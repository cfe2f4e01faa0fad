/** Who has reported, year by year: full, part, none and not due are four different cells. */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing } from "./figure.js";
import type { Formats } from "./format.js";
import type { Point, Reporting } from "./payload.js";
import { textWidth } from "./place-labels.js";
import { drawing, namedPlaces, plotStyle, tipStyle } from "./plot-theme.js";
import { stateMarks, stateWord } from "./states.js";

export interface ReportingCell {
  readonly row: number;
  readonly column: number;
  readonly area: string;
  readonly point: Point;
}

/** The areas with at least one year that is not complete, in the order given. */
export function reportingCells(reporting: Reporting, format: Formats): ReportingCell[] {
  return reporting.areas.flatMap(({ area, points }, row) =>
    points.map((point, column) => ({ row, column, area: format.name(area), point })),
  );
}

/** Whether a year is fully reported. A value that cannot be computed is still a report. */
export function isReported(point: Point): boolean {
  return point.state !== "NOT_REPORTED" && point.state !== "NOT_DUE" && point.coverage >= 1;
}

/** `部分上报 92%`, `未上报`. */
export function reportingText(point: Point, format: Formats): string {
  if (point.state === "NOT_DUE" || point.state === "NOT_REPORTED")
    return stateWord(point.state, format);
  if (point.coverage >= 1) return stateWord("SHOWN", format);
  return `${stateWord("INCOMPLETE", format)} ${format.percent(point.coverage)}`;
}

export function reportingGrid(
  cells: readonly ReportingCell[],
  { format, width }: { format: Formats; width: number },
): Drawing {
  const names = [...new Set(cells.map((cell) => cell.area))];
  const periods = [...new Set(cells.map((cell) => cell.point.period))];
  const nameWidth = Math.max(...names.map((name) => textWidth(name, 13)));
  const marginLeft = Math.min(width * 0.45, nameWidth + 12);
  const step = (width - marginLeft - 4) / periods.length;
  const title = (cell: ReportingCell) =>
    `${cell.area} ${cell.point.period}\n${reportingText(cell.point, format)}`;
  const plot = Plot.plot({
    width,
    height: names.length * rowHeight + top + 4,
    marginLeft,
    marginRight: 4,
    marginTop: top,
    marginBottom: 4,
    style: plotStyle,
    x: { type: "band", domain: [...periods.keys()], padding: 0.12, axis: null },
    y: { type: "band", domain: [...names.keys()], padding: 0.2, axis: null },
    marks: [
      cellMarks(cells, format, step > 40),
      Plot.text(names, {
        y: (_: string, index: number) => index,
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        text: (name: string) => name,
        fill: "var(--ink)",
        fontSize: 13,
      }),
      Plot.text(namedPlaces(periods.length, Math.floor((width - marginLeft) / 34)), {
        x: (index: number) => index,
        frameAnchor: "top",
        dy: -14,
        text: (index: number) => periods[index] ?? "",
        fill: "var(--ink-3)",
        fontSize: 12,
      }),
      Plot.tip(cells, Plot.pointer({ ...place, title, ...tipStyle })),
    ],
  });
  return drawing(plot, () =>
    cells.map((cell) => ({
      x: marginLeft + (cell.column + 0.5) * step,
      y: top + (cell.row + 0.5) * rowHeight,
      label: title(cell).replaceAll("\n", format.say("，", ", ")),
    })),
  );
}

const rowHeight = 22;
const top = 22;
const place = { x: "column", y: "row" };

function cellMarks(
  cells: readonly ReportingCell[],
  format: Formats,
  hasRoom: boolean,
): Plot.Markish[] {
  const lacking = cells.filter((cell) => !isReported(cell.point));
  const full = cells.filter((cell) => isReported(cell.point));
  const part = lacking.filter((cell) => cell.point.coverage > 0);
  const none = lacking.filter((cell) => cell.point.coverage <= 0);
  const open = { strokeDasharray: "2,2", stroke: "var(--context)", fill: "var(--wash)", rx: 2 };
  const framed = { strokeWidth: 1.5, stroke: "var(--low)", fill: "var(--paper)", rx: 2 };
  return [
    Plot.cell(full, { ...place, fill: "var(--accent)", fillOpacity: 0.22, rx: 2 }),
    Plot.cell(part, { ...place, ...framed }),
    Plot.cell(none, { ...place, ...open }),
    Plot.text(part, {
      ...place,
      text: ({ point }: ReportingCell) =>
        hasRoom ? format.percent(point.coverage) : stateMarks.INCOMPLETE,
      fill: "var(--ink)",
      fontSize: 11,
      fontWeight: 600,
    }),
    Plot.text(none, {
      ...place,
      text: (cell: ReportingCell) => stateMarks[cell.point.state],
      fill: "var(--ink-2)",
      fontSize: 11,
    }),
  ];
}
