/**
 * What a measure is: titles, unit, the summed components of its numerator and denominator, and how
 * a number and its interval are made of them. The files in `warehouse/measures/` are the registry.
 */
import type { Breakdown, Evaluation, PopulationBase, RateKind } from "./estimate.ts";
import type { FactName } from "./star.ts";

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** A filtered sum of one additive column of one fact. */
export interface Component {
  readonly fact: FactName;
  readonly column: string;
  /** Key column → the keys that count. */
  readonly where: Readonly<Record<string, readonly number[]>>;
  /** Breakdown → the key column of this fact; a breakdown not named here is not split on this side. */
  readonly breakdowns: Partial<Readonly<Record<Breakdown, string>>>;
}

export type Components = Readonly<Record<string, Component>>;

/** The summed components of one cell; null where nothing is known. */
export type Sums = Readonly<Record<string, number | null>>;

export interface Circumstances {
  readonly multiplier: number;
  readonly confidence: number;
  /** The length of the period in years, for mean populations. */
  readonly years: number;
  /** Whether the period is one calendar year. */
  readonly isCalendarYear: boolean;
  /** Events of a year, or of the period as it is, per person (METHODS.md section 2.2). */
  readonly rateKind: RateKind;
  /** The rows of the measure's sample; empty for measures without one. */
  readonly sample: readonly SampleRow[];
}

/** One cluster, or one stratum without clusters, of one wave of a sample. */
export interface SampleRow {
  /** The month of the wave, yyyymm. */
  readonly wave: number;
  /** The area that the row is booked to, by its key. */
  readonly area: number;
  /** Empty without strata. */
  readonly stratum: string;
  /** Empty for persons drawn at random. */
  readonly cluster: string;
  readonly yes: number;
  readonly valid: number;
  /** The persons that the row stands for; null where the return does not say. */
  readonly population: number | null;
}

/**
 * Which columns of the fact tell the design of a sample (METHODS.md section 4.8). The answers are the
 * measure's components `yes` and `valid`, of one fact and with the same conditions.
 */
export interface SampleDesign {
  readonly stratum: string | null;
  /** `area_key` where each area that was visited is a cluster. */
  readonly cluster: string;
  readonly population: string | null;
}

export interface Measure {
  /** camelCase, from the file name. */
  readonly id: string;
  readonly section: "D" | "E" | "F" | "G" | "I" | "Q" | "X";
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly unit: Bilingual;
  readonly formula: Bilingual;
  readonly multiplier: number;
  readonly decimals: number;
  readonly direction: "higherBetter" | "lowerBetter" | "inBand" | "neutral" | "historic";
  /** Sensitive classes are protected at every level (METHODS.md section 11.1). */
  readonly sensitivity: "public" | "ordinary" | "sensitive";
  /** How the posterior of an area is drawn for rank intervals; null when it is not ranked by chance. */
  readonly chance: "rate" | "proportion" | "sexRatio" | null;
  /** In words; null for complete counts and money. */
  readonly intervalMethod: Bilingual | null;
  readonly components: Components;
  /**
   * The facts whose reporting decides between zero, incomplete and not reported; none for a measure
   * of reporting itself.
   */
  readonly reportedBy: readonly FactName[];
  readonly breakdowns: readonly Breakdown[];
  /** The breakdown without which the measure means nothing: unsplit it is `not_applicable`. */
  readonly onlyBy?: Breakdown;
  /**
   * The population bases that it speaks of: the first answers unless the question names another of
   * them. `any` takes all together until a question names one. Default: the question's, or the area's.
   */
  readonly bases?: readonly [PopulationBase, ...PopulationBase[]] | "any";
  /** The sample behind the components `yes` and `valid`. */
  readonly sample?: SampleDesign;
  readonly evaluate: (sums: Sums, circumstances: Circumstances) => Evaluation;
  readonly caveats: readonly Bilingual[];
  /**
   * Why it should no longer be asked for, and what to ask instead: a sentence in English, which marks
   * its fields of the GraphQL schema as deprecated. They go with a later release.
   */
  readonly deprecated?: string;
  readonly references: readonly string[];
  /**
   * A worked example that a test runs on a calendar year: given sums, the expected value and, where
   * there is one, interval, to the shown decimals.
   */
  readonly example: {
    readonly sums: Sums;
    readonly sample?: readonly SampleRow[];
    readonly value: number;
    readonly interval?: readonly [lower: number, upper: number];
  };
}

/** A measure without its id, which is the file's name. */
export type MeasureDefinition = Omit<Measure, "id">;

export function defineMeasure(definition: MeasureDefinition): MeasureDefinition {
  return definition;
}

export { count } from "./evaluations/count.ts";
export { densityIndex } from "./evaluations/density-index.ts";
export { shareWithLateBirths } from "./evaluations/late-births.ts";
export { meanAge, meanAgeOfFertility } from "./evaluations/mean-age.ts";
export {
  completeShare,
  proportion,
  shareOfKnown,
  shareOfPopulation,
  visitShare,
} from "./evaluations/proportion.ts";
export { differenceOfRates, rate } from "./evaluations/rate.ts";
export { rateByAge } from "./evaluations/rate-by-age.ts";
export { amountPerHead, ratioOfAmounts } from "./evaluations/ratio-of-amounts.ts";
export { ratioOfCounts } from "./evaluations/ratio-of-counts.ts";
export { netAccuracy } from "./evaluations/reporting-accuracy.ts";
export { sampleShare } from "./evaluations/sample-share.ts";
export { sexRatio } from "./evaluations/sex-ratio.ts";
export { shareOfClassed } from "./evaluations/share-of-classed.ts";
export { sumOfFertilityRates } from "./evaluations/total-fertility.ts";
export {
  births,
  birthsByMothersAge,
  checkups,
  contraceptionServices,
  deaths,
  female,
  fertileAges,
  funding,
  healthProgramme,
  male,
  migrantWork,
  personYears,
  registrations,
  returns,
  sampled,
  sumOf,
  women,
  womenAtFertileAges,
} from "./summed-components.ts";
