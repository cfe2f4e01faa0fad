/**
 * The normal distribution: quantiles for intervals and tail probabilities for tests. z is always
 * computed from the confidence and never rounded to 1.96 (METHODS.md section 0, decision 5).
 */
import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";

/**
 * The two-sided normal quantile: 1.959963984540054 for 0.95, 3.090232306167813 for 0.998.
 * Throws RangeError unless 0 < confidence < 1.
 */
export function zOf(confidence: number): number {
  return -normalQuantile(tailOf(confidence), 0, 1);
}

/** The probability left in each tail, (1 - confidence) / 2. Throws RangeError outside (0, 1). */
export function tailOf(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence is "${confidence}"; give a number between 0 and 1.`);
  }
  return (1 - confidence) / 2;
}

/** The value below which a share `probability` (0 to 1) of the standard normal lies. */
export function normalQuantileOf(probability: number): number {
  return normalQuantile(probability, 0, 1);
}

/** P(Z <= z) of the standard normal, 0 to 1. */
export function normalShareBelow(z: number): number {
  return normalCdf(z, 0, 1);
}

/** P(|Z| >= |z|), 0 to 1; keeps its digits in the far tail. */
export function twoSidedP(z: number): number {
  return Math.min(1, 2 * normalCdf(-Math.abs(z), 0, 1));
}
