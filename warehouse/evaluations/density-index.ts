/** Points on the land as a per cent of a standard density: an index that may pass 100. */
import type { Circumstances, Sums } from "../define-measure.ts";
import type { Evaluation } from "../estimate.ts";
import { undefinedBecause } from "./evaluation.ts";
import { rateOf } from "./rate.ts";

/**
 * points / km² / standard × multiplier with the limits of the count of points (METHODS.md 3.2, document
 * 003 formula 4). The denominator is the number of points that the standard asks for.
 */
export function densityIndex(points: string, km2: string, standardPerKm2: number) {
  return (sums: Sums, circumstances: Circumstances): Evaluation => {
    const land = sums[km2] ?? null;
    if (land === null) return undefinedBecause("no_data", sums[points] ?? null);
    return rateOf(sums[points] ?? null, land * standardPerKm2, circumstances);
  };
}
