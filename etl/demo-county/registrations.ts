/**
 * When each department enters a birth, and how it was classed by the policy of the time: births
 * outside it are hidden longest, and come up when the office tidies its lists in January.
 */
import type { CountyAreas } from "./areas.ts";
import { firstYear } from "./life-tables.ts";
import type { TrueBirth } from "./population.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

/** Where and when some births were returned without their class, and how many of them. */
export const unclassed = { township: "云台乡", year: 2008, share: 0.15 };

export interface Registration {
  /** Null where nobody classed the birth. */
  readonly withinPolicy: boolean | null;
  /** Days as `2011-09-04`. */
  readonly toldByFamilyPlanning: string;
  readonly toldByHospital: string;
  readonly enteredByPolice: string;
  /** The office knows of a birth to a migrant. */
  readonly isMigrantKnown: boolean;
}

/** Registers the births of the county in their order, the same way in every run. */
export function birthRegistrar(
  areas: CountyAreas,
): (birth: TrueBirth, migrant: boolean) => Registration {
  const random = seededRandom("registrations of births");
  return (birth, migrant) => {
    const township = areas.townships[areas.villages[birth.village]!.township]!;
    const isClassed = random.chance(1 - unclassedShare(township.zh, birth.year));
    const within = isWithinPolicy(birth, township.boyExcess, migrant, random);
    const next = birth.year + 1;
    return {
      withinPolicy: isClassed ? within : null,
      toldByFamilyPlanning: familyPlanningDay(birth, !within, township.zh, random),
      toldByHospital: daysLater(birth, random.below(8), `${next}-01-06`),
      enteredByPolice: daysLater(birth, entryDelay(random), `${next}-06-28`),
      isMigrantKnown: random.chance(0.6 + 0.07 * (birth.year - 2010)) && birth.year >= 2010,
    };
  };
}

/** The day some days after a birth, as `2011-09-04`, but not after `latest`. */
export function daysLater(
  { year, month, day }: Pick<TrueBirth, "year" | "month" | "day">,
  days: number,
  latest: string,
): string {
  const later = new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
  return later < latest ? later : latest;
}

/** First children hardly ever break the rules, third ones mostly do; fewer do so every year. */
function isWithinPolicy(
  { order, year }: TrueBirth,
  strictness: number,
  migrant: boolean,
  random: SeededRandom,
): boolean {
  const progress = year - firstYear;
  const outside = [0.012, 0.14 - 0.013 * progress, 0.78 - 0.03 * progress][Math.min(3, order) - 1]!;
  return !random.chance(Math.min(0.95, outside * (0.6 + 0.4 * strictness) * (migrant ? 1.5 : 1)));
}

function unclassedShare(township: string, year: number): number {
  return township === unclassed.township && year === unclassed.year ? unclassed.share : 0;
}

/** Births told late are told at the latest when the office tidies its lists, 2 to 8 January. */
function familyPlanningDay(
  birth: TrueBirth,
  isOutside: boolean,
  township: string,
  random: SeededRandom,
): string {
  const late = isOutside ? 0.42 : 0.035 + (township === "马鞍乡" ? 0.16 : 0);
  const days = random.chance(late) ? 70 + random.below(300) : 1 + random.below(28);
  return daysLater(birth, days, `${birth.year + 1}-01-0${2 + random.below(7)}`);
}

/** Most children are entered within weeks, a fifth only before they need a place somewhere. */
function entryDelay(random: SeededRandom): number {
  return random.chance(0.8) ? 10 + random.below(60) : 90 + random.below(400);
}
