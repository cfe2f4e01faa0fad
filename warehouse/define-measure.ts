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
  readonly intervalMethod: string | null;
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
