/** Draws of counts from the distributions that intervals are made for, exact to double precision. */
import type { RandomNumbers } from "#warehouse/statistics/random-numbers.ts";

/** Makes draws of events that happen at a mean (> 0) of their own. */
export function poisson(random: RandomNumbers, mean: number): () => number {
  return fromRatios(random, Math.floor(mean), Number.POSITIVE_INFINITY, (k) => mean / (k + 1));
}

/** Makes draws of how many of `base` have what each has with the chance `share` (0 to 1). */
export function binomial(random: RandomNumbers, base: number, share: number): () => number {
  const odds = share / (1 - share);
  return fromRatios(random, Math.floor(base * share), base, (k) => ((base - k) / (k + 1)) * odds);
}

/** Inverts a table of cumulated chances that spreads from the mode by ratios P(k + 1) / P(k). */
function fromRatios(
  random: RandomNumbers,
  mode: number,
  most: number,
  ratio: (k: number) => number,
): () => number {
  const tiny = 1e-18;
  const below: number[] = [];
  for (let k = mode - 1, chance = 1; k >= 0; k--) {
    chance /= ratio(k);
    if (chance < tiny) break;
    below.push(chance);
  }
  const chances = [...below.reverse(), 1];
  for (let k = mode, chance = 1; k < most; k++) {
    chance *= ratio(k);
    if (chance < tiny) break;
    chances.push(chance);
  }
  const first = mode - below.length;
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  let sum = 0;
  const cumulated = Float64Array.from(chances, (chance) => {
    sum += chance / total;
    return sum;
  });
  return () => first + placeOf(cumulated, random.uniform());
}

/** The first place whose cumulated chance reaches `share`. */
function placeOf(cumulated: Float64Array, share: number): number {
  let [low, high] = [0, cumulated.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cumulated[middle]! < share) low = middle + 1;
    else high = middle;
  }
  return low;
}
