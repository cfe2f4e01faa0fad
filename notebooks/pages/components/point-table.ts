/** The table of estimates under a figure: value, limits, parts and remark, one row for each. */
import type { Table } from "./csv-text.js";
import { type Formats, titleAndUnit } from "./format.js";
import type { MeasurePayload } from "./page-payloads.js";
import type { Point } from "./payload.js";
import { doubtOf, valueText } from "./states.js";

/** The columns that every table of points has. */
export function pointTable<Row>(
  payload: MeasurePayload,
  first: { readonly label: string; readonly text: (row: Row) => string },
  rows: readonly Row[],
  point: (row: Row) => Point,
  format: Formats,
): Table<Row> {
  const { say, whole, fixed } = format;
  const { measure } = payload;
  const hasLimits = rows.some((row) => point(row).lower !== null);
  const limit = (which: "lower" | "upper") => (row: Row) =>
    fixed(point(row)[which], measure.decimals);
  return {
    rows,
    columns: [
      { ...first },
      { label: say("年份", "Year"), text: (row: Row) => point(row).period },
      {
        label: titleAndUnit(measure, format),
        head: say("数值", "Value"),
        text: (row: Row) => valueText(point(row), format),
      },
      ...(hasLimits
        ? [
            { label: say("95%下限", "95% lower"), text: limit("lower") },
            { label: say("95%上限", "95% upper"), text: limit("upper") },
          ]
        : []),
      { label: say("分子", "Numerator"), text: (row: Row) => whole(point(row).numerator) },
      { label: say("分母", "Denominator"), text: (row: Row) => whole(point(row).denominator) },
      {
        label: say("说明", "Remark"),
        text: (row: Row) => doubtOf(point(row), format),
        align: "left" as const,
      },
    ],
  };
}
