/** The exact two-sided binomial test, which an exact ratio of rates rests on. */
import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";
import { requireShare } from "./wilson.ts";

/**
 * The chance of an outcome no likelier than `events` of `base` when each happens with `probability`
 * (strictly between 0 and 1). Takes time by the size of the base.
 * Source: the method of minimum likelihood, as in R's binom.test.
 */
export function binomialTest(events: number, base: number, probability: number): number {
  requireShare(events, base);
  const odds = probability / (1 - probability);
  const expected = base * probability;
  if (events === expected) return 1;
  // Likelihoods only as ratios to the observed one; R allows a ten-millionth for rounding.
  const asLikely = Math.log(1 + 1e-7);
  let likelihood = 0;
  let asExtreme = 0;
  if (events < expected) {
    for (let i = events; i < base; i++) {
      likelihood += Math.log(((base - i) / (i + 1)) * odds);
      if (i + 1 >= expected && likelihood <= asLikely) asExtreme++;
    }
    return Math.min(1, atMost(events) + atLeast(base - asExtreme + 1));
  }
  for (let i = events; i > 0; i--) {
    likelihood += Math.log(i / (base - i + 1) / odds);
    if (i - 1 <= expected && likelihood <= asLikely) asExtreme++;
  }
  return Math.min(1, atMost(asExtreme - 1) + atLeast(events));

  function atMost(x: number): number {
    return x < 0 ? 0 : binomialCdf(x, base, probability);
  }

  function atLeast(x: number): number {
    return x > base ? 0 : binomialCdf(base - x, base, 1 - probability);
  }
}
