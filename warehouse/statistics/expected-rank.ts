/** Ranks in closed form for estimates of which only a standard error is known (METHODS.md 9.3). */
import { requireExposure } from "./interval.ts";
import { normalShareBelow } from "./normal.ts";

/** An estimate with its standard error (above zero), in one unit. */
export interface UncertainEstimate {
  readonly value: number;
  readonly standardError: number;
}

/**
 * The expected rank of each estimate, from 1: one plus the chance of every other to be better.
 * RangeError for a standard error that is not above zero. Source: Laird and Louis 1989.
 */
export function expectedRanks(
  estimates: readonly UncertainEstimate[],
  higherIsBetter: boolean,
): number[] {
  requireErrors(estimates);
  const sign = higherIsBetter ? 1 : -1;
  return estimates.map((own, i) =>
    estimates.reduce((rank, other, j) => {
      if (i === j) return rank;
      const spread = Math.hypot(own.standardError, other.standardError);
      return rank + normalShareBelow((sign * (other.value - own.value)) / spread);
    }, 1),
  );
}

/**
 * The chance of each estimate to be the best of all, 0 to 1; they sum to 1. By quadrature over the
 * own normal density (the trapezoid rule, which is very exact for smooth and vanishing tails).
 */
export function probabilitiesBest(
  estimates: readonly UncertainEstimate[],
  higherIsBetter: boolean,
): number[] {
  requireErrors(estimates);
  const sign = higherIsBetter ? 1 : -1;
  const smallest = Math.min(...estimates.map((estimate) => estimate.standardError));
  return estimates.map((own, i) => {
    // The step has to be fine enough for the steepest of the other distributions.
    const step = Math.max(1e-3, Math.min(0.05, (0.25 * smallest) / own.standardError));
    let sum = 0;
    for (let t = -9; t <= 9; t += step) {
      const at = own.value + t * own.standardError;
      let chance = Math.exp((-t * t) / 2);
      for (const [j, other] of estimates.entries()) {
        if (i === j) continue;
        chance *= normalShareBelow((sign * (at - other.value)) / other.standardError);
        if (chance < 1e-300) break;
      }
      sum += chance;
    }
    return (sum * step) / Math.sqrt(2 * Math.PI);
  });
}

function requireErrors(estimates: readonly UncertainEstimate[]): void {
  for (const { standardError } of estimates) requireExposure(standardError, "standardError");
}
