/**
 * A spine: for every measure where an area stands among its siblings. The whole is the line in the
 * middle; each row has its own scale, on which the sibling that is farthest from the whole touches
 * an edge, so that rows of different units can be read below one another.
 */
import * as Plot from "npm:@observablehq/plot";
import { quantileSorted } from "npm:d3";
import type { ProfileRow } from "./area-profile-payload.js";
import { placeText, rowStanding } from "./area-profile-words.js";
import type { Drawing } from "./figure.js";
import type { Formats } from "./format.js";
import { textWidth } from "./place-labels.js";
import { drawing, narrowBelow, plotStyle, tipStyle } from "./plot-theme.js";
import { nameOf, names, spineValue, texts } from "./spine-texts.js";
import { type Standing, standingColours, standingText } from "./standing.js";
import { symbolOf } from "./standing-symbols.js";
import { describe, hidesPoint, isFirm } from "./states.js";

export interface SpineOptions {
  readonly format: Formats;
  readonly width: number;
  /** The name of the whole, above the line in the middle. */
  readonly whole: string;
  /** Whether these are the rows of the whole itself: its parts are dots then. */
  readonly isWhole: boolean;
}

const marginTop = 24;
const edge = 1.06;

/** Wide rows have the name before the strip, narrow ones above it. */
export interface Layout {
  readonly isNarrow: boolean;
  readonly rowHeight: number;
  /** From the top of a row to the strip's middle. */
  readonly middle: number;
  readonly left: number;
  readonly right: number;
  readonly value: number;
}

/** A row with everything in shares of its own scale, 0 being the whole. */
export interface SpineRow {
  readonly id: string;
  readonly row: ProfileRow;
  readonly standing: Standing | null;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly least: number;
  readonly most: number;
  /** The middle half of the siblings; null when there are fewer than four. */
  readonly middle: readonly [number, number] | null;
  readonly others: readonly { readonly at: number; readonly standing: Standing | null }[];
}

export function spineChart(rows: readonly ProfileRow[], options: SpineOptions): Drawing {
  const { format, width, isWhole } = options;
  const spine = rows.map(spineRow);
  const layout = layoutOf(rows, options);
  const { rowHeight, middle } = layout;
  const title = (d: SpineRow) => told(d, options);
  const y = (d: SpineRow) => d.id;
  const plot = Plot.plot({
    width,
    height: rows.length * rowHeight + marginTop + 6,
    marginLeft: layout.left,
    marginRight: layout.right,
    marginTop,
    marginBottom: 6,
    style: plotStyle,
    x: { domain: [-edge, edge], axis: null },
    y: { type: "band", domain: spine.map(y), axis: null, padding: 0 },
    marks: [
      Plot.ruleY(spine, { y, x1: -edge, x2: edge, stroke: "var(--grid)", dy: rowHeight / 2 }),
      ranges(spine, layout),
      Plot.ruleX([0], { stroke: "var(--ink-2)", strokeWidth: 1.2 }),
      siblings(spine, isWhole, layout),
      isWhole ? null : own(spine, layout),
      names(spine, layout, options),
      texts(spine, layout, options),
      Plot.tip(spine, Plot.pointerY({ y, x: (d: SpineRow) => d.value ?? 0, title, ...tipStyle })),
    ],
  });
  return drawing(plot, ({ x }) =>
    spine.map((d, index) => ({
      x: x(d.value ?? 0),
      y: marginTop + index * rowHeight + middle,
      label: title(d).replaceAll("\n", format.say("，", ", ")),
    })),
  );
}

function spineRow(row: ProfileRow): SpineRow {
  const { point, baseline, others, measure, place } = row;
  const known = others.flatMap(({ standing, values }) =>
    values.map((value) => ({ value, standing })),
  );
  const centre = baseline.value ?? 0;
  const all = [...known.map(({ value }) => value), ...(place ? [point.value ?? centre] : [])];
  const reach = Math.max(...all.map((value) => Math.abs(value - centre)), 0) || 1;
  const hasCentre = baseline.value !== null;
  const at = (value: number) => Math.max(-edge, Math.min(edge, (value - centre) / reach));
  const share = (value: number | null) => (value === null || !hasCentre ? null : at(value));
  const sorted = known.map(({ value }) => at(value)).sort((one, other) => one - other);
  const middle = (share: number) => quantileSorted(sorted, share)!;
  return {
    id: measure.id,
    row,
    standing: rowStanding(row),
    value: share(point.value),
    lower: share(point.lower),
    upper: share(point.upper),
    least: Math.min(0, ...sorted),
    most: Math.max(0, ...sorted),
    middle: sorted.length < 4 || !hasCentre ? null : [middle(0.25), middle(0.75)],
    others: hasCentre ? known.map((one) => ({ at: at(one.value), standing: one.standing })) : [],
  };
}

/** Insets that leave a strip of this height around the middle of a row. */
function strip(height: number, { rowHeight, middle }: Layout) {
  return { insetTop: middle - height / 2, insetBottom: rowHeight - middle - height / 2 };
}

function ranges(spine: readonly SpineRow[], layout: Layout): Plot.Markish[] {
  const inset = strip(11, layout);
  const y = (d: SpineRow) => d.id;
  return [
    Plot.barX(
      spine.filter(({ others }) => others.length > 0),
      { y, x1: "least", x2: "most", fill: "var(--grid)", ...inset },
    ),
    Plot.barX(
      spine.filter(({ middle }) => middle !== null),
      {
        y,
        x1: (d: SpineRow) => d.middle![0],
        x2: (d: SpineRow) => d.middle![1],
        fill: "var(--context-2)",
        fillOpacity: 0.5,
        ...inset,
      },
    ),
  ];
}

function siblings(spine: readonly SpineRow[], areDots: boolean, layout: Layout): Plot.Markish[] {
  const place = { x: "at", y: "id" } as const;
  if (!areDots)
    return [
      Plot.tickX(spine.flatMap(apart), {
        ...place,
        stroke: "var(--context)",
        strokeWidth: 1.2,
        ...strip(9, layout),
      }),
    ];
  const marks = spine.flatMap(({ id, others }) => others.map((other) => ({ id, ...other })));
  return (["same", "high", "low"] as const).map((which) =>
    Plot.dot(
      marks.filter(({ standing }) => (standing ?? "same") === which),
      {
        ...place,
        dy: layout.middle - layout.rowHeight / 2,
        r: which === "same" ? 3.2 : 4.4,
        symbol: symbolOf[which],
        fill: standingColours[which],
        fillOpacity: which === "same" ? 0.65 : 1,
        stroke: "var(--paper)",
        strokeWidth: 0.7,
      },
    ),
  );
}

/** Places to each side of the whole at which ticks can be told apart. */
const tickPlaces = 250;

/** Of ticks that would cover one another one: a large area has hundreds of parts. */
function apart({ id, others }: SpineRow) {
  const places = new Map(others.map((other) => [Math.round(other.at * tickPlaces), other.at]));
  return Array.from(places.values(), (at) => ({ id, at }));
}

function own(spine: readonly SpineRow[], { middle, rowHeight }: Layout): Plot.Markish[] {
  const known = spine.filter(({ value }) => value !== null);
  const y = (d: SpineRow) => d.id;
  const dy = middle - rowHeight / 2;
  // Darker than the others around it when nothing sets it apart.
  const colour = (d: SpineRow) =>
    d.standing === "high" || d.standing === "low" ? standingColours[d.standing] : "var(--ink-2)";
  const shown = known.filter(({ row }) => !hidesPoint(row.point));
  return [
    Plot.ruleY(
      known.filter(({ lower, upper }) => lower !== null && upper !== null),
      {
        y,
        dy,
        x1: "lower",
        x2: "upper",
        stroke: colour,
        strokeWidth: 3.2,
        strokeOpacity: 0.7,
        strokeLinecap: "round",
      },
    ),
    ...(["same", "high", "low"] as const).flatMap((which) =>
      [true, false].map((firm) =>
        Plot.dot(
          shown.filter((d) => (d.standing ?? "same") === which && isFirm(d.row.point) === firm),
          {
            y,
            dy,
            x: "value",
            symbol: symbolOf[which],
            r: which === "same" ? 5 : 6,
            fill: firm ? colour : "var(--paper)",
            stroke: firm ? "var(--paper)" : colour,
            strokeWidth: firm ? 1.2 : 2,
          },
        ),
      ),
    ),
  ];
}

function layoutOf(rows: readonly ProfileRow[], options: SpineOptions): Layout {
  const { format, width, isWhole } = options;
  const isNarrow = width < narrowBelow;
  const widest = (text: (row: ProfileRow) => string, size: number) =>
    Math.max(24, ...rows.map((row) => textWidth(text(row), size)));
  const value = widest((row) => (row.point.value === null ? "" : spineValue(row, format)), 13) + 16;
  if (isNarrow) return { isNarrow, rowHeight: 45, middle: 32, left: 4, right: value, value };
  const left = Math.min(width * 0.34, widest((row) => nameOf(row, format), 13) + 12);
  const last = isWhole ? 64 : widest((row) => placeText(row, format), 12.5) + 12;
  return { isNarrow, rowHeight: 24, middle: 12, left, value, right: value + last };
}

/** The row in words, a line for each. */
function told({ row, standing, others }: SpineRow, { format, whole, isWhole }: SpineOptions) {
  const { name, say } = format;
  const { measure, point, baseline } = row;
  const lines = [
    `${name(measure.title)} ${point.period}`,
    `${describe(point, measure, format)} ${name(measure.unit)}`,
  ];
  if (isWhole) {
    const tally = (which: Standing) => others.filter((one) => one.standing === which).length;
    lines.push(
      say(
        `${tally("high")}个较高，${tally("low")}个较低`,
        `${tally("high")} above, ${tally("low")} below`,
      ),
    );
    return lines.join("\n");
  }
  lines.push(`${whole}${say("：", ": ")}${describe(baseline, measure, format)}`);
  if (standing) lines.push(standingText(standing, format));
  if (row.place?.rank) lines.push(`${say("名次 ", "rank ")}${placeText(row, format)}`);
  return lines.join("\n");
}
