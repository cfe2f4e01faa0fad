/**
 * What a birth is like: day, sex, order, mother's age. Second and later children are boys more
 * often than nature makes them, as the county's campaign of those years was about.
 */
import type { CountyAreas } from "./areas.ts";
import { birthSeason, firstYear } from "./life-tables.ts";
import type { DrawBirth } from "./population.ts";
import { seededRandom } from "./seeded-random.ts";

/** Boys per 100 girls by order 1, 2, 3 and more, over all years. */
const sexRatios = [105.8, 116.5, 131];

/** Draws births of the county, the same ones in every run. */
export function birthDrawer(areas: CountyAreas): DrawBirth {
  const random = seededRandom("births of the county");
  return (village, year, ageAtStart) => {
    const township = areas.townships[areas.villages[village]!.township]!;
    const month = random.weighted(birthSeason) + 1;
    const day = random.below(daysOf(year, month)) + 1;
    const maternalAge = ageAtStart + (random.chance((month - 0.5) / 12) ? 1 : 0);
    const order = random.weighted(orderShares(maternalAge)) + 1;
    const group = Math.min(3, order) - 1;
    const easing = group === 0 ? 1 : 1 - 0.07 * (year - firstYear - 3.5);
    const ratio = 105 + (sexRatios[group]! - 105) * easing * township.boyExcess;
    const female = !random.chance(ratio / (ratio + 100));
    return { village, year, month, day, maternalAge: Math.min(49, maternalAge), order, female };
  };
}

/** The days of a month, 28 to 31. */
export function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** How often a mother of this age has her first, second … fifth child. */
function orderShares(maternalAge: number): number[] {
  if (maternalAge < 20) return [95, 5];
  if (maternalAge < 25) return [82, 16.5, 1.4, 0.1];
  if (maternalAge < 30) return [58, 38, 3.6, 0.4];
  if (maternalAge < 35) return [31, 59, 8.6, 1.2, 0.2];
  return [23, 58, 14, 4, 1];
}
