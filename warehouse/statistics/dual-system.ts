/**
 * How many events there were and how complete each of two sources is, from what both of them know:
 * the Chandrasekar-Deming method, here for births in the register and in hospitals (METHODS.md 6.2).
 */
import { type Interval, requireCount } from "./interval.ts";
import { zOf } from "./normal.ts";
import { wilson } from "./wilson.ts";

/** The counts of two sources over one stratum, such as the births of a township in a quarter. */
export interface TwoSources {
  readonly first: number;
  readonly second: number;
  /** In both of them; at most the smaller one. */
  readonly matched: number;
}

/** The total behind two sources, in events. */
export interface EstimatedTotal {
  /** Known to one source or both. */
  readonly known: number;
  /** Chapman's estimate, nearly unbiased and defined without a match. */
  readonly chapman: number;
  readonly standardError: number;
  /** Limits on the events that neither knows, so never below `known`; null when none is missing. */
  readonly interval: Interval | null;
}

/** One stratum with the completeness of its sources. */
export interface DualSystem extends EstimatedTotal {
  /** The estimate without correction for few matches; null without a match. */
  readonly lincolnPetersen: number | null;
  /** The share of all events that the first source has, with Wilson limits; null if unknown. */
  readonly firstCompleteness: Interval | null;
  readonly secondCompleteness: Interval | null;
  /** The share that at least one source has, known / Lincoln-Petersen; null without a match. */
  readonly bothCompleteness: number | null;
}

/** What must hold for an estimate to be right; show these with every result. */
export const dualSystemAssumptions = [
  "closed_population",
  "independent_sources_within_strata",
  "correct_matching",
  "no_false_records",
] as const;

/**
 * Estimates one stratum. RangeError for a negative count or more matches than a source has.
 * Source: Chandrasekar and Deming 1949, Chapman 1951, Seber 1970; limits by Chao 1987.
 */
export function dualSystem(sources: TwoSources, confidence = 0.95): DualSystem {
  const { first, second, matched } = sources;
  const total = dualSystemTotal([sources], confidence);
  const lincolnPetersen = matched === 0 ? null : (first * second) / matched;
  return {
    ...total,
    lincolnPetersen,
    firstCompleteness: second === 0 ? null : wilson(matched, second, confidence),
    secondCompleteness: first === 0 ? null : wilson(matched, first, confidence),
    bothCompleteness: lincolnPetersen === null ? null : total.known / lincolnPetersen,
  };
}

/**
 * The total over strata, each estimated for itself: sources that miss the same kind of events
 * depend on one another less within a stratum. Variances add up. RangeError as above.
 */
export function dualSystemTotal(strata: readonly TwoSources[], confidence = 0.95): EstimatedTotal {
  let [known, chapman, variance] = [0, 0, 0];
  for (const { first, second, matched } of strata) {
    requireMatched(first, second, matched);
    known += first + second - matched;
    chapman += ((first + 1) * (second + 1)) / (matched + 1) - 1;
    variance +=
      ((first + 1) * (second + 1) * (first - matched) * (second - matched)) /
      ((matched + 1) ** 2 * (matched + 2));
  }
  const standardError = Math.sqrt(variance);
  return {
    known,
    chapman,
    standardError,
    interval: limitsOf(chapman, known, variance, confidence),
  };
}

function limitsOf(
  chapman: number,
  known: number,
  variance: number,
  confidence: number,
): Interval | null {
  const missing = chapman - known;
  // Rounding leaves a trace of the sums where one source has all that the other has.
  if (missing <= 1e-12 * known) return null;
  const factor = Math.exp(zOf(confidence) * Math.sqrt(Math.log(1 + variance / missing ** 2)));
  return { value: chapman, lower: known + missing / factor, upper: known + missing * factor };
}

function requireMatched(first: number, second: number, matched: number): void {
  requireCount(first, "first");
  requireCount(second, "second");
  requireCount(matched, "matched");
  if (matched > Math.min(first, second)) {
    throw new RangeError(
      `matched "${matched}" passes a source of "${Math.min(first, second)}"; count pairs once.`,
    );
  }
}
