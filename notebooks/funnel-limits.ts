/** The curves of a funnel plot, from the warehouse's tested functions, for the pages to draw. */
import { rateFunnelLimits, shareFunnelLimits } from "#warehouse/statistics/funnel.ts";
import type { FunnelLimit } from "./pages/components/payload.ts";

const steps = 80;

/**
 * Limits of 95% and 99.8% around a baseline in the measure's unit, at denominators from a third of
 * the smallest given to just over the largest; empty where chance does not rule.
 */
export function funnelLimits(
  chance: "rate" | "proportion" | "sexRatio" | null,
  baseline: number | null,
  multiplier: number,
  denominators: readonly number[],
): FunnelLimit[] {
  if (!chance || baseline === null || baseline <= 0 || denominators.length < 3) return [];
  const least = Math.max(1, Math.min(...denominators) / 3);
  const most = Math.max(...denominators) * 1.06;
  return Array.from({ length: steps }, (_, step) => {
    const denominator = least * (most / least) ** (step / (steps - 1));
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
  chance: "rate" | "proportion" | "sexRatio",
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
