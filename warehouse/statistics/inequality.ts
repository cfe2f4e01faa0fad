/** The slope index of inequality: how a value rises from the least to the most favoured (9.4). */
import { requireExposure } from "./interval.ts";

/** A quantile or an area, in the order of a deprivation or income variable. */
export interface RankedGroup {
  readonly value: number;
  readonly population: number;
}

/** The line of the values over the cumulative share of the population, 0 to 1. */
export interface Inequality {
  /** The value at the far end minus the value at the near end, in the unit of the values. */
  readonly slopeIndex: number;
  /** Far end / near end, 1 for equality; null when the near end is not above zero. */
  readonly relativeIndex: number | null;
  /** The value of the line at the near end. */
  readonly intercept: number;
}

/**
 * Fits the line by least squares, each group at the middle of its share of the population and
 * weighted by it. Null below two groups. RangeError for a group without population.
 * Source: METHODS.md 9.4, as PHEindicatormethods does without a transformation.
 */
export function inequality(groups: readonly RankedGroup[]): Inequality | null {
  for (const group of groups) requireExposure(group.population, "population");
  if (groups.length < 2) return null;
  const total = groups.reduce((sum, group) => sum + group.population, 0);
  let below = 0;
  const points = groups.map(({ value, population }) => {
    const weight = population / total;
    below += weight;
    return { value, weight, place: below - weight / 2 };
  });
  const meanOf = (amount: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + point.weight * amount(point), 0);
  const [meanPlace, meanValue] = [meanOf((point) => point.place), meanOf((point) => point.value)];
  const together = meanOf((point) => (point.place - meanPlace) * (point.value - meanValue));
  const slopeIndex = together / meanOf((point) => (point.place - meanPlace) ** 2);
  const intercept = meanValue - slopeIndex * meanPlace;
  const relativeIndex = intercept > 0 ? (intercept + slopeIndex) / intercept : null;
  return { slopeIndex, relativeIndex, intercept };
}
