/**
 * How much more areas differ than chance alone would have them, so that a funnel's limits can be
 * widened and say so (METHODS.md 9.1; Spiegelhalter 2005).
 */
import { requireCount, requireExposure } from "./interval.ts";
import { requireShare } from "./wilson.ts";

/** What the spread of the areas says about the funnel. */
export interface OverDispersion {
  /** The mean of the winsorised squared z: about 1 when chance explains the spread. */
  readonly phi: number;
  /** True with 10 or more areas and phi above 1 + 2 sqrt(2 / areas). */
  readonly isMarked: boolean;
  /** The factor for the limits: the square root of phi where marked, else 1; never below 1. */
  readonly widening: number;
}

/** phi over the z of the areas, winsorised at their 10th and 90th percentile; 1 for no areas. */
export function overDispersion(zScores: readonly number[]): OverDispersion {
  const count = zScores.length;
  if (count === 0) return { phi: 1, isMarked: false, widening: 1 };
  const ordered = [...zScores].sort((a, b) => a - b);
  const [low, high] = [quantileOf(ordered, 0.1), quantileOf(ordered, 0.9)];
  const sum = zScores.reduce((total, z) => total + Math.min(high, Math.max(low, z)) ** 2, 0);
  const phi = sum / count;
  const isMarked = count >= 10 && phi > 1 + 2 * Math.sqrt(2 / count);
  return { phi, isMarked, widening: isMarked ? Math.sqrt(phi) : 1 };
}

/** How many standard errors a share lies from a baseline; 0 where the baseline leaves no error. */
export function zOfShare(events: number, base: number, baseline: number): number {
  requireShare(events, base);
  const error = Math.sqrt((baseline * (1 - baseline)) / base);
  return error === 0 ? 0 : (events / base - baseline) / error;
}

/** How many standard errors a rate lies from a baseline; 0 where the baseline is 0. */
export function zOfRate(events: number, exposure: number, baseline: number): number {
  requireCount(events, "events");
  requireExposure(exposure, "exposure");
  const error = Math.sqrt(baseline / exposure);
  return error === 0 ? 0 : (events / exposure - baseline) / error;
}

/** Linear between order statistics (type 7, the default of R and of spreadsheets). */
function quantileOf(ordered: readonly number[], share: number): number {
  const position = (ordered.length - 1) * share;
  const below = Math.floor(position);
  const next = ordered[Math.min(below + 1, ordered.length - 1)]!;
  return ordered[below]! + (position - below) * (next - ordered[below]!);
}
