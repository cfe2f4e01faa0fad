/**
 * The births files of all years, with what makes them troublesome: the return of 2010 that had to
 * be corrected, and the hospital file of 2008 that is not in the encoding its sidecar states.
 */
import type { CountyAreas } from "./areas.ts";
import { type BirthRecord, certificateNumber } from "./birth-records.ts";
import { familyPlanningReturn, hospitalReturn, policeReturn } from "./birth-returns.ts";
import { acceptedRows, type Extract } from "./extract.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import type { PlantedBirths } from "./planted-manifest.ts";
import { daysLater } from "./registrations.ts";
import { seededRandom } from "./seeded-random.ts";

export interface BirthFiles {
  readonly files: readonly Extract<BirthRecord>[];
  /** The births of the family-planning return in force, by year, those of migrants too. */
  readonly effective: ReadonlyMap<number, readonly BirthRecord[]>;
  readonly byYear: readonly PlantedBirths[];
}

const correctedYear = 2010;
const unreadableHospitalYear = 2008;

/** All births files with the counts of what a loader accepts. */
export function birthFiles(areas: CountyAreas, records: readonly BirthRecord[]): BirthFiles {
  const files: Extract<BirthRecord>[] = [];
  const effective = new Map<number, readonly BirthRecord[]>();
  const byYear: PlantedBirths[] = [];
  for (let year = firstYear; year <= lastYear; year++) {
    const ofYear = records.filter((record) => record.year === year);
    const familyPlanning = familyPlanningFiles(areas, year, ofYear);
    const refused =
      year === unreadableHospitalYear ? "UTF-16 where the sidecar states gb18030" : undefined;
    const hospital = hospitalReturn(
      areas,
      year,
      ofYear.filter((record) => record.inHospital),
      refused,
    );
    const police = policeReturn(
      areas,
      year,
      ofYear.filter((record) => record.inPolice),
    );
    files.push(...familyPlanning, hospital, police);
    const inForce = familyPlanning.at(-1)!;
    effective.set(
      year,
      acceptedRows(inForce).map(({ origin }) => origin),
    );
    byYear.push(countMatches(year, inForce, refused ? null : hospital, police));
  }
  return { files, effective, byYear };
}

/** The births of the registered population in the returns in force, in order of years. */
export function birthOrigins({ effective }: BirthFiles): BirthRecord[] {
  return [...effective.values()].flat().filter(({ migrant }) => !migrant);
}

/** The yearly return, and after it the corrected one if there is one. */
function familyPlanningFiles(
  areas: CountyAreas,
  year: number,
  ofYear: readonly BirthRecord[],
): Extract<BirthRecord>[] {
  const reported = ofYear.filter((record) => record.inFamilyPlanning);
  const dateCells = year > correctedYear;
  const file = `births-family-planning-${year}.xlsx`;
  const received = year === 2007 ? "2008-03-20T10:30:00Z" : `${year + 1}-01-12T09:00:00Z`;
  if (year !== correctedYear) {
    return [familyPlanningReturn(areas, year, reported, { file, received, dateCells })];
  }
  const { first, second } = beforeAndAfter(reported);
  const corrected = {
    file: file.replace(".xlsx", "-corrected.xlsx"),
    received: "2011-05-18T03:20:00Z",
    supersedes: file,
    dateCells,
  };
  return [
    familyPlanningReturn(areas, year, first, { file, received, dateCells }),
    familyPlanningReturn(areas, year, second, corrected),
  ];
}

/**
 * The return as it was first sent: births missing, births too many, sexes wrong; and as it was
 * corrected, when those missing had been registered in spring.
 */
function beforeAndAfter(reported: readonly BirthRecord[]) {
  const random = seededRandom("before the correction");
  const missing = new Set(random.sample(reported, 64));
  const kept = reported.filter((record) => !missing.has(record));
  const wrongSex = new Set(random.sample(kept, 38));
  const tooMany = random.sample(kept, 14).map((record, index) => ({
    ...record,
    certificate: certificateNumber(correctedYear, 930_001 + index),
  }));
  const first = kept.map((record) =>
    wrongSex.has(record) ? { ...record, female: !record.female } : record,
  );
  const spring = { year: correctedYear + 1, month: 1, day: 15 };
  const second = reported.map((record) =>
    missing.has(record)
      ? { ...record, toldByFamilyPlanning: daysLater(spring, random.below(115), "2011-05-12") }
      : record,
  );
  return { first: [...first, ...tooMany], second };
}

function countMatches(
  year: number,
  familyPlanningExtract: Extract<BirthRecord>,
  hospitalExtract: Extract<BirthRecord> | null,
  policeExtract: Extract<BirthRecord>,
): PlantedBirths {
  const certificates = (extract: Extract<BirthRecord>) =>
    new Set(acceptedRows(extract).map(({ origin }) => origin.certificate));
  const familyPlanning = certificates(familyPlanningExtract);
  const hospital = hospitalExtract && certificates(hospitalExtract);
  const police = certificates(policeExtract);
  const both = (one: Set<string>, other: Set<string>) =>
    [...one].filter((certificate) => other.has(certificate));
  const only = (one: Set<string>, others: (Set<string> | null)[]) =>
    [...one].filter((certificate) => !others.some((other) => other?.has(certificate))).length;
  const registered = both(familyPlanning, police);
  return {
    year,
    familyPlanning: acceptedRows(familyPlanningExtract).filter(({ origin }) => !origin.migrant)
      .length,
    familyPlanningMigrants: acceptedRows(familyPlanningExtract).filter(
      ({ origin }) => origin.migrant,
    ).length,
    hospital: hospital ? hospital.size : null,
    police: police.size,
    matchedAll: hospital ? both(hospital, new Set(registered)).length : registered.length,
    familyPlanningAndHospital: hospital && both(familyPlanning, hospital).length,
    familyPlanningAndPolice: registered.length,
    hospitalAndPolice: hospital && both(hospital, police).length,
    onlyFamilyPlanning: only(familyPlanning, [hospital, police]),
    onlyHospital: hospital && only(hospital, [familyPlanning, police]),
    onlyPolice: only(police, [familyPlanning, hospital]),
  };
}
