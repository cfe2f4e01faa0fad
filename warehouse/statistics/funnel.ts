/**
 * Funnel plots: which areas lie further from a common baseline than chance explains. The curves
 * are for drawing; the verdict on an area comes from the test on its own counts (METHODS.md 9.1).
 */
import { exactPoisson } from "./exact-poisson.ts";
import { gammaTail } from "./gamma-tail.ts";
import { requireCount, requireExposure } from "./interval.ts";
import { tailOf, zOf } from "./normal.ts";
import { requireShare } from "./wilson.ts";

/** How an area stands to the baseline; good or bad is decided by the measure's direction. */
export type FunnelFlag = "high_998" | "high_95" | "not_different" | "low_95" | "low_998";

/** The limits of a funnel at one place on its axis, in the unit of the baseline. */
export interface FunnelLimits {
  readonly lower: number;
  readonly upper: number;
}

/** A point of a funnel's curve: an exposure, and the rate that is the limit there. */
export interface FunnelPoint {
  readonly exposure: number;
  readonly rate: number;
}

/**
 * Limits around a baseline share (0 to 1) at this many persons, within 0 and 1: Wilson inverted.
 * `widening` (at least 1) is the square root of the over-dispersion. RangeError for no base.
 */
export function shareFunnelLimits(
  baseline: number,
  base: number,
  confidence = 0.95,
  widening = 1,
): FunnelLimits {
  requireShare(baseline, 1);
  requireExposure(base, "base");
  const reach =
    zOf(confidence) * neverNarrower(widening) * Math.sqrt((baseline * (1 - baseline)) / base);
  return { lower: Math.max(0, baseline - reach), upper: Math.min(1, baseline + reach) };
}

/**
 * Limits around a baseline rate where this many events are expected (baseline * exposure).
 * `widening` stretches both distances to the baseline. RangeError unless expected is above zero.
 */
export function rateFunnelLimits(
  baseline: number,
  expected: number,
  confidence = 0.95,
  widening = 1,
): FunnelLimits {
  requireCount(baseline, "baseline");
  requireExposure(expected, "expected");
  const tail = tailOf(confidence);
  const stretch = neverNarrower(widening);
  const lower = gammaTail("lower", tail, expected) / expected;
  const upper = gammaTail("upper", tail, expected + 1) / expected;
  return {
    lower: baseline * Math.max(0, 1 + stretch * (lower - 1)),
    upper: baseline * (1 + stretch * (upper - 1)),
  };
}

/**
 * The two points of a rate's funnel at which an area with this many events would just touch the
 * lower and the upper limit. RangeError unless events and baseline are above zero.
 */
export function rateFunnelPoints(
  events: number,
  baseline: number,
  confidence = 0.95,
): { readonly lower: FunnelPoint; readonly upper: FunnelPoint } {
  requireExposure(events, "events");
  requireExposure(baseline, "baseline");
  const limits = exactPoisson(events, confidence);
  return {
    lower: { exposure: limits.upper / baseline, rate: (events / limits.upper) * baseline },
    upper: { exposure: limits.lower / baseline, rate: (events / limits.lower) * baseline },
  };
}

/** Whether the share events / base lies outside the limits of a baseline at its own base. */
export function shareFunnelFlag(events: number, base: number, baseline: number): FunnelFlag {
  requireShare(events, base);
  const value = events / base;
  return flagBy((confidence) => {
    const { lower, upper } = shareFunnelLimits(baseline, base, confidence);
    return value > upper ? "high" : value < lower ? "low" : null;
  });
}

/**
 * Whether a baseline rate lies outside the exact limits of events / exposure. For an observed to
 * expected ratio give the expected events as exposure and the baseline 1.
 */
export function rateFunnelFlag(events: number, exposure: number, baseline: number): FunnelFlag {
  requireExposure(exposure, "exposure");
  return flagBy((confidence) => {
    const { lower, upper } = exactPoisson(events, confidence);
    const expected = baseline * exposure;
    return expected < lower ? "high" : expected > upper ? "low" : null;
  });
}

/** How many of these areas lie outside the limits by chance alone: one in twenty at 95%. */
export function expectedOutside(areas: number, confidence = 0.95): number {
  return areas * 2 * tailOf(confidence);
}

function flagBy(sideAt: (confidence: number) => "high" | "low" | null): FunnelFlag {
  const far = sideAt(0.998);
  if (far !== null) return `${far}_998`;
  const near = sideAt(0.95);
  return near === null ? "not_different" : `${near}_95`;
}

function neverNarrower(widening: number): number {
  if (!(widening >= 1)) {
    throw new RangeError(`widening is "${widening}"; limits are never narrowed, give 1 or more.`);
  }
  return widening;
}
