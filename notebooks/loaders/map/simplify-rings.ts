/**
 * Leaves out bends that nobody sees (Visvalingam and Whyatt 1993), the same ones on both sides of a
 * border: a position may go only where all rings that hold it have the same two beside it.
 */

/** Positions in whole units, the last not like the first. */
export type Ring = readonly (readonly [x: number, y: number])[];

/**
 * The rings of every area without the positions whose triangle with those beside it is smaller than
 * `smallest` square units. Rings keep at least four positions, those with fewer all of them.
 */
export function simplifyRings(
  areas: readonly (readonly Ring[])[],
  smallest: number,
): (readonly Ring[])[] {
  let simple = areas.map((rings) => [...rings]);
  for (;;) {
    const bends = freeBends(simple.flat());
    const goes = (ring: Ring, at: number) => {
      const own = bends.get(keyOf(ring[at]!)) ?? Number.POSITIVE_INFINITY;
      // Never two beside each other at once: the smaller first, and of equal ones the first by name.
      const beside = [ring.at(at - 1)!, ring[(at + 1) % ring.length]!].map(keyOf);
      return (
        own < smallest &&
        beside.every((other) => {
          const size = bends.get(other) ?? Number.POSITIVE_INFINITY;
          return own < size || (own === size && keyOf(ring[at]!) < other);
        })
      );
    };
    const next = simple.map((rings) =>
      rings.map((ring) => ring.filter((_, at) => !goes(ring, at))),
    );
    const count = (all: readonly (readonly Ring[])[]) => all.flat(2).length;
    if (count(next) === count(simple)) return simple;
    simple = next;
  }
}

const keyOf = ([x, y]: readonly [number, number]) => `${x},${y}`;

/** The triangle of every position that may go, in square units. */
function freeBends(rings: readonly Ring[]): Map<string, number> {
  const beside = new Map<string, string>();
  const bends = new Map<string, number>();
  const fixed = new Set<string>();
  for (const ring of rings)
    for (const [at, position] of ring.entries()) {
      const key = keyOf(position);
      const [before, after] = [ring.at(at - 1)!, ring[(at + 1) % ring.length]!];
      const both = [keyOf(before), keyOf(after)].sort().join(" ");
      if (ring.length <= 4 || (beside.get(key) ?? both) !== both) fixed.add(key);
      beside.set(key, both);
      bends.set(key, triangle(before, position, after));
    }
  for (const key of fixed) bends.delete(key);
  return bends;
}

function triangle(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  [x3, y3]: readonly [number, number],
): number {
  return Math.abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2;
}
