/**
 * The places that each area could plausibly hold in a league table: ranks are counted over many
 * draws from what is known of every area. The same question always gets the same answer.
 */
import { requireCount, requireExposure } from "./interval.ts";
import { tailOf } from "./normal.ts";
import { RandomNumbers } from "./random-numbers.ts";
import { requireShare } from "./wilson.ts";

/**
 * What is known of an area: a share (Beta posterior), a rate (Gamma posterior), both with
 * Jeffreys' half, or an estimate with its standard error (normal). A sex ratio is ranked by its
 * share: events = males, base = births.
 */
export type Knowledge =
  | { readonly kind: "share"; readonly events: number; readonly base: number }
  | { readonly kind: "rate"; readonly events: number; readonly exposure: number }
  | { readonly kind: "normal"; readonly value: number; readonly standardError: number };

/** An area that takes part in a ranking. */
export interface RankedArea {
  readonly code: string;
  readonly knowledge: Knowledge;
}

/** Where an area may stand; ranks count from 1, the best. */
export interface RankInterval {
  readonly code: string;
  readonly lower: number;
  readonly upper: number;
  /** The mean rank over all draws, not a whole number. */
  readonly mean: number;
  /** The share of draws in which the area came first, 0 to 1. */
  readonly probabilityBest: number;
  /** The share of draws within the best quarter of the places (at least the first), 0 to 1. */
  readonly probabilityTopQuarter: number;
}

/** How to rank. */
export interface RankingOptions {
  readonly higherIsBetter: boolean;
  /** Text of the question, such as measure, period and snapshot; the codes are added here. */
  readonly seed: string;
  /** Default 0.95. */
  readonly confidence?: number;
  /** Default 10,000. */
  readonly draws?: number;
}

/** More areas than this are refused: the table of places would need memory by their square. */
export const mostRankedAreas = 4096;

/**
 * Rank limits for every area, in the order given: the smallest ranks whose cumulative share of the
 * draws reaches the two tails. The order of the areas does not change the answer. RangeError for a
 * negative count, no exposure, or more than 4,096 areas. Source: METHODS.md 9.3.
 */
export function rankIntervals(
  areas: readonly RankedArea[],
  options: RankingOptions,
): RankInterval[] {
  const steps = rankIntervalSteps(areas, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in steps of one draw each, for who has others to serve meanwhile. */
export function* rankIntervalSteps(
  areas: readonly RankedArea[],
  options: RankingOptions,
): Generator<void, RankInterval[]> {
  const { higherIsBetter, seed, confidence = 0.95, draws = 10_000 } = options;
  if (areas.length > mostRankedAreas) {
    throw new RangeError(`"${areas.length}" areas; rank at most ${mostRankedAreas} at once.`);
  }
  const sorted = [...areas].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const random = new RandomNumbers([seed, ...sorted.map((area) => area.code)].join("|"));
  const counts = yield* countRanks(sorted, random, higherIsBetter, draws);
  const tail = tailOf(confidence);
  const found = sorted.map((area, i) => {
    const own = counts.subarray(i * areas.length, (i + 1) * areas.length);
    return { code: area.code, ...summarise(own, draws, tail) };
  });
  // Places in the sorted list by area object, as a code could be given twice.
  const byArea = new Map(sorted.map((area, i) => [area, found[i]!]));
  return areas.map((area) => byArea.get(area)!);
}

/**
 * True when more than half of the intervals cover half of the places or more, so that the table
 * says little: the banner `not_distinguishable`. False for an empty list.
 */
export function notDistinguishable(
  intervals: readonly Pick<RankInterval, "lower" | "upper">[],
): boolean {
  const places = intervals.length;
  const wide = intervals.filter(({ lower, upper }) => upper - lower + 1 >= places / 2);
  return wide.length > places / 2;
}

/** How often each area (row) held each place (column). */
function* countRanks(
  areas: readonly RankedArea[],
  random: RandomNumbers,
  higherIsBetter: boolean,
  draws: number,
): Generator<void, Uint32Array> {
  const places = areas.length;
  const sign = higherIsBetter ? -1 : 1;
  const drawOf = areas.map((area) => drawFrom(area.knowledge, random));
  const counts = new Uint32Array(places * places);
  const values = new Float64Array(places);
  const ordered = new NumberedValues(places);
  for (let draw = 0; draw < draws; draw++) {
    // Added to zero, both zeros are one.
    for (let i = 0; i < places; i++) values[i] = sign * drawOf[i]!() + 0;
    ordered.sort(values);
    for (let place = 0; place < places; ) {
      const end = ordered.endOfLike(place);
      // Values that look alike may still differ in their last digits.
      const alike = end > place + 1 ? ordered.originals(place, end, values).sort() : null;
      for (let i = place; i < end; i++) {
        const area = ordered.numberAt(i);
        const cell = area * places + place + (alike ? placeIn(alike, values[area]!) : 0);
        counts[cell] = counts[cell]! + 1;
      }
      place = end;
    }
    yield;
  }
  return counts;
}

/** A number up to `mostRankedAreas` takes the last bits of a value: of twelve digits none is lost. */
const numberBits = mostRankedAreas - 1;
const lowWord = new Uint8Array(Uint16Array.of(1).buffer)[0]!;

/**
 * Finite values that carry their number through a sort of plain numbers, which is many times as fast
 * as one that compares by a function, or as looking each value up among the sorted.
 */
class NumberedValues {
  readonly #ordered: Float64Array;
  readonly #words: Uint32Array;

  constructor(length: number) {
    this.#ordered = new Float64Array(length);
    this.#words = new Uint32Array(this.#ordered.buffer);
  }

  sort(values: Float64Array): void {
    const words = this.#words;
    this.#ordered.set(values);
    for (let i = 0; i < values.length; i++) {
      const at = 2 * i + 1 - lowWord;
      words[at] = (words[at]! & ~numberBits) | i;
    }
    this.#ordered.sort();
  }

  /** The number that the value at a place had before the sort. */
  numberAt(place: number): number {
    return this.#words[2 * place + 1 - lowWord]! & numberBits;
  }

  /** Behind the last place whose value is the same but for the bits of the number. */
  endOfLike(place: number): number {
    let end = place + 1;
    while (end < this.#ordered.length && this.#isLike(place, end)) end++;
    return end;
  }

  originals(from: number, to: number, values: Float64Array): Float64Array {
    return Float64Array.from({ length: to - from }, (_, i) => values[this.numberAt(from + i)]!);
  }

  #isLike(one: number, other: number): boolean {
    const words = this.#words;
    const [oneAt, otherAt] = [2 * one, 2 * other];
    if (words[oneAt + lowWord] !== words[otherAt + lowWord]) return false;
    const [ofOne, ofOther] = [words[oneAt + 1 - lowWord]!, words[otherAt + 1 - lowWord]!];
    return ((ofOne ^ ofOther) & ~numberBits) === 0;
  }
}

/** How many of the ordered values are smaller: the place from 0, the same for equal values. */
function placeIn(ordered: Float64Array, value: number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ordered[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Makes draws from what is known, each in the unit of the value: a share 0 to 1, a rate per unit of
 * exposure. RangeError for a negative count, error or exposure.
 */
export function drawFrom(knowledge: Knowledge, random: RandomNumbers): () => number {
  if (knowledge.kind === "normal") {
    const { value, standardError } = knowledge;
    requireCount(standardError, "standardError");
    return () => value + standardError * random.normal();
  }
  if (knowledge.kind === "rate") {
    const { events, exposure } = knowledge;
    requireCount(events, "events");
    requireExposure(exposure, "exposure");
    return () => random.gamma(events + 0.5) / exposure;
  }
  const { events, base } = knowledge;
  requireShare(events, base);
  return () => {
    const yes = random.gamma(events + 0.5);
    return yes / (yes + random.gamma(base - events + 0.5));
  };
}

function summarise(counts: Uint32Array, draws: number, tail: number) {
  const topQuarter = Math.max(1, Math.floor(counts.length / 4));
  let cumulative = 0;
  let sum = 0;
  let lower = 0;
  let upper = 0;
  let inTopQuarter = 0;
  // A shade less than the share asked for, which binary fractions may overshoot.
  const reached = (share: number) => cumulative >= share * draws - 1e-6;
  counts.forEach((count, i) => {
    cumulative += count;
    sum += count * (i + 1);
    if (lower === 0 && reached(tail)) lower = i + 1;
    if (upper === 0 && reached(1 - tail)) upper = i + 1;
    if (i + 1 === topQuarter) inTopQuarter = cumulative;
  });
  return {
    lower,
    upper,
    mean: sum / draws,
    probabilityBest: counts[0]! / draws,
    probabilityTopQuarter: inTopQuarter / draws,
  };
}
