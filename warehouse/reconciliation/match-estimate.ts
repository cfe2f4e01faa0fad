/**
 * What two sources of one event tell together: the matches of their records, and from these how many
 * events there were and how complete each source is (METHODS.md 6.2). Pure arithmetic.
 */
import {
  dualSystemTotal,
  type EstimatedTotal,
  type TwoSources,
} from "../statistics/dual-system.ts";
import type { Interval } from "../statistics/interval.ts";
import { wilson } from "../statistics/wilson.ts";

/** The records of two sources in one stratum, such as the boys of a township in a quarter. */
export interface MatchStratum {
  /** Records of the first source, and of the second. */
  readonly first: number;
  readonly second: number;
  /** Records of the first that the second has too, anywhere and at any time. */
  readonly firstMatched: number;
  /** Records of the second that the first has too, by the second's own place and time. */
  readonly secondMatched: number;
  /** Matches in which area, month and sex agree as well. */
  readonly agreeing: number;
}

/**
 * `STRICT`: a match agrees in area, month and sex, and each record counts where its own source has it.
 * `LENIENT`: the record key alone decides, and a matched event counts where the first source has it.
 */
export type Matching = "STRICT" | "LENIENT";

/** The dual-system estimate of one pair of sources. */
export interface MatchEstimate {
  readonly matching: Matching;
  readonly matched: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Chapman's estimate of all events, each stratum for itself; limits null when none is missing. */
  readonly total: EstimatedTotal;
  /** The share of all events that the source has, with Wilson limits; null without the other source. */
  readonly firstCompleteness: Interval | null;
  readonly secondCompleteness: Interval | null;
  /** The share that at least one of them has: known events over the total; null without events. */
  readonly bothCompleteness: number | null;
  readonly strata: number;
}

/** The estimate over strata; the completeness of one source is the share of the other's that it has. */
export function matchEstimate(
  strata: readonly MatchStratum[],
  matching: Matching,
  confidence = 0.95,
): MatchEstimate {
  const used = strata
    .map((stratum) => (matching === "STRICT" ? strictly(stratum) : leniently(stratum)))
    .filter(({ first, second }) => first + second > 0);
  const sum = (key: keyof TwoSources) => used.reduce((total, one) => total + one[key], 0);
  const [first, second, matched] = [sum("first"), sum("second"), sum("matched")];
  const total = dualSystemTotal(used, confidence);
  return {
    matching,
    matched,
    onlyFirst: first - matched,
    onlySecond: second - matched,
    total,
    firstCompleteness: second === 0 ? null : wilson(matched, second, confidence),
    secondCompleteness: first === 0 ? null : wilson(matched, first, confidence),
    bothCompleteness: total.chapman > 0 ? total.known / total.chapman : null,
    strata: used.length,
  };
}

function strictly({ first, second, agreeing }: MatchStratum): TwoSources {
  return { first, second, matched: agreeing };
}

/** What the second source has elsewhere is brought to where the first has it, or matches would exceed it. */
function leniently({ first, second, firstMatched, secondMatched }: MatchStratum): TwoSources {
  return { first, second: firstMatched + second - secondMatched, matched: firstMatched };
}
