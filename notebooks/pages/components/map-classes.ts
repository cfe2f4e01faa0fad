/** The classes of a map: few, with round limits, and what an area without a value is drawn as. */
import type { Formats } from "./format.js";
import type { MapArea, MapShapes } from "./map-shapes.js";
import type { RankingAnswer, RankingEntry } from "./page-payloads.js";
import type { EstimateState } from "./payload.js";
import { stateWord } from "./states.js";

/** A class from 1, a true zero, or why there is no value. */
export type MapClass = number | "ZERO" | Exclude<EstimateState, "SHOWN" | "INCOMPLETE">;

/** An area of the ranking with its place on the map. */
export interface MapValue {
  readonly entry: RankingEntry;
  readonly area: MapArea;
  /** What is drawn: the smoothed rate where there is one, else the value itself. */
  readonly value: number | null;
  readonly which: MapClass;
}

export interface MapValues {
  /** In the order of the ranking. */
  readonly values: readonly MapValue[];
  /** Whether rates are drawn to the mean of all, as far as chance could have moved them. */
  readonly smoothed: boolean;
  /** Limits between classes, ascending; a value equal to one lies above it. */
  readonly limits: readonly number[];
  /** Areas of the ranking without a shape. */
  readonly unplaced: readonly RankingEntry[];
}

const mostClasses = 5;

/** The areas that have a shape, in classes. */
export function mapValues({ entries }: RankingAnswer, shapes: MapShapes): MapValues {
  const places = new Map(shapes.areas.map((area) => [area.code, area]));
  const smoothed = entries.some(({ shrunken }) => shrunken !== null);
  const drawn = entries.map((entry) => ({
    entry,
    value: entry.point.value === null ? null : (entry.shrunken?.value ?? entry.point.value),
  }));
  const limits = limitsBetween(drawn.flatMap(({ value }) => value ?? []));
  const values = drawn.flatMap(({ entry, value }): MapValue[] => {
    const area = places.get(entry.area.code);
    return area ? [{ entry, area, value, which: classOf(entry, value, limits) }] : [];
  });
  const unplaced = entries.filter(({ area }) => !places.has(area.code));
  return { values, smoothed, limits, unplaced };
}

/** Up to two more than are drawn: the outermost are left out where hardly any area lies beyond. */
const mostFound = mostClasses + 1;

/** At most four round numbers between the least and the largest value; none where all are equal. */
export function limitsBetween(values: readonly number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (!(most > least)) return [];
  for (const step of roundSteps((most - least) / mostFound)) {
    const limits = multiplesBetween(step, least, most);
    if (limits.length > mostFound) continue;
    while (limits.length >= mostClasses) {
      const below = values.filter((value) => value < limits[0]!).length;
      const above = values.filter((value) => value >= limits.at(-1)!).length;
      if (below < above) limits.shift();
      else limits.pop();
    }
    return limits;
  }
  return [];
}

/** Steps of 1, 2, 2.5 or 5 times a power of ten, upwards from the first that is not below `least`. */
function* roundSteps(least: number): Generator<number> {
  for (let power = Math.floor(Math.log10(least)); ; power++)
    for (const digit of [1, 2, 2.5, 5]) {
      // 10 ** -1 times 3 is 0.30000000000000004, 3 / 10 ** 1 is 0.3.
      const step = power < 0 ? digit / 10 ** -power : digit * 10 ** power;
      if (step >= least) yield step;
    }
}

/** The multiples of the step inside the range, its ends left out. */
function multiplesBetween(step: number, least: number, most: number): number[] {
  const first = Math.floor(least / step) + 1;
  const count = Math.max(0, Math.ceil(most / step) - first);
  return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

function classOf(
  { point }: RankingEntry,
  value: number | null,
  limits: readonly number[],
): MapClass {
  if (value === null) {
    const { state } = point;
    return state === "SHOWN" || state === "INCOMPLETE" ? "UNDEFINED" : state;
  }
  if (point.value === 0) return "ZERO";
  return limits.filter((limit) => value >= limit).length + 1;
}

/** The token of a class; few classes take those that differ most. */
export function classToken(which: number, count: number): number {
  if (count <= 1) return 3;
  return Math.round(1 + ((which - 1) * (mostClasses - 1)) / (count - 1));
}

/** `< 8.0`, `8.0–9.0`, `≥ 9.0`; `0`; the word of a state. */
export function classText(which: MapClass, limits: readonly number[], format: Formats): string {
  if (which === "ZERO") return "0";
  if (typeof which !== "number") return stateWord(which, format);
  const decimals = Math.max(0, ...limits.map((limit) => String(limit).split(".")[1]?.length ?? 0));
  const text = (limit: number | undefined) => format.fixed(limit ?? null, decimals);
  if (limits.length === 0) return format.say("各地相同", "all alike");
  if (which === 1) return `< ${text(limits[0])}`;
  if (which > limits.length) return `≥ ${text(limits.at(-1))}`;
  return `${text(limits[which - 2])}–${text(limits[which - 1])}`;
}
