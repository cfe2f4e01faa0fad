/** The curves of a funnel plot around a baseline, in the measure's unit, for pages to draw. */
import type { Measure } from "./define-measure.ts";
import { rateFunnelLimits, shareFunnelLimits } from "./statistics/funnel.ts";

/** The limits at one denominator; an area beyond them differs by more than chance explains. */
export interface FunnelCurvePoint {
  /** Person-years, births or females: what the measure divides by. */
  readonly denominator: number;
  readonly lower998: number;
  readonly lower95: number;
  readonly upper95: number;
  readonly upper998: number;
}

const points = 80;

/**
 * Limits of 95% and 99.8% at denominators from a third of the smallest given to just over the
 * largest. Empty where chance has no part, without a baseline, or below three areas.
 */
export function funnelCurve(
  { chance, multiplier }: Pick<Measure, "chance" | "multiplier">,
  baseline: number | null,
  denominators: readonly number[],
): FunnelCurvePoint[] {
  if (!chance || baseline === null || baseline <= 0 || denominators.length < 3) return [];
  const least = Math.max(1, Math.min(...denominators) / 3);
  const most = Math.max(...denominators) * 1.06;
  return Array.from({ length: points }, (_, point) => {
    const denominator = least * (most / least) ** (point / (points - 1));
    const at = (confidence: number) =>
      limitsAt(chance, baseline / multiplier, denominator, confidence);
    const [near, far] = [at(0.95), at(0.998)];
    return {
      denominator,
      lower998: far.lower * multiplier,
      lower95: near.lower * multiplier,
      upper95: near.upper * multiplier,
      upper998: far.upper * multiplier,
    };
  });
}

function limitsAt(
  chance: NonNullable<Measure["chance"]>,
  baseline: number,
  denominator: number,
  confidence: number,
): { lower: number; upper: number } {
  if (chance === "rate") return rateFunnelLimits(baseline, baseline * denominator, confidence);
  if (chance === "proportion") return shareFunnelLimits(baseline, denominator, confidence);
  // A ratio of males to females is the odds of the share of males among all births.
  const share = baseline / (1 + baseline);
  const limits = shareFunnelLimits(share, denominator * (1 + baseline), confidence);
  return { lower: odds(limits.lower), upper: odds(limits.upper) };
}

function odds(share: number): number {
  return share / (1 - Math.min(share, 0.999));
}
