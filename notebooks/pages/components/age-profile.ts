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
  tickText,
  tipStyle,
  valueAxis,
  verticalAxisMarks,
} from "./plot-theme.js";
import { describe } from "./states.js";

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
  [from, to]: readonly [string, string],
  { format, measure, width }: { format: Formats; measure: MeasureInfo; width: number },
): Drawing {
  const narrow = width < narrowBelow;
  const bands: AgePoint[] = series.flatMap(({ categories, points }, index) => {
    const first = points.find((point) => point.period === from);
    const last = points.find((point) => point.period === to);
    return first && last ? [{ band: categories[0]?.[format.lang] ?? "", index, first, last }] : [];
  });
  const number = (value: number | null) => value ?? Number.NaN;
  const axis = valueAxis(
    bands.flatMap(({ first, last }) => [first.value, first.upper, last.value, last.upper, 0]),
  );
  const title = ({ band, first, last }: AgePoint) =>
    `${band}\n${to}  ${describe(last, measure, format)}\n${from}  ${describe(first, measure, format)}`;
  const peak = bands.reduce(
    (best, one) => (number(one.last.value) > number(best.last.value) ? one : best),
    bands[0]!,
  );
  const peakBefore = bands.reduce(
    (best, one) => (number(one.first.value) > number(best.first.value) ? one : best),
    bands[0]!,
  );
  const plot = Plot.plot({
    width,
    height: narrow ? 300 : 380,
    marginLeft: 0,
    marginRight: 14,
    marginTop: 24,
    marginBottom: 30,
    style: plotStyle,
    x: { domain: [-0.35, bands.length - 0.65], insetLeft: 44, label: null },
    y: { domain: [...axis.domain], axis: null },
    marks: [
      verticalAxisMarks(axis, unitAfter(measure, format), tickText),
      Plot.axisX(
        bands.map((one) => one.index),
        {
          tickFormat: (index: number) =>
            narrow ? (series[index]?.categories[0]?.code ?? "") : (bands[index]?.band ?? ""),
          tickSize: 4,
          fill: "var(--ink-2)",
          stroke: "var(--ink-3)",
          fontSize: narrow ? 10.5 : 12.5,
          label: null,
        },
      ),
      Plot.areaY(bands, {
        x: "index",
        y1: (d: AgePoint) => number(d.first.lower),
        y2: (d: AgePoint) => number(d.first.upper),
        fill: "var(--context)",
        fillOpacity: 0.18,
      }),
      Plot.lineY(bands, {
        x: "index",
        y: (d: AgePoint) => number(d.first.value),
        stroke: "var(--context)",
        strokeWidth: 2.4,
        marker: "dot",
      }),
      Plot.areaY(bands, {
        x: "index",
        y1: (d: AgePoint) => number(d.last.lower),
        y2: (d: AgePoint) => number(d.last.upper),
        fill: "var(--accent)",
        fillOpacity: 0.18,
      }),
      Plot.lineY(bands, {
        x: "index",
        y: (d: AgePoint) => number(d.last.value),
        stroke: "var(--accent)",
        strokeWidth: 3,
        marker: "dot",
      }),
      Plot.text([peak], {
        x: "index",
        y: (d: AgePoint) => number(d.last.upper ?? d.last.value),
        text: () => `${to} ${format.name(peak.last)}`,
        dy: -10,
        dx: 18,
        lineAnchor: "bottom",
        textAnchor: "start",
        fontWeight: 700,
        fontSize: 14,
        fill: "var(--accent-2)",
        ...halo,
      }),
      Plot.text([peakBefore], {
        x: "index",
        y: (d: AgePoint) => number(d.first.upper ?? d.first.value),
        text: () => `${from} ${format.name(peakBefore.first)}`,
        dy: -10,
        dx: -18,
        lineAnchor: "bottom",
        textAnchor: "end",
        fontWeight: 600,
        fill: "var(--ink-2)",
        ...halo,
      }),
      Plot.ruleX(bands, Plot.pointerX({ x: "index", stroke: "var(--ink-3)" })),
      Plot.tip(
        bands,
        Plot.pointerX({ x: "index", y: (d: AgePoint) => number(d.last.value), title, ...tipStyle }),
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
