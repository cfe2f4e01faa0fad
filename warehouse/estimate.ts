/** The answer to a question: a number with its doubt, or the reason why there is none. */

export type EstimateState =
  | "SHOWN"
  | "WITHHELD"
  | "NOT_REPORTED"
  | "NOT_DUE"
  | "INCOMPLETE"
  | "UNDEFINED";

/** METHODS.md section 2.3. */
export type NullReason =
  | "zero_denominator"
  | "no_data"
  | "not_applicable"
  | "exposure_missing"
  | "incomplete_period"
  | "not_additive"
  | "inconsistent_input"
  | "negative_input"
  | "too_few_events"
  | "withheld"
  | "complete_enumeration"
  // METHODS.md section 4.8.
  | "too_few_answers"
  | "too_few_clusters"
  | "not_probability_sample";

/** METHODS.md section 5: about chance, apart from disclosure. */
export type ReliabilityFlag =
  | "very_low_count"
  | "low_count"
  | "wide_interval"
  | "small_base"
  | "incomplete_coverage"
  | "partial_period"
  | "provisional"
  | "sex_unknown_excluded"
  | "age_unknown_spread"
  | "age_unknown_excluded"
  | "order_unknown_excluded"
  | "method_unknown_excluded"
  | "class_unknown_included"
  | "visits_not_persons"
  | "sample_unweighted"
  | "perturbed_small"
  | "above_band"
  | "below_band";

/**
 * The dimensions that an answer can be broken down by, as GraphQL spells them in upper case. What is
 * split by `policyClass` is sensitive (METHODS.md section 11.1), whatever the measure.
 */
export type Breakdown =
  | "sex"
  | "ageBand"
  | "birthOrder"
  | "source"
  | "programme"
  | "policyClass"
  | "method"
  | "children"
  | "service"
  | "entitlement"
  | "topic";

export type PopulationBase = "registered" | "resident" | "inMigrant" | "outMigrant";

/** METHODS.md section 2.2: ANNUALISED is the default, PERIOD what bulletins print. */
export type RateKind = "annualised" | "period";

/** Areas as they were at the time, or history restated to the borders of today. */
export type Borders = "asWas" | "current";

export interface Category {
  readonly breakdown: Breakdown;
  /** The member's code, for example `female`, `20-24`, `3+` or a source id. */
  readonly code: string;
  /** The member's names. */
  readonly zh: string;
  readonly en: string;
}

/** What a measure makes of its summed components. */
export interface Evaluation {
  /**
   * In the measure's unit, unrounded. Null only with a `reason`; money and complete counts have a
   * value and the reason `complete_enumeration` for having no interval.
   */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly intervalMethod: string | null;
  readonly reason: NullReason | null;
  readonly flags: readonly ReliabilityFlag[];
  /**
   * 0 to 1: what is left out, or spread over the known, because its sex, age, order, method or class
   * is unknown; of a survey, those drawn who did not answer. Absent where nothing can be left out.
   */
  readonly unknownShare?: number;
  /**
   * The events that would tell the value from its natural band with a power of 80 % (METHODS.md
   * section 4.5), not rounded; null inside the band, absent for measures without one.
   */
  readonly eventsNeeded?: number | null;
}

export interface Estimate extends Evaluation {
  readonly measure: string;
  readonly area: string;
  readonly period: string;
  readonly base: PopulationBase | null;
  readonly borders: Borders;
  readonly rateKind: RateKind;
  readonly categories: readonly Category[];
  readonly state: EstimateState;
  readonly confidence: number;
  /** The share of expected area-months that were reported, 0 to 1. */
  readonly coverage: number;
  readonly provisional: boolean;
  /** The id of the snapshot that answered. */
  readonly snapshot: string;
}
