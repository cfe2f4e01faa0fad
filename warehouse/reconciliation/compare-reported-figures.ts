/**
 * Figures that documents print beside the same figures recomputed from the registers, with a verdict
 * (METHODS.md 12). Nothing is corrected: the print stays as it is.
 */

import { textLiteral } from "../engine/duckdb.ts";
import type { Estimate, EstimateState } from "../estimate.ts";
import { gatherRows } from "../gather.ts";
import { InputError } from "../input-error.ts";
import { type Period, periodAround } from "../periods.ts";
import { placeList } from "../place-list.ts";
import { queryEstimates } from "../query-estimates.ts";
import type { Measures } from "../read-measures.ts";
import type { Area, Snapshot } from "../snapshot.ts";
import { timeKind } from "../star.ts";
import { judgePrintedFigure, type PrintedVerdict } from "../statistics/judge-printed-figure.ts";
import { readPrintedDecimal } from "../statistics/printed-decimal.ts";
import { countsAtEnd, stockAtEnd } from "./population-balance.ts";
import { printedScale, reportedQuantities } from "./reported-quantities.ts";
import { type CellSums, type Quantity, sumCells } from "./sums-of-cells.ts";

/** Why a figure has no verdict although it is a number. */
export type NoVerdict =
  | "unknown_quantity"
  | "unit_mismatch"
  | "target"
  | "unknown_period"
  | "not_recomputed";

/** One printed figure. */
export interface ReportedFigure {
  readonly document: string;
  /** The figure's id in the document; empty where it has none. */
  readonly figure: string;
  readonly area: Area;
  /** Null for months that make up no period. */
  readonly period: string | null;
  /** A measure's id, or a component such as `births`. */
  readonly quantity: string;
  readonly printed: string;
  readonly unit: string | null;
  /** The printed number, in its own unit; null when the text is damaged. */
  readonly value: number | null;
  /** Our figure in the printed unit, unrounded; null when it cannot be recomputed. */
  readonly recomputed: number | null;
  /** The same rounded to as many decimals as are printed. */
  readonly rounded: number | null;
  /** The measure's estimate; null for components. */
  readonly estimate: Estimate | null;
  readonly verdict: PrintedVerdict | null;
  /** Why there is no verdict. */
  readonly reason: NoVerdict | null;
}

/** At most this many figures in one answer. */
const mostFigures = 5000;

/**
 * The figures of a document, of an area with all below it, or of both, in the order of the document.
 * @throws InputError for neither, or for more than 5,000 figures
 */
export async function compareReportedFigures(
  snapshot: Snapshot,
  measures: Measures,
  { document, area }: { readonly document?: string | null; readonly area?: Area | null },
): Promise<ReportedFigure[]> {
  const rows = await readFigures(snapshot, document, area);
  const areas = await snapshot.findAreas(rows.map((row) => row.code));
  const figures = rows.map((row, i) => ({
    ...row,
    area: areas[i]!,
    period: periodOf(row.month, row.months),
  }));
  const [estimates, sums] = await Promise.all([
    estimatesOf(snapshot, measures, figures),
    sumsOf(snapshot, measures, figures),
  ]);
  return figures.map(({ code: _, month: __, months: ___, period, ...row }) => {
    const estimate = estimates.get(keyOf(row.quantity, row.area, period)) ?? null;
    const own = estimate
      ? shownValue(estimate)
      : (sums.get(keyOf(row.quantity, row.area, period)) ?? null);
    const factor = unitFactor(row, measures.get(row.quantity)?.multiplier ?? 1);
    const recomputed = own === null || factor === null ? null : own * factor;
    return {
      ...row,
      period: period?.id ?? null,
      value: readPrintedDecimal(row.printed)?.value ?? null,
      recomputed,
      estimate,
      ...judge(row, period, recomputed, measures, factor),
    };
  });
}

interface FigureRow {
  readonly code: string;
  readonly month: number;
  readonly months: number;
  readonly document: string;
  readonly figure: string;
  readonly quantity: string;
  readonly unit: string | null;
  readonly printed: string;
}

interface PlacedFigure extends Omit<FigureRow, "code" | "month" | "months"> {
  readonly area: Area;
  readonly period: Period | null;
}

async function readFigures(
  snapshot: Snapshot,
  document: string | null | undefined,
  area: Area | null | undefined,
): Promise<readonly FigureRow[]> {
  if (!document && !area) {
    throw new InputError('Name the figures: a "document", an "area", or both.');
  }
  const within = area
    ? `JOIN (VALUES ${placeList([area])}) w(position, first_key, last_key)
        ON f.area_key BETWEEN w.first_key AND w.last_key`
    : "";
  const named = document == null ? "" : `WHERE f.document = ${textLiteral(document)}`;
  const order = "document, code, month, months, quantity, figure";
  const rows = await gatherRows<FigureRow>(
    snapshot.database,
    "reported figures",
    `SELECT a.code, f.month_key AS month, f.period_months AS months, f.document, f.figure,
      f.quantity, f.unit, f.printed
    FROM fact_reported_figures f JOIN dim_area a USING (area_key) ${within}
    ${named} ORDER BY ${order} LIMIT ${mostFigures + 1}`,
    order,
  );
  if (rows.length <= mostFigures) return rows;
  throw new InputError(
    `More than ${mostFigures} figures; name a "document" and a smaller "area" at once.`,
  );
}

function periodOf(month: number, months: number): Period | null {
  const period = periodAround(month, months);
  return period?.from === month ? period : null;
}

const keyOf = (quantity: string, area: Area, period: Period | null) =>
  `${quantity}|${area.code}|${period?.id}`;

/** One question for each measure and period; all of them are one statement for each fact. */
async function estimatesOf(
  snapshot: Snapshot,
  measures: Measures,
  figures: readonly PlacedFigure[],
): Promise<Map<string, Estimate>> {
  const groups = new Map<string, { measure: string; period: string; areas: Set<string> }>();
  for (const { quantity, area, period } of figures) {
    if (!period || !measures.has(quantity)) continue;
    const id = `${quantity}|${period.id}`;
    const known = groups.get(id);
    if (known) known.areas.add(area.code);
    else groups.set(id, { measure: quantity, period: period.id, areas: new Set([area.code]) });
  }
  const questions = [...groups.values()].map(({ measure, period, areas }) => ({
    measures: [measure],
    areas: [...areas],
    periods: [period],
  }));
  if (questions.length === 0) return new Map();
  const answers = await queryEstimates(snapshot, measures, questions);
  return new Map(answers.flat().map((one) => [`${one.measure}|${one.area}|${one.period}`, one]));
}

async function sumsOf(
  snapshot: Snapshot,
  measures: Measures,
  figures: readonly PlacedFigure[],
): Promise<Map<string, number | null>> {
  const counted = figures.filter(
    ({ quantity, period }) => period && !measures.has(quantity) && reportedQuantities[quantity],
  );
  if (counted.length === 0) return new Map();
  const areas = [...new Map(counted.map(({ area }) => [area.code, area])).values()];
  const periods = [...new Map(counted.map(({ period }) => [period!.id, period!])).values()];
  const names = [...new Set(counted.map(({ quantity }) => quantity))];
  const quantities = new Map(
    names.map((name): [string, Quantity] => [
      name,
      {
        ...reportedQuantities[name]!,
        base: areas[0]!.defaultBaseKey,
        periods: [...periods, ...periods.flatMap(countsAtEnd)],
      },
    ]),
  );
  const sums = await sumCells(snapshot, areas, [...quantities.values()]);
  return new Map(
    counted.map(({ quantity, area, period }) => [
      keyOf(quantity, area, period),
      countOf(sums, quantities.get(quantity)!, area, period!),
    ]),
  );
}

/** Heads of a year are those at its end: the count of 31 December or of 1 January after it. */
function countOf(sums: CellSums, quantity: Quantity, area: Area, period: Period): number | null {
  const atEnd =
    timeKind(quantity.fact) === "stock" ? stockAtEnd(sums, quantity, area, period) : null;
  return atEnd ?? sums.complete(quantity, area, period);
}

/**
 * What our value is multiplied by to be in the printed unit; null when a share is printed of what is
 * counted, or a count of what is a share.
 */
function unitFactor(
  { unit, printed }: Pick<FigureRow, "unit" | "printed">,
  multiplier: number,
): number | null {
  const scale = printedScale(unit ?? /[%‰]\s*$/.exec(printed)?.[0] ?? "");
  if (scale === null) return 1;
  return scale >= 100 === multiplier >= 100 ? scale / multiplier : null;
}

/** A value of a part of the areas is no figure of the whole. */
function shownValue({ state, value }: { state: EstimateState; value: number | null }) {
  return state === "SHOWN" ? value : null;
}

function judge(
  { printed, quantity }: Pick<FigureRow, "printed" | "quantity">,
  period: Period | null,
  recomputed: number | null,
  measures: Measures,
  factor: number | null,
): Pick<ReportedFigure, "verdict" | "reason" | "rounded"> {
  if (recomputed !== null) {
    const { verdict, rounded } = judgePrintedFigure(recomputed, printed);
    return { verdict, reason: null, rounded };
  }
  if (readPrintedDecimal(printed) === null) {
    return { verdict: "text_corruption", reason: null, rounded: null };
  }
  const isKnown = measures.has(quantity) || quantity in reportedQuantities;
  const reason = quantity.endsWith(".target")
    ? "target"
    : !isKnown
      ? "unknown_quantity"
      : factor === null
        ? "unit_mismatch"
        : period === null
          ? "unknown_period"
          : "not_recomputed";
  return { verdict: null, reason, rounded: null };
}
