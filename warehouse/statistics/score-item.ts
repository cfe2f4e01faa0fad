/** The points of one line of a score card, by the rules that cards print (METHODS.md 10.2). */
import { requireCount, requireExposure } from "./interval.ts";

/**
 * How a value becomes points. `binary`: all for 1, none for 0. `threshold`: all at the target or
 * better. `proportional`: value / target of them, within 0 and all. `step`: those of the highest
 * band whose `lowest` the value reaches, none below all bands. `deduct`: `perCase` less for every
 * case, down to 0. `given`: what an assessor gives.
 */
export type ScoreRule =
  | { readonly kind: "binary" }
  | { readonly kind: "threshold"; readonly target: number; readonly lowerIsBetter?: boolean }
  | { readonly kind: "proportional"; readonly target: number }
  | { readonly kind: "step"; readonly bands: readonly ScoreBand[] }
  | { readonly kind: "deduct"; readonly perCase: number }
  | { readonly kind: "given" };

/** The points for values from `lowest` on, up to the next band. */
export interface ScoreBand {
  readonly lowest: number;
  readonly points: number;
}

/**
 * The points of a raw value, 0 to `points`; null (not assessed) without a value, which is not the
 * same as none. RangeError for a binary value other than 0 and 1, given points outside 0 to
 * `points`, a negative number of cases, or a proportional target that is not above zero.
 */
export function itemPoints(rule: ScoreRule, points: number, value: number | null): number | null {
  if (value === null) return null;
  switch (rule.kind) {
    case "binary":
      if (value !== 0 && value !== 1) {
        throw new RangeError(`A binary item has "${value}"; give 1 if fulfilled, 0 if not.`);
      }
      return value * points;
    case "threshold":
      return isReached(value, rule.target, rule.lowerIsBetter ?? false) ? points : 0;
    case "proportional":
      requireExposure(rule.target, "target");
      return points * Math.min(1, Math.max(0, value / rule.target));
    case "step":
      return stepPoints(rule.bands, points, value);
    case "deduct":
      requireCount(value, "cases");
      return Math.max(0, points - rule.perCase * value);
    case "given":
      if (!(value >= 0 && value <= points)) {
        throw new RangeError(`"${value}" points are given; the item has 0 to ${points}.`);
      }
      return value;
  }
}

function isReached(value: number, target: number, lowerIsBetter: boolean): boolean {
  return lowerIsBetter ? value <= target : value >= target;
}

function stepPoints(bands: readonly ScoreBand[], points: number, value: number): number {
  let best: ScoreBand | null = null;
  for (const band of bands) {
    if (band.points < 0 || band.points > points) {
      throw new RangeError(`A band has "${band.points}" points; the item has 0 to ${points}.`);
    }
    if (value >= band.lowest && (best === null || band.lowest > best.lowest)) best = band;
  }
  return best?.points ?? 0;
}
