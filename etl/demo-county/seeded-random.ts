/**
 * Random numbers that are the same in every run: each part of the demo county draws from its own
 * named stream, so that a change in one part leaves the others as they were.
 */

export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  /** True with the given probability, 0 to 1. */
  chance(probability: number): boolean;
  /** One of the items, all equally likely. */
  pick<Item>(items: readonly Item[]): Item;
  /** The position of one weight, likely in proportion to it; the weights need not sum to 1. */
  weighted(weights: readonly number[]): number;
  /** A count of rare events with this mean; above 30 by the normal approximation. */
  poisson(mean: number): number;
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number;
  /** `count` different items, in their first order; all of them when there are fewer. */
  sample<Item>(items: readonly Item[], count: number): Item[];
}

/** A stream by its name (FNV-1a for the seed, mulberry32 for the numbers). */
export function seededRandom(name: string): SeededRandom {
  let state = 0x811c9dc5;
  for (const letter of name) {
    state = Math.imul(state ^ letter.codePointAt(0)!, 0x01000193);
  }
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    below,
    normal,
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)]!,
    weighted: (weights) => {
      let rest = next() * weights.reduce((sum, weight) => sum + weight, 0);
      return Math.max(
        0,
        weights.findIndex((weight) => {
          rest -= weight;
          return rest < 0;
        }),
      );
    },
    poisson: (mean) => {
      if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      const floor = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > floor; product *= next()) count++;
      return count;
    },
    sample: (items, count) => {
      const chosen = new Set<number>();
      while (chosen.size < Math.min(count, items.length)) chosen.add(below(items.length));
      return [...chosen].sort((a, b) => a - b).map((position) => items[position]!);
    },
  };
}
