/** A measure by age band: the newest year against the first, so that the change has an age. */
import * as Plot from "npm:@observablehq/plot";
import type { Drawing } from "./figure.js";
import { type Formats, unitAfter } from "./format.js";
import type { MeasureInfo, Point, Series } from "./payload.js";
import {
  drawing,
  halo,
  narrowBelow,
  plotStyle,
  tipStyle,
  valueAxis,
  verticalAxisMarks,
} from "./plot-theme.js";
import { describe, stateMarks } from "./states.js";

interface AgePoint {
  readonly band: string;
  readonly index: number;
  readonly first: Point;
  readonly last: Point;
}

/** The first and last period in which any band has a value. */
export function profilePeriods(series: readonly Series[]): readonly [string, string] | null {
  const periods = series.flatMap(({ points }) =>
    points.filter((point) => point.value !== null).map((point) => point.period),
  );
  const order = [...new Set(periods)].sort();
  return order.length > 0 ? [order[0]!, order.at(-1)!] : null;
}

export function ageProfile(
  series: readonly Series[],
  periods: readonly [string, string],
  { format, measure, width }: { format: Formats; measure: MeasureInfo; width: number },
): Drawing {
  const narrow = width < narrowBelow;
  const [from, to] = periods;
  const bands = bandsOf(series, periods, format, narrow);
  const values = bands.flatMap(({ first, last }) => [first.value, first.upper, last.upper]);
  const axis = valueAxis([...values, ...bands.map(({ last }) => last.value), 0]);
  const title = ({ band, first, last }: AgePoint) =>
    [last, first]
      .map((point) => `\n${point.period}  ${describe(point, measure, format)}`)
      .reduce((text, line) => text + line, band);
  const plot = Plot.plot({
    width,
    height: narrow ? 300 : 380,
    marginLeft: 0,
    marginRight: 14,
    marginTop: 36,
    marginBottom: 30,
    style: plotStyle,
    x: { domain: [-0.35, bands.length - 0.65], insetLeft: 44, label: null },
    y: { domain: [...axis.domain], axis: null },
    marks: [
      verticalAxisMarks(axis, unitAfter(measure, format)),
      Plot.axisX(
        bands.map((one) => one.index),
        {
          tickFormat: (index: number) => bands[index]?.band ?? "",
          tickSize: 4,
          fill: "var(--ink-2)",
          stroke: "var(--ink-3)",
          fontSize: narrow ? 10.5 : 12.5,
          label: null,
        },
      ),
      profile(bands, "first", { colour: "var(--context)", strokeWidth: 2.4 }),
      profile(bands, "last", { colour: "var(--accent)", strokeWidth: 3 }),
      absentBands(bands),
      peakLabel(bands, "first", from, { fill: "var(--ink-2)", side: -1, format }),
      peakLabel(bands, "last", to, { fill: "var(--accent-2)", side: 1, format }),
      Plot.ruleX(bands, Plot.pointerX({ x: "index", stroke: "var(--ink-3)" })),
      Plot.tip(
        bands,
        Plot.pointerX({ x: "index", y: (d: AgePoint) => drawn(d.last.value), title, ...tipStyle }),
      ),
    ],
  });
  return drawing(plot, ({ x, y }) =>
    bands.map((one) => ({
      x: x(one.index),
      y: y(one.last.value ?? 0),
      label: title(one).replaceAll("\n", format.say("，", ", ")),
    })),
  );
}

/** Plot leaves out NaN where it would draw null as zero. */
function drawn(value: number | null): number {
  return value ?? Number.NaN;
}

function bandsOf(
  series: readonly Series[],
  [from, to]: readonly [string, string],
  format: Formats,
  narrow: boolean,
): AgePoint[] {
  return series.flatMap(({ categories, points }, index) => {
    const [category] = categories;
    const first = points.find((point) => point.period === from);
    const last = points.find((point) => point.period === to);
    if (!first || !last || !category) return [];
    return [{ band: narrow ? category.code : format.name(category), index, first, last }];
  });
}

function profile(
  bands: readonly AgePoint[],
  which: "first" | "last",
  { colour, strokeWidth }: { colour: string; strokeWidth: number },
): Plot.Markish[] {
  return [
    Plot.areaY(bands, {
      x: "index",
      y1: (d: AgePoint) => drawn(d[which].lower),
      y2: (d: AgePoint) => drawn(d[which].upper),
      fill: colour,
      fillOpacity: 0.18,
    }),
    Plot.lineY(bands, {
      x: "index",
      y: (d: AgePoint) => drawn(d[which].value),
      stroke: colour,
      strokeWidth,
      marker: "dot",
    }),
  ];
}

/** The marks of bands without a value at the foot: of the newest year, above them of the first. */
function absentBands(bands: readonly AgePoint[]): Plot.Markish[] {
  return (["last", "first"] as const).map((which) =>
    Plot.text(
      bands.filter((band) => band[which].value === null),
      {
        x: "index",
        frameAnchor: "bottom",
        dy: which === "last" ? -4 : -20,
        text: (band: AgePoint) => stateMarks[band[which].state],
        fill: which === "last" ? "var(--accent-2)" : "var(--ink-3)",
        fontSize: 13,
        ...halo,
      },
    ),
  );
}

/** The year and the value at the highest band, to the right of it (`side` 1) or to the left. */
function peakLabel(
  bands: readonly AgePoint[],
  which: "first" | "last",
  period: string,
  { fill, side, format }: { fill: string; side: 1 | -1; format: Formats },
): Plot.Markish {
  const known = bands.filter((band) => band[which].value !== null);
  const [peak] = known.sort((one, other) => other[which].value! - one[which].value!);
  if (!peak) return null;
  const point = peak[which];
  return Plot.text([peak], {
    x: "index",
    y: () => drawn(point.upper ?? point.value),
    text: () => `${period} ${format.name(point)}`,
    dy: -10,
    dx: 18 * side,
    lineAnchor: "bottom",
    textAnchor: side > 0 ? "start" : "end",
    fontWeight: 700,
    fontSize: 13.5,
    fill,
    ...halo,
  });
}
