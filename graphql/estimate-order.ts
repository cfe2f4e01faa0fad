/**
 * The order of estimates in a long answer: measures as asked, areas, periods, members of breakdowns. It
 * is told from an estimate's key alone, so that a page may begin behind one that is no longer there.
 */
import type { Estimate } from "#warehouse/estimate.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { Measures } from "#warehouse/read-measures.ts";
import { codeListOf } from "#warehouse/star.ts";
import { compareTexts, type ItemKey, type OrderedKind } from "./connection.ts";

/** What an answer is made of, in its order. */
export interface OrderedQuestion {
  readonly measures: readonly string[];
  readonly areas: readonly string[];
  readonly periods: readonly string[];
  /** Whether the areas are those of a level in code order, where one may go from snapshot to snapshot. */
  readonly areasByCode: boolean;
}

type Keyed = Pick<Estimate, "measure" | "area" | "period" | "categories">;

/** Measure, area, period and `breakdown:member` for each category. */
export function estimateKey({ measure, area, period, categories }: Keyed): ItemKey {
  return [
    measure,
    area,
    period,
    ...categories.map(({ breakdown, code }) => `${breakdown}:${code}`),
  ];
}

export class EstimateOrder implements OrderedKind<Keyed> {
  readonly name = "estimate";
  readonly keyOf = estimateKey;
  readonly #question: OrderedQuestion;
  readonly #measures: Measures;
  readonly #places: readonly ReadonlyMap<string, number>[];

  constructor(question: OrderedQuestion, measures: Measures) {
    this.#question = question;
    this.#measures = measures;
    this.#places = [question.measures, question.areas, question.periods].map(
      (names) => new Map(names.map((name, index) => [name, index])),
    );
  }

  /** Below zero when the estimate of the first key comes first. */
  readonly compare = (a: ItemKey, b: ItemKey): number => {
    const [left, right] = [this.#place(a), this.#place(b)];
    const at = left.findIndex((place, index) => place !== right[index]);
    return at === -1 ? 0 : left[at]! - (right[at] ?? 0);
  };

  /** How many measures × areas × periods lie before or at the key. InputError for another question's. */
  offsetBehind(key: ItemKey): number {
    const [measure, area, period] = this.#place(key);
    const { areas, periods } = this.#question;
    const isThere = Number.isInteger(area);
    const cells = (measure! * areas.length + Math.ceil(area!)) * periods.length;
    return isThere ? cells + period! + 1 : cells;
  }

  #place([measure = "", area = "", period = "", ...members]: ItemKey): number[] {
    const [measures, areas, periods] = this.#places;
    return [
      measures!.get(measure) ?? this.#foreign("measure", measure),
      areas!.get(area) ?? this.#placeOfAbsent(area),
      periods!.get(period) ?? this.#foreign("period", period),
      ...members.map((member) => this.#rankOf(measure, member)),
    ];
  }

  /** Half a place before the next code. */
  #placeOfAbsent(area: string): number {
    const { areas, areasByCode } = this.#question;
    if (!areasByCode) return this.#foreign("area", area);
    const next = areas.findIndex((code) => compareTexts(code, area) > 0);
    return (next === -1 ? areas.length : next) - 0.5;
  }

  /** The key of the member in its code list; members of no list (sources) stand as they come. */
  #rankOf(measure: string, member: string): number {
    const [breakdown, code] = [
      member.slice(0, member.indexOf(":")),
      member.slice(1 + member.indexOf(":")),
    ];
    for (const { breakdowns } of Object.values(this.#measures.get(measure)?.components ?? {})) {
      const column = Object.entries(breakdowns).find(([name]) => name === breakdown)?.[1];
      const found = column && codeListOf(column)?.find((one) => one.code === code);
      if (found) return found.key;
    }
    return 0;
  }

  #foreign(what: string, name: string): never {
    throw new InputError(
      `"after" is the cursor of another question: it names the ${what} "${name}", which is not asked for.`,
    );
  }
}
