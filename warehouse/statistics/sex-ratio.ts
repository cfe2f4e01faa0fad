/**
 * The sex ratio at birth: its value, two kinds of limits, and the exact tests that say whether the
 * births at hand can tell it from the natural band of 103 to 107 at all (METHODS.md 4.5).
 */
import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";
import { type Interval, requireCount, requireExposure } from "./interval.ts";
import { normalQuantileOf, zOf } from "./normal.ts";
import { wilson } from "./wilson.ts";

/** The edges of the natural band, males per 100 females. */
export interface SexRatioBand {
  readonly lowest: number;
  readonly highest: number;
}

/** 103 to 107 males per 100 females; some handbooks use 102 to 107. */
export const naturalBand: SexRatioBand = { lowest: 103, highest: 107 };

/** What the births say about the band; the tests are one-sided at 0.025 each. */
export type SexRatioVerdict = "above_band" | "below_band" | "consistent_with_band";

/** The exact one-sided tests against the edges of the band. */
export interface SexRatioTest {
  /** The chance of as many males or more if the true ratio were the highest of the band. */
  readonly probabilityAbove: number;
  /** The chance of as few males or fewer if the true ratio were the lowest of the band. */
  readonly probabilityBelow: number;
  readonly verdict: SexRatioVerdict;
}

/**
 * Males per 100 females with limits from Wilson's limits of the share male, turned into odds.
 * Null when there are no females (and so when there are no births). RangeError for a negative
 * count.
 */
export function sexRatio(male: number, female: number, confidence = 0.95): Interval | null {
  requireCount(male, "male");
  requireCount(female, "female");
  if (female === 0) return null;
  const share = wilson(male, male + female, confidence);
  const value = (100 * male) / female;
  const lower = (100 * share.lower) / (1 - share.lower);
  const upper = (100 * share.upper) / (1 - share.upper);
  return { value, lower: Math.min(lower, value), upper: Math.max(upper, value) };
}

/**
 * Males per 100 females with log-normal limits, value * exp(-+ z sqrt(1/m + 1/f)): the option LOG.
 * Null unless both counts are above zero.
 */
export function sexRatioByLog(male: number, female: number, confidence = 0.95): Interval | null {
  requireCount(male, "male");
  requireCount(female, "female");
  if (male === 0 || female === 0) return null;
  const value = (100 * male) / female;
  const factor = Math.exp(zOf(confidence) * Math.sqrt(1 / male + 1 / female));
  return { value, lower: value / factor, upper: value * factor };
}

/**
 * Tests the births against the band: P(X >= m) at its upper edge and P(X <= m) at its lower edge,
 * X binomial over all births. No births give probabilities of 1 and `consistent_with_band`.
 */
export function sexRatioTest(
  male: number,
  female: number,
  band: SexRatioBand = naturalBand,
): SexRatioTest {
  requireCount(male, "male");
  requireCount(female, "female");
  const births = male + female;
  const shareFemale = 1 - shareMale(band.highest);
  // P(X >= m) as a lower tail over females: one minus the other tail would lose its digits.
  const probabilityAbove = binomialCdf(female, births, shareFemale);
  const probabilityBelow = binomialCdf(male, births, shareMale(band.lowest));
  const verdict =
    probabilityAbove < 0.025
      ? "above_band"
      : probabilityBelow < 0.025
        ? "below_band"
        : "consistent_with_band";
  return { probabilityAbove, probabilityBelow, verdict };
}

/**
 * How many births would tell a true ratio (males per 100 females) from the nearer edge of the band,
 * two-sided at `confidence` with the given power; not rounded. About 6,060 for 115. Null when the
 * ratio lies inside the band: no number of births would do.
 */
export function birthsNeeded(
  ratio: number,
  band: SexRatioBand = naturalBand,
  confidence = 0.95,
  power = 0.8,
): number | null {
  requireExposure(ratio, "ratio");
  if (ratio >= band.lowest && ratio <= band.highest) return null;
  const edge = shareMale(ratio > band.highest ? band.highest : band.lowest);
  const actual = shareMale(ratio);
  const spread =
    zOf(confidence) * Math.sqrt(edge * (1 - edge)) +
    normalQuantileOf(power) * Math.sqrt(actual * (1 - actual));
  return (spread / (actual - edge)) ** 2;
}

function shareMale(ratio: number): number {
  return ratio / (100 + ratio);
}
