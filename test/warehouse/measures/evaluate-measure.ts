/** Measures evaluated on given sums, as the engine would on a calendar year. */
import type { Circumstances, Measure, Sums } from "#warehouse/define-measure.ts";
import type { Evaluation } from "#warehouse/estimate.ts";
import { findMeasure, readMeasures } from "#warehouse/read-measures.ts";
import type { GoldenRow } from "../../golden.ts";

/** All measures of the project. */
export const measures = await readMeasures();

/** A measure by id, on sums; circumstances that are not named are those of a calendar year. */
export function evaluate(
  id: string,
  sums: Sums,
  circumstances: Partial<Circumstances> = {},
): Evaluation {
  return evaluateMeasure(findMeasure(measures, id), sums, circumstances);
}

/** The same for a measure at hand. */
export function evaluateMeasure(
  measure: Measure,
  sums: Sums,
  circumstances: Partial<Circumstances> = {},
): Evaluation {
  return measure.evaluate(sums, {
    multiplier: measure.multiplier,
    confidence: 0.95,
    years: 1,
    isCalendarYear: true,
    rateKind: "annualised",
    sample: [],
    ...circumstances,
  });
}

/** What a golden row states of the circumstances. */
export function statedBy(row: GoldenRow): Partial<Circumstances> {
  const stated = (column: string) => row.cells.has(column) && row.text(column) !== "";
  return {
    ...(stated("multiplier") && { multiplier: row.number("multiplier") }),
    ...(stated("confidence") && { confidence: row.number("confidence") }),
  };
}
