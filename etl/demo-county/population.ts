/**
 * The registered people of the demo county, by village, sex and single age, carried from year to
 * year: women bear children, people die, move away and grow a year older. Everything that the
 * departments report later is drawn from this one history, so that their extracts agree.
 */
import type { CountyAreas } from "./areas.ts";
import {
  ages,
  fertility,
  firstYear,
  lastYear,
  maleShare,
  mortality,
  startShare,
} from "./life-tables.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

/** One true birth of the registered population; the mother's age is in completed years. */
export interface TrueBirth {
  readonly village: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly maternalAge: number;
  readonly order: number;
  readonly female: boolean;
}

export interface TrueDeath {
  readonly village: number;
  readonly year: number;
  readonly age: number;
  readonly female: boolean;
}

/** Persons at one year's end: `counts[(village * 2 + sex) * ages + age]`, sex 0 male, 1 female. */
export interface YearEnd {
  readonly year: number;
  readonly counts: Int32Array;
}

export interface CountyHistory {
  /** From the end of 2004 to the end of 2012. */
  readonly yearEnds: readonly YearEnd[];
  readonly births: readonly TrueBirth[];
  readonly deaths: readonly TrueDeath[];
}

/** What a birth is like, once its village, year and mother's age are drawn. */
export type DrawBirth = (village: number, year: number, ageAtStart: number) => TrueBirth;

const startPopulation = 465_200;

export function countyHistory(areas: CountyAreas, drawBirth: DrawBirth): CountyHistory {
  const random = seededRandom("population");
  let counts = startCounts(areas, random);
  const yearEnds: YearEnd[] = [{ year: firstYear - 1, counts }];
  const births: TrueBirth[] = [];
  const deaths: TrueDeath[] = [];
  for (let year = firstYear; year <= lastYear; year++) {
    const born = bearChildren(areas, counts, year, drawBirth, random);
    const newborn = new Int32Array(areas.villages.length * 2);
    for (const { village, female } of born) newborn[village * 2 + (female ? 1 : 0)]!++;
    const living = counts.slice();
    const died = die(areas, living, newborn, year, random);
    counts = ageOneYear(living, newborn);
    moveAway(counts, random);
    yearEnds.push({ year, counts });
    births.push(...born);
    deaths.push(...died);
  }
  return { yearEnds, births, deaths };
}

/** The index of a cell of `YearEnd.counts`. */
export function cell(village: number, female: boolean, age: number): number {
  return (village * 2 + (female ? 1 : 0)) * ages + age;
}

function startCounts(areas: CountyAreas, random: SeededRandom): Int32Array {
  const counts = new Int32Array(areas.villages.length * 2 * ages);
  const weights = areas.villages.reduce((sum, village) => sum + village.weight, 0);
  for (const [village, { weight }] of areas.villages.entries()) {
    for (const female of [false, true]) {
      const persons = (startPopulation * weight * (female ? 1 - maleShare : maleShare)) / weights;
      for (let age = 0; age < ages; age++) {
        counts[cell(village, female, age)] = random.poisson(persons * startShare(female, age));
      }
    }
  }
  return counts;
}

function bearChildren(
  areas: CountyAreas,
  counts: Int32Array,
  year: number,
  drawBirth: DrawBirth,
  random: SeededRandom,
): TrueBirth[] {
  const births: TrueBirth[] = [];
  const rates = Array.from({ length: 50 }, (_, age) => fertility(age, year));
  for (const [village, { township }] of areas.villages.entries()) {
    const place = areas.townships[township]!;
    const level = place.fertility * (1 + place.fertilitySlope) ** (year - firstYear);
    for (let age = 15; age < 50; age++) {
      const expected = counts[cell(village, true, age)]! * rates[age]! * level;
      for (let count = random.poisson(expected); count > 0; count--) {
        births.push(drawBirth(village, year, age));
      }
    }
  }
  return births;
}

/** Takes the dead out of `counts` and `newborn`. */
function die(
  areas: CountyAreas,
  counts: Int32Array,
  newborn: Int32Array,
  year: number,
  random: SeededRandom,
): TrueDeath[] {
  const deaths: TrueDeath[] = [];
  for (const female of [false, true]) {
    const rates = Array.from({ length: ages }, (_, age) => mortality(female, age, year));
    for (const [village, { township }] of areas.villages.entries()) {
      const level = areas.townships[township]!.mortality;
      const infants = village * 2 + (female ? 1 : 0);
      const infantDeaths = random.poisson(newborn[infants]! * rates[0]! * level);
      newborn[infants]! -= Math.min(newborn[infants]!, infantDeaths);
      for (let count = 0; count < infantDeaths; count++) {
        deaths.push({ village, year, age: 0, female });
      }
      for (let age = 0; age < ages; age++) {
        const at = cell(village, female, age);
        // Whoever is 0 at the start of a year is past the dangerous first weeks.
        const rate = age === 0 ? rates[1]! * 2 : rates[age]!;
        const died = Math.min(counts[at]!, random.poisson(counts[at]! * rate * level));
        counts[at]! -= died;
        for (let count = 0; count < died; count++) {
          deaths.push({ village, year, age: ageAtDeath(age, random), female });
        }
      }
    }
  }
  return deaths;
}

/** The death falls before or after the birthday of the year. */
function ageAtDeath(ageAtStart: number, random: SeededRandom): number {
  return Math.min(ages - 1, ageAtStart + (random.chance(0.5) ? 1 : 0));
}

function ageOneYear(counts: Int32Array, newborn: Int32Array): Int32Array {
  const next = new Int32Array(counts.length);
  for (let group = 0; group < newborn.length; group++) {
    const first = group * ages;
    next.set(counts.subarray(first, first + ages - 1), first + 1);
    next[first + ages - 1]! += counts[first + ages - 1]!;
    next[first] = newborn[group]!;
  }
  return next;
}

/** A few of the young take their registration to a city; hardly anybody brings one. */
function moveAway(counts: Int32Array, random: SeededRandom): void {
  for (let group = 0; group < counts.length / ages; group++) {
    for (let age = 18; age < 35; age++) {
      const at = group * ages + age;
      counts[at]! -= Math.min(counts[at]!, random.poisson(counts[at]! * 0.008));
    }
  }
}
