/**
 * The true births as the departments meet them: with certificate, mother and address, and with the
 * knowledge which department has heard of which birth.
 */
import type { CountyAreas } from "./areas.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import { madeUpAddress, madeUpIdentityNumber, madeUpName, madeUpTelephone } from "./people.ts";
import type { DrawBirth, TrueBirth } from "./population.ts";
import { birthRegistrar, type Registration } from "./registrations.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { silentVillages } from "./silent-villages.ts";

export interface BirthRecord extends TrueBirth, Registration {
  readonly certificate: string;
  readonly motherName: string;
  readonly motherId: string;
  readonly childName: string;
  readonly address: string;
  readonly telephone: string;
  /** The mother is registered elsewhere: hospitals know of the birth, the office since 2010. */
  readonly migrant: boolean;
  readonly inFamilyPlanning: boolean;
  readonly inHospital: boolean;
  readonly inPolice: boolean;
}

/** All births that any department could know of, by date. */
export function birthRecords(
  areas: CountyAreas,
  births: readonly TrueBirth[],
  drawBirth: DrawBirth,
): BirthRecord[] {
  const random = seededRandom("birth records");
  const register = birthRegistrar(areas);
  const serial = new Map<number, number>();
  const all = [
    ...births.map((birth) => ({ birth, migrant: false })),
    ...migrantBirths(areas, drawBirth).map((birth) => ({ birth, migrant: true })),
  ].sort((a, b) => dayNumber(a.birth) - dayNumber(b.birth) || a.birth.village - b.birth.village);
  return all.map(({ birth, migrant }) => {
    const number = (serial.get(birth.year) ?? 0) + 1;
    serial.set(birth.year, number);
    const drawn = record(areas, birth, migrant, number, random);
    const registration = register(birth, migrant);
    const known = drawn.inFamilyPlanning || (migrant && registration.isMigrantKnown);
    return { ...drawn, ...registration, inFamilyPlanning: known };
  });
}

/** A certificate number: `X99`, two digits of the year, six of a running number. */
export function certificateNumber(year: number, number: number): string {
  return `X99${String(year).slice(2)}${String(number).padStart(6, "0")}`;
}

function record(
  areas: CountyAreas,
  birth: TrueBirth,
  migrant: boolean,
  number: number,
  random: SeededRandom,
): Omit<BirthRecord, keyof Registration> & TrueBirth {
  const village = areas.villages[birth.village]!;
  const township = areas.townships[village.township]!;
  const late = birth.order >= 3 ? 0.08 : birth.order === 2 && birth.female ? 0.02 : 0;
  const atHome = township.homeBirths * 0.075 * 0.82 ** (birth.year - firstYear);
  const away = 0.07 * township.leaving;
  return {
    ...birth,
    migrant,
    certificate: certificateNumber(birth.year, number),
    motherName: madeUpName(random),
    motherId: madeUpIdentityNumber(motherBorn(birth, random), true, random),
    childName: madeUpName(random),
    address: madeUpAddress(`${areas.zh}${township.zh}${village.zh}`, random),
    telephone: madeUpTelephone(random),
    inFamilyPlanning: random.chance(0.972 - late) && !migrant && !isSilent(village.code, birth),
    inHospital: random.chance(0.975 * (1 - atHome) * (migrant ? 1 : 1 - away)),
    inPolice: random.chance(0.935 - late + 0.004 * (birth.year - firstYear)) && !migrant,
  };
}

function isSilent(code: string, { year, month }: TrueBirth): boolean {
  const yearMonth = year * 100 + month;
  return silentVillages.some(
    ({ area, from, to }) => area === code && from <= yearMonth && yearMonth <= to,
  );
}

/** Births to women who live in the county and are registered elsewhere; more every year. */
function migrantBirths(areas: CountyAreas, drawBirth: DrawBirth): TrueBirth[] {
  const random = seededRandom("migrant births");
  const births: TrueBirth[] = [];
  for (let year = firstYear; year <= lastYear; year++) {
    for (const [village, { township, weight }] of areas.villages.entries()) {
      const expected = 0.62 * weight * areas.townships[township]!.arriving;
      const count = random.poisson(expected * (1 + 0.07 * (year - firstYear)));
      for (let index = 0; index < count; index++) {
        births.push(drawBirth(village, year, migrantAge(random)));
      }
    }
  }
  return births;
}

function migrantAge(random: SeededRandom): number {
  return Math.max(17, Math.min(44, Math.round(25.5 + 4 * random.normal())));
}

/** A day on which the mother can be born to have her age at the birth: yyyymmdd. */
function motherBorn({ year, month, day, maternalAge }: TrueBirth, random: SeededRandom): string {
  const daysBefore = random.below(360);
  const born = new Date(Date.UTC(year - maternalAge, month - 1, day - daysBefore));
  return born.toISOString().slice(0, 10).replaceAll("-", "");
}

function dayNumber({ year, month, day }: TrueBirth): number {
  return (year * 100 + month) * 100 + day;
}
