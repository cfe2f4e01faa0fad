/** Student's t, which takes the place of z where a spread is known from few values only. */
import betaQuantile from "@stdlib/stats-base-dists-beta-quantile";
import { requireExposure } from "./interval.ts";
import { tailOf } from "./normal.ts";

/**
 * The two-sided quantile of Student's t: 2.2281 at 0.95 for 10 degrees of freedom (> 0), nearing
 * `zOf(confidence)` as they grow. RangeError outside. Source: t² / (t² + degrees) is beta
 * distributed with the shapes 1/2 and degrees / 2.
 */
export function tOf(confidence: number, degrees: number): number {
  requireExposure(degrees, "degrees");
  const outside = 2 * tailOf(confidence);
  // Each side of the beta keeps the digits that the other loses in 1 - x.
  if (degrees < 100) {
    const rest = betaQuantile(outside, degrees / 2, 0.5);
    return Math.sqrt((degrees * (1 - rest)) / rest);
  }
  const share = betaQuantile(1 - outside, 0.5, degrees / 2);
  return Math.sqrt((degrees * share) / (1 - share));
}
