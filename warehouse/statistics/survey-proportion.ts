/**
 * Shares from sample surveys, whose interval follows the design: strata, clusters, or clusters
 * within strata (METHODS.md 4.8). Registers are complete counts and take Wilson's limits instead.
 */
import { type Interval, requireCount, requireExposure, scaled } from "./interval.ts";
import { zOf } from "./normal.ts";
import { tOf } from "./student-t.ts";
import { requireShare, wilsonAt } from "./wilson.ts";

/** Answers that count: yes, and all valid ones. */
export interface Answers {
  readonly yes: number;
  readonly answers: number;
}

/** A stratum of persons drawn at random, or of whole clusters drawn at random. */
export type SurveyStratum =
  | (Answers & {
      readonly kind: "persons";
      /** The persons of the stratum, at least as many as answered. */
      readonly population: number;
    })
  | {
      readonly kind: "clusters";
      readonly clusters: readonly Answers[];
      /** All clusters of the stratum, at least as many as were drawn. */
      readonly population: number;
    };

/** Why there is no value, or a value without limits. */
export type SurveyReason = "too_few_answers" | "not_probability_sample" | "too_few_clusters";

/** What a survey says about a share, 0 to 1 times the multiplier. */
export interface SurveyProportion {
  /** Null below 30 valid answers. */
  readonly value: number | null;
  readonly standardError: number | null;
  readonly interval: Interval | null;
  /** The size of a simple sample that would say as much; null without a standard error. */
  readonly effectiveSize: number | null;
  readonly answers: number;
  readonly reason: SurveyReason | null;
}

/** How to read the answers. */
export interface SurveyOptions {
  readonly confidence?: number;
  readonly multiplier?: number;
  /** False for a check of places that somebody chose: a value and no limits. Default true. */
  readonly isProbabilitySample?: boolean;
  /** True for a design known to say more than a simple sample of the same size. Default false. */
  readonly mayGain?: boolean;
}

/** Fewer valid answers than this give no result. */
export const fewestAnswers = 30;

/**
 * The share of yes over all strata, each weighted by its population, with Wilson limits at the
 * effective sample size, and Student's t below 30 degrees of freedom. Show the response rate
 * beside it. RangeError for a part larger than its whole. Source: the linearised variance of a
 * combined ratio, as R's survey::svymean; Korn and Graubard 1998 for the effective size.
 */
export function surveyProportion(
  strata: readonly SurveyStratum[],
  options: SurveyOptions = {},
): SurveyProportion {
  const { confidence = 0.95, multiplier = 1, isProbabilitySample = true } = options;
  const drawn = strata.map(drawnStratum);
  const answers = sumOf(drawn, (stratum) => stratum.answers);
  const nothing = { standardError: null, interval: null, effectiveSize: null, answers };
  if (answers < fewestAnswers) return { ...nothing, value: null, reason: "too_few_answers" };
  if (!isProbabilitySample) {
    const value = sumOf(drawn, (stratum) => stratum.yes) / answers;
    return { ...nothing, value: value * multiplier, reason: "not_probability_sample" };
  }
  const size = sumOf(drawn, ({ answers, expansion }) => expansion * answers);
  const value = sumOf(drawn, ({ yes, expansion }) => expansion * yes) / size;
  if (drawn.some(({ units, expansion }) => units < 2 && expansion > 1)) {
    return { ...nothing, value: value * multiplier, reason: "too_few_clusters" };
  }
  const variance = sumOf(drawn, (stratum) => spreadOf(stratum, value)) / size ** 2;
  const degrees = sumOf(drawn, (stratum) => stratum.units) - drawn.length;
  const effectiveSize = effectiveSizeOf(value, variance, answers, options.mayGain ?? false);
  const isFew = degrees > 0 && degrees < 30;
  const quantile = isFew ? tOf(confidence, degrees) : zOf(confidence);
  const limits = wilsonAt(value * effectiveSize, effectiveSize, quantile);
  return {
    value: value * multiplier,
    standardError: Math.sqrt(variance) * multiplier,
    interval: scaled({ ...limits, value }, multiplier),
    effectiveSize,
    answers,
    reason: null,
  };
}

interface DrawnStratum extends Answers {
  /** Drawn persons or clusters. */
  readonly units: number;
  /** How many units of the population each of them stands for. */
  readonly expansion: number;
  /** The sums over units of yes², yes × answers and answers². */
  readonly squares: readonly [number, number, number];
}

function drawnStratum(stratum: SurveyStratum): DrawnStratum {
  if (stratum.kind === "persons") {
    const { yes, answers } = stratum;
    requireShare(yes, answers);
    const expansion = expansionOf(stratum.population, answers);
    return { yes, answers, units: answers, expansion, squares: [yes, yes, answers] };
  }
  for (const { yes, answers } of stratum.clusters) requireShare(yes, answers);
  const over = (of: (cluster: Answers) => number) => sumOf(stratum.clusters, of);
  return {
    yes: over(({ yes }) => yes),
    answers: over(({ answers }) => answers),
    units: stratum.clusters.length,
    expansion: expansionOf(stratum.population, stratum.clusters.length),
    squares: [
      over(({ yes }) => yes ** 2),
      over(({ yes, answers }) => yes * answers),
      over(({ answers }) => answers ** 2),
    ],
  };
}

function expansionOf(population: number, units: number): number {
  requireCount(population, "population");
  requireExposure(units, "units drawn");
  if (units > population) {
    throw new RangeError(`"${units}" drawn from a population of "${population}"; count it anew.`);
  }
  return population / units;
}

/** The stratum's part of the variance of the expanded total of yes - share × answers. */
function spreadOf(stratum: DrawnStratum, share: number): number {
  const { yes, answers, units, expansion, squares } = stratum;
  if (expansion === 1) return 0;
  const sumOfSquares = squares[0] - 2 * share * squares[1] + share ** 2 * squares[2];
  const around = Math.max(0, sumOfSquares - (yes - share * answers) ** 2 / units);
  return (1 - 1 / expansion) * (units / (units - 1)) * expansion ** 2 * around;
}

function effectiveSizeOf(value: number, variance: number, answers: number, mayGain: boolean) {
  const own = value * (1 - value);
  if (own <= 0 || variance <= 0) return answers;
  return mayGain ? own / variance : Math.min(answers, own / variance);
}

function sumOf<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((sum, item) => sum + amount(item), 0);
}
