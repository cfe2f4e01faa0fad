/** The Mann-Kendall test within seasons, so that summer is never compared with winter (8). */
import { mannKendall } from "./mann-kendall.ts";
import { twoSidedP } from "./normal.ts";

/** A trend over all seasons together. */
export interface SeasonalTrend {
  /** How many values took part. */
  readonly count: number;
  /** Rises minus falls over the pairs of the same season. */
  readonly s: number;
  readonly variance: number;
  readonly z: number;
  /** Two-sided. */
  readonly pValue: number;
  /** The median yearly change over the pairs of the same season; null without a pair. */
  readonly slope: number | null;
}

/**
 * Tests a series in time order with `seasons` values a year (12 for months) that starts at any
 * season; null values are skipped. RangeError unless there is a whole number of seasons.
 * Source: Hirsch, Slack and Smith 1982; METHODS.md 8.
 */
export function seasonalMannKendall(
  series: readonly (number | null)[],
  seasons = 12,
): SeasonalTrend {
  if (!(Number.isInteger(seasons) && seasons >= 1)) {
    throw new RangeError(`seasons is "${seasons}"; give 12 for months, 4 for quarters.`);
  }
  let [count, s, variance] = [0, 0, 0];
  const slopes: number[] = [];
  for (let season = 0; season < Math.min(seasons, series.length); season++) {
    const years = series.filter((_, i) => i % seasons === season);
    const own = mannKendall(years);
    count += own.count;
    s += own.s;
    variance += own.variance;
    slopes.push(...slopesOf(years));
  }
  const z = s === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  slopes.sort((a, b) => a - b);
  const middle = (slopes.length - 1) / 2;
  const slope =
    slopes.length === 0 ? null : (slopes[Math.floor(middle)]! + slopes[Math.ceil(middle)]!) / 2;
  return { count, s, variance, z, pValue: twoSidedP(z), slope };
}

/** Changes per year over all pairs of years that are there. */
function slopesOf(years: readonly (number | null)[]): number[] {
  return years.flatMap((later, j) =>
    years
      .slice(0, j)
      .flatMap((earlier, i) =>
        later === null || earlier === null ? [] : [(later - earlier) / (j - i)],
      ),
  );
}
