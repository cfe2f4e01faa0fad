/**
 * What the demo county's generator planted, counted while it wrote: the answers that a load of the
 * folder must give. Tests compare the real loader with it.
 */
import type { CoverageRectangle } from "../extract-manifest.ts";
import type { RejectRule } from "../staging/reject-rows.ts";
import type { PlantedSums } from "./planted-sums.ts";

/** One extract; `records` are accepted or rejected. */
export interface PlantedFile {
  readonly file: string;
  readonly source: string;
  /** A refused file gives no rows at all. */
  readonly outcome: "accepted" | "refused";
  /** Data rows, the broken ones too. */
  readonly rowsRead: number;
  /** What its mapping makes of them: one of each row where it has no wide columns. */
  readonly records: number;
  readonly accepted: number;
  readonly rejected: number;
  /** The file that this one replaces: by its coverage, or area by area. */
  readonly supersedes?: string;
  /** Why the whole file is refused. */
  readonly reason?: string;
}

/** One planted fault. */
export interface PlantedFault {
  /** What was done, for example `impossible-date`. */
  readonly kind: string;
  readonly file: string;
  /** The line of the file, or the row of the sheet, from 1; 0 for the whole file. */
  readonly line: number;
  /** The header as written; of two header rows the lower one. Empty for the whole row. */
  readonly column: string;
  readonly found: string;
  /** Null for a fault that is mended: the row is accepted. */
  readonly rule: RejectRule | null;
}

/** Accepted births of one year, matched by certificate number; null where a source says nothing. */
export interface PlantedBirths {
  readonly year: number;
  /** Of the registered population, after the correction where there is one. */
  readonly familyPlanning: number;
  /** Of in-migrants, in the same return. */
  readonly familyPlanningMigrants: number;
  readonly hospital: number | null;
  readonly police: number;
  /** In all sources that reported. */
  readonly matchedAll: number;
  readonly familyPlanningAndHospital: number | null;
  readonly familyPlanningAndPolice: number;
  readonly hospitalAndPolice: number | null;
  readonly onlyFamilyPlanning: number;
  readonly onlyHospital: number | null;
  readonly onlyPolice: number;
}

export interface PlantedManifest {
  /** The county's code. */
  readonly county: string;
  readonly files: readonly PlantedFile[];
  readonly faults: readonly PlantedFault[];
  /** Areas whose births the family-planning office does not know, months as yyyymm. */
  readonly silent: readonly CoverageRectangle[];
  readonly births: { readonly byYear: readonly PlantedBirths[] };
  /** Names, identity numbers, telephones and addresses that must never be published. */
  readonly identifiers: readonly string[];
  readonly totals: {
    readonly areas: number;
    readonly villages: number;
    readonly townships: number;
    /** Registered persons on 31 December, from 2004. */
    readonly populationByYear: Readonly<Record<string, number>>;
    readonly residentsByYear: Readonly<Record<string, number>>;
    readonly marriedWomen2012: number;
    /** Accepted births of the family-planning return, after the correction. */
    readonly birthsByYear: Readonly<Record<string, number>>;
    /** The same by township code, then year. */
    readonly birthsByTownship: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly deathsByYear: Readonly<Record<string, number>>;
    /** Yuan spent, both programmes. */
    readonly spentYuanByYear: Readonly<Record<string, number>>;
  };
  /** What the returns of counts add up to. */
  readonly sums: PlantedSums;
}
