/** Turns the names in a question into measures, areas, periods and keys, or says which name is wrong. */
import type { Measure } from "../define-measure.ts";
import type { Borders, Breakdown, PopulationBase, RateKind } from "../estimate.ts";
import { InputError } from "../input-error.ts";
import { type Period, parsePeriod } from "../periods.ts";
import { findMeasure, type Measures } from "../read-measures.ts";
import type { Area, Snapshot } from "../snapshot.ts";
import { baseKeyOf } from "./population-bases.ts";

/** Measures × areas × periods, split by breakdowns. */
export interface Question {
  readonly measures: readonly string[];
  /** Area codes. */
  readonly areas: readonly string[];
  readonly periods: readonly string[];
  readonly by?: readonly Breakdown[] | undefined;
  /** Null or absent: the base that counts births in the area's top area. */
  readonly base?: PopulationBase | null | undefined;
  /** 0.90 to 0.999, default 0.95. */
  readonly confidence?: number | undefined;
  /** Areas as they were at the time (default), or history restated to the borders of today. */
  readonly borders?: Borders | null | undefined;
  /** Default `annualised`. */
  readonly rateKind?: RateKind | null | undefined;
}

export interface ResolvedQuestion {
  readonly measures: readonly Measure[];
  readonly areas: readonly Area[];
  readonly periods: readonly Period[];
  readonly by: readonly Breakdown[];
  /** Null: each area's default. */
  readonly baseKey: number | null;
  readonly confidence: number;
  readonly borders: Borders;
  readonly rateKind: RateKind;
}

/** A question may ask for at most this many estimates before breakdowns. */
export const mostEstimates = 200_000;

/** Resolves all questions; areas of all of them are looked up in one statement. */
export async function resolveQuestions(
  snapshot: Snapshot,
  measures: Measures,
  questions: readonly Question[],
): Promise<ResolvedQuestion[]> {
  const codes = [...new Set(questions.flatMap((question) => question.areas))];
  const areas = new Map((await snapshot.findAreas(codes)).map((area) => [area.code, area]));
  return questions.map((question) => {
    const resolved = {
      measures: question.measures.map((id) => findMeasure(measures, id)),
      areas: question.areas.map((code) => areas.get(code)!),
      periods: question.periods.map(parsePeriod),
      by: [...new Set(question.by ?? [])],
      baseKey: question.base ? baseKeyOf(question.base) : null,
      confidence: checkedConfidence(question.confidence ?? 0.95),
      borders: question.borders ?? "asWas",
      rateKind: question.rateKind ?? "annualised",
    };
    checkBreakdowns(resolved);
    const size = resolved.measures.length * resolved.areas.length * resolved.periods.length;
    if (size > mostEstimates) {
      throw new InputError(
        `The question asks for ${size} estimates; at most ${mostEstimates} are answered at once.`,
      );
    }
    return resolved;
  });
}

function checkedConfidence(confidence: number): number {
  if (confidence >= 0.9 && confidence <= 0.999) return confidence;
  throw new InputError(`The confidence is "${confidence}"; give a number from 0.90 to 0.999.`);
}

function checkBreakdowns({ measures, by }: Pick<ResolvedQuestion, "measures" | "by">): void {
  for (const measure of measures) {
    const unknown = by.find((breakdown) => !measure.breakdowns.includes(breakdown));
    if (!unknown) continue;
    const known = measure.breakdowns.join(", ") || "none";
    throw new InputError(
      `"${measure.id}" cannot be broken down by "${unknown}". Its breakdowns: ${known}.`,
    );
  }
}
