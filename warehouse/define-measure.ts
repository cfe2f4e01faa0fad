/**
 * What a measure is: titles, unit, the summed components of its numerator and denominator, and how
 * a number and its interval are made of them. The files in `warehouse/measures/` are the registry.
 */
import type { Breakdown, Evaluation } from "./estimate.ts";
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
  /** The facts whose reporting decides between zero, incomplete and not reported. */
  readonly reportedBy: readonly FactName[];
  readonly breakdowns: readonly Breakdown[];
  readonly evaluate: (sums: Sums, circumstances: Circumstances) => Evaluation;
  readonly caveats: readonly Bilingual[];
  readonly references: readonly string[];
  /** A worked example that a test runs: given sums, the expected value to the shown decimals. */
  readonly example: { readonly sums: Sums; readonly value: number };
}

/** A measure without its id, which is the file's name. */
export type MeasureDefinition = Omit<Measure, "id">;

export function defineMeasure(definition: MeasureDefinition): MeasureDefinition {
  return definition;
}

/** Live births as the authoritative source counts them. */
export function births(where: Component["where"] = {}): Component {
  return {
    fact: "fact_births",
    column: "births_count",
    where: { authoritative: [1], ...where },
    breakdowns: {
      sex: "sex_key",
      birthOrder: "birth_order_key",
      ageBand: "maternal_age_band_key",
      source: "source_key",
    },
  };
}

/** Deaths as the authoritative source counts them. */
export function deaths(where: Component["where"] = {}): Component {
  return {
    fact: "fact_deaths",
    column: "deaths_count",
    where: { authoritative: [1], ...where },
    breakdowns: { sex: "sex_key", ageBand: "age_band_key", source: "source_key" },
  };
}

/**
 * Person-years where the events were reported, so that a silent village lowers neither side alone.
 * `split` names the breakdowns in which numerator and denominator mean the same persons.
 */
export function personYears(
  of: "all" | "births" | "deaths",
  where: Component["where"] = {},
  split: readonly ("sex" | "ageBand")[] = [],
): Component {
  const columns = { sex: "sex_key", ageBand: "age_band_key" } as const;
  return {
    fact: "fact_person_years",
    column: of === "all" ? "person_years" : `${of}_reported_person_years`,
    where,
    breakdowns: Object.fromEntries(split.map((breakdown) => [breakdown, columns[breakdown]])),
  };
}

/** An amount of programme money of the authoritative source. */
export function funding(kind: "budgeted" | "due" | "received" | "spent"): Component {
  return {
    fact: "fact_funding",
    column: `${kind}_yuan`,
    where: { authoritative: [1] },
    breakdowns: { programme: "programme_key", source: "source_key" },
  };
}

/** Lower ages of the seven five-year groups of women aged 15 to 49. */
export const fertileAges = [15, 20, 25, 30, 35, 40, 45] as const;
export const male = 1;
export const female = 2;

export { differenceOfRates, rate } from "./evaluations/rate.ts";
export { amountPerHead, ratioOfAmounts } from "./evaluations/ratio-of-amounts.ts";
export { sexRatio } from "./evaluations/sex-ratio.ts";
export { sumOfFertilityRates } from "./evaluations/total-fertility.ts";
