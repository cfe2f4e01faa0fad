/**
 * Rates of small areas, drawn towards the mean of all by as much as chance could have moved them.
 * For maps and screening: never for targets, pay or score cards (METHODS.md 9.2).
 */
import { gammaTail } from "./gamma-tail.ts";
import { requireCount, requireExposure } from "./interval.ts";
import { tailOf } from "./normal.ts";

/** The events of an area over its exposure. */
export interface ObservedArea {
  readonly events: number;
  /** Person-years, above zero. */
  readonly exposure: number;
}

/** The shrunken rate of an area, per unit of exposure. */
export interface ShrunkenRate {
  readonly value: number;
  /** How much of its own rate an area keeps, 0 to 1. */
  readonly weight: number;
  /** Posterior limits with the prior taken as known; null when areas differ by chance alone. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The prior that all areas share, and what it makes of each, in the order given. */
export interface EmpiricalBayes {
  readonly priorMean: number;
  /** The variance of the rates behind the observed ones; 0 when chance explains all of it. */
  readonly priorVariance: number;
  readonly areas: readonly ShrunkenRate[];
}

/** Fewer areas than this say nothing about how areas differ. */
export const fewestForShrinkage = 5;

/**
 * Shrinks the rate of every area towards the pooled rate. Null below five areas. RangeError for a
 * negative count or an area without exposure. Source: Marshall 1991, global; limits are quantiles
 * of the gamma posterior with shape m²/v + events and rate m/v + exposure.
 */
export function empiricalBayes(
  areas: readonly ObservedArea[],
  confidence = 0.95,
): EmpiricalBayes | null {
  for (const area of areas) {
    requireCount(area.events, "events");
    requireExposure(area.exposure, "exposure");
  }
  if (areas.length < fewestForShrinkage) return null;
  const total = areas.reduce((sum, area) => sum + area.exposure, 0);
  const mean = areas.reduce((sum, area) => sum + area.events, 0) / total;
  const spread = areas.reduce(
    (sum, { events, exposure }) => sum + exposure * (events / exposure - mean) ** 2,
    0,
  );
  const variance = Math.max(0, spread / total - mean / (total / areas.length));
  const tail = tailOf(confidence);
  const shrunken = areas.map(({ events, exposure }) => {
    if (variance === 0) return { value: mean, weight: 0, lower: null, upper: null };
    const weight = variance / (variance + mean / exposure);
    const [shape, rate] = [mean ** 2 / variance + events, mean / variance + exposure];
    return {
      value: mean + weight * (events / exposure - mean),
      weight,
      lower: gammaTail("lower", tail, shape) / rate,
      upper: gammaTail("upper", tail, shape) / rate,
    };
  });
  return { priorMean: mean, priorVariance: variance, areas: shrunken };
}
