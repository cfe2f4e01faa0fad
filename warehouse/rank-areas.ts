/** The areas of a level by value, with the ranks and the differences that chance allows (METHODS.md 9). */

import type { Measure } from "./define-measure.ts";
import type { Borders, Estimate, PopulationBase } from "./estimate.ts";
import { type FunnelCurvePoint, funnelCurve } from "./funnel-curve.ts";
import { InputError } from "./input-error.ts";
import { plausibleRanks } from "./plausible-ranks.ts";
import { queryEstimates } from "./query-estimates.ts";
import { findMeasure, type Measures } from "./read-measures.ts";
import { type Shrunken, shrunkenRates, tiersOf } from "./shrink-ranking.ts";
import type { Snapshot } from "./snapshot.ts";
import { competitionRanks } from "./statistics/competition-rank.ts";
import {
  expectedOutside,
  type FunnelFlag,
  rateFunnelFlag,
  shareFunnelFlag,
} from "./statistics/funnel.ts";
import { zOf } from "./statistics/normal.ts";
import { type Knowledge, mostRankedAreas, notDistinguishable } from "./statistics/rank-interval.ts";

export interface RankingQuestion {
  readonly measure: string;
  readonly level: string;
  readonly within?: string | null | undefined;
  readonly period: string;
  /** Absent: the better end first, the largest first where neither is better. */
  readonly order?: "ASCENDING" | "DESCENDING" | null | undefined;
  readonly base?: PopulationBase | null | undefined;
  readonly borders?: Borders | null | undefined;
}

export interface RankedEstimate {
  readonly estimate: Estimate;
  readonly rank: number | null;
  readonly rankLower: number | null;
  readonly rankUpper: number | null;
  readonly signal: Uppercase<FunnelFlag> | null;
  /** Areas of one tier cannot be told from its first by chance; null without rank intervals. */
  readonly tier: number | null;
  readonly shrunken: Shrunken | null;
}

export interface Ranking {
  /** The value of the area that holds all those ranked. */
  readonly baseline: Estimate;
  readonly distinguishable: boolean;
  readonly rankedCount: number;
  readonly outsideByChance: number;
  /** The limits around the baseline by denominator; empty where chance has no part. */
  readonly funnel: readonly FunnelCurvePoint[];
  readonly entries: readonly RankedEstimate[];
}

/**
 * Ranks the areas of a level inside `within` (default: the top area, when there is one only). Areas
 * without a value follow the ranked ones in code order, without a rank.
 * @throws InputError when the level has no area, or several top areas are there and none is named
 */
export async function rankAreas(
  snapshot: Snapshot,
  measures: Measures,
  question: RankingQuestion,
): Promise<Ranking> {
  const measure = findMeasure(measures, question.measure);
  const within = question.within ?? onlyRoot(snapshot);
  const { areas } = await snapshot.listAreas({ level: question.level, within });
  if (areas.length === 0 || areas.length > mostRankedAreas) {
    throw new InputError(
      `"${question.level}" has ${areas.length} areas inside "${within}"; a ranking takes 1 to ${mostRankedAreas}.`,
    );
  }
  const { base, borders } = question;
  const asked = { measures: [measure.id], periods: [question.period], base, borders };
  const [baseline, estimates] = await queryEstimates(snapshot, measures, [
    { ...asked, areas: [within] },
    { ...asked, areas: areas.map((area) => area.code) },
  ]);
  return rank(snapshot, measure, question, baseline![0]!, estimates!);
}

async function rank(
  snapshot: Snapshot,
  measure: Measure,
  question: RankingQuestion,
  baseline: Estimate,
  estimates: readonly Estimate[],
): Promise<Ranking> {
  const { level, period, base, borders } = question;
  const valued = estimates.filter((estimate) => estimate.value !== null);
  const descending =
    (question.order ?? (measure.direction === "lowerBetter" ? "ASCENDING" : "DESCENDING")) ===
    "DESCENDING";
  const ranks = competitionRanks(
    valued.map((estimate) => estimate.value!),
    descending,
  );
  const knowledge = valued.map((estimate) => knowledgeOf(measure, estimate));
  const chance = knowledge.every((known) => known !== null);
  const intervals = chance
    ? await plausibleRanks(
        snapshot,
        JSON.stringify([measure.id, level, baseline.area, period, base, borders, descending]),
        valued.map((estimate, i) => ({ code: estimate.area, knowledge: knowledge[i]! })),
        { higherIsBetter: descending, seed: `${measure.id}|${question.period}|${snapshot.id}` },
      )
    : null;
  const shrunken = shrunkenRates(measure, valued);
  const ranked = valued.map((estimate, i) => ({
    estimate,
    shrunken: shrunken[i]!,
    rank: ranks[i]!,
    rankLower: intervals?.[i]?.lower ?? null,
    rankUpper: intervals?.[i]?.upper ?? null,
    signal: signalOf(measure, estimate, baseline),
  }));
  ranked.sort((a, b) => a.rank - b.rank || (a.estimate.area < b.estimate.area ? -1 : 1));
  const others = estimates
    .filter((estimate) => estimate.value === null)
    .map((estimate) => ({ estimate, ...unranked }));
  const tiers = tiersOf(ranked);
  return {
    baseline,
    distinguishable: intervals === null || !notDistinguishable(intervals),
    rankedCount: ranked.length,
    outsideByChance: measure.chance === null ? 0 : expectedOutside(ranked.length),
    funnel: funnelCurve(
      measure,
      baseline.value,
      valued.map((estimate) => estimate.denominator!),
    ),
    entries: [...ranked.map((entry, i) => ({ ...entry, tier: tiers[i]! })), ...others],
  };
}

const unranked = {
  rank: null,
  rankLower: null,
  rankUpper: null,
  signal: null,
  tier: null,
  shrunken: null,
};

function onlyRoot(snapshot: Snapshot): string {
  const { roots } = snapshot.manifest;
  if (roots.length === 1) return roots[0]!;
  throw new InputError(
    `There are ${roots.length} top areas; name the one to rank in with "within": ${roots.slice(0, 5).join(", ")} …`,
  );
}

/** What the draws of an area's rank come from; null where chance has no part (money). */
export function knowledgeOf(measure: Measure, estimate: Estimate): Knowledge | null {
  const { numerator, denominator, value, lower, upper, confidence } = estimate;
  if (measure.chance === "rate") {
    return { kind: "rate", events: numerator!, exposure: denominator! };
  }
  if (measure.chance === "proportion") {
    return { kind: "share", events: numerator!, base: denominator! };
  }
  if (measure.chance === "sexRatio") {
    return { kind: "share", events: numerator!, base: numerator! + denominator! };
  }
  if (lower === null || upper === null) return null;
  const standardError = (upper - lower) / (2 * zOf(confidence));
  return { kind: "normal", value: value!, standardError };
}

function signalOf(
  measure: Measure,
  estimate: Estimate,
  baseline: Estimate,
): Uppercase<FunnelFlag> | null {
  const { numerator: events, denominator: base } = estimate;
  if (baseline.value === null || !baseline.denominator || measure.chance === null) return null;
  const pooled = baseline.numerator! / baseline.denominator;
  const flag =
    measure.chance === "rate"
      ? rateFunnelFlag(events!, base!, pooled)
      : measure.chance === "proportion"
        ? shareFunnelFlag(events!, base!, pooled)
        : shareFunnelFlag(events!, events! + base!, pooled / (1 + pooled));
  return flag.toUpperCase() as Uppercase<FunnelFlag>;
}
