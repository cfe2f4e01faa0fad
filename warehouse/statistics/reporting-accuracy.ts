/** The official accuracy of birth reporting (出生统计求实率), a net error of two counts. */
import { requireCount } from "./interval.ts";

/**
 * 100 less the error of the reported births in per cent of the verified ones; over-reporting counts
 * as an error too, so that it falls below 0 past twice the verified births. Null when none is
 * verified. Misses and false entries cancel out: show it beside dual-system completeness.
 * RangeError for a negative count. Source: METHODS.md 3, birth_reporting_accuracy.
 */
export function reportingAccuracy(reported: number, verified: number): number | null {
  requireCount(reported, "reported");
  requireCount(verified, "verified");
  return verified === 0 ? null : 100 - (Math.abs(verified - reported) / verified) * 100;
}
