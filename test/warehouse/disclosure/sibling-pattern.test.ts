import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attackerBounds,
  type LinearRelation,
  sumRelation,
} from "#warehouse/disclosure/attacker-bounds.ts";
import { type PatternTree, publishedAreas } from "#warehouse/disclosure/sibling-pattern.ts";

/** A county with three towns of three villages each: county 0, towns 1 to 3, villages 4 to 12. */
const tree: PatternTree = {
  parents: [-1, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3],
  protected: [false, ...Array.from({ length: 12 }, () => true)],
};
const [towns, villages] = [
  [1, 2, 3],
  [4, 5, 6, 7, 8, 9, 10, 11, 12],
];

/** The cells of all areas from those of the villages. */
function rolledUp(ofVillages: readonly (readonly number[])[]): Map<number, Float64Array> {
  const cells = new Map(villages.map((area, i) => [area, Float64Array.from(ofVillages[i]!)]));
  const add = (areas: readonly number[]) =>
    Float64Array.from(ofVillages[0]!, (_, cell) =>
      areas.reduce((sum, area) => sum + cells.get(area)![cell]!, 0),
    );
  for (const town of towns) {
    cells.set(town, add(villages.filter((village) => tree.parents[village] === town)));
  }
  cells.set(0, add(towns));
  return cells;
}

function pattern(cells: Map<number, Float64Array>, isOpen = (_: number) => true) {
  const size = cells.get(0)!.length;
  const none = Array.from({ length: size }, () => false);
  const rule = { threshold: 10, sensitive: none, unknown: none };
  return [...publishedAreas(tree, { counts: cells }, rule, isOpen)];
}

const withheld = (published: readonly number[]) =>
  published.flatMap((is, area) => (is === 1 ? [] : [area]));

describe("publishedAreas", () => {
  test("withholds nothing when no count is small", () => {
    const cells = rolledUp(villages.map(() => [12]));
    expect(withheld(pattern(cells))).toEqual([]);
  });

  test("withholds a small village with enough siblings that even one of them cannot tell it", () => {
    const cells = rolledUp([[3], [50], [60], [20], [20], [20], [20], [20], [20]]);
    expect(withheld(pattern(cells))).toEqual([4, 5, 6]);
  });

  test("withholds everything below an area that withholds", () => {
    const cells = rolledUp([[1], [2], [2], [20], [30], [20], [20], [20], [30]]);
    const published = pattern(cells);
    expect(withheld(published)).toEqual([1, 2, 3, ...villages]);
  });

  test("shows zeros, which tell of nobody", () => {
    const cells = rolledUp([[0], [50], [60], [20], [20], [20], [20], [20], [20]]);
    expect(withheld(pattern(cells))).toEqual([]);
  });

  test("keeps what was withheld together before, when one of the group has not changed", () => {
    const before = rolledUp([[3], [50], [60], [20], [20], [20], [20], [20], [20]]);
    const now = rolledUp([[13], [50], [60], [20], [20], [20], [20], [20], [20]]);
    const rule = { threshold: 10, sensitive: [false], unknown: [false] };
    const published = Uint8Array.from(pattern(before));
    const again = publishedAreas(tree, { counts: now }, rule, () => true, {
      cells: { counts: before },
      published,
    });
    expect(withheld([...again])).toEqual([4, 5, 6]);
  });

  test("two releases together tell no withheld small count to who takes both for unchanged", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 9, maxLength: 9 });
    const revisions = fc.dictionary(
      fc.constantFrom(...villages.map((_, i) => String(i))),
      fc.integer({ min: -4, max: 4 }),
      { maxKeys: 4 },
    );
    fc.assert(
      fc.property(counts, revisions, (before, revised) => {
        const after = before.map((count, i) => Math.max(0, count + (revised[i] ?? 0)));
        const [then, now] = [before, after].map((one) => rolledUp(one.map((count) => [count])));
        const published = Uint8Array.from(pattern(then!));
        const earlier = { cells: { counts: then! }, published };
        const rule = { threshold: 10, sensitive: [false], unknown: [false] };
        const again = publishedAreas(tree, { counts: now! }, rule, () => true, earlier);
        const truth = [then!, now!].flatMap((cells) =>
          tree.parents.map((_, i) => cells.get(i)![0]!),
        );
        const values = truth.map((count, cell) =>
          (cell < 13 ? published[cell] : again[cell - 13]) === 1 ? count : null,
        );
        const relations = [0, 1, 2, 3].flatMap((parent) => {
          const below = tree.parents.flatMap((own, area) => (own === parent ? [area] : []));
          const twice = below.filter((a) => values[a] === null && values[a + 13] === null);
          const isSame = twice.every((a) => truth[a] === truth[a + 13]);
          return [
            sumRelation(parent, below),
            sumRelation(
              parent + 13,
              below.map((area) => area + 13),
            ),
            ...(isSame ? twice.map((area) => sumRelation(area, [area + 13])) : []),
          ];
        });
        // Where all siblings withhold already there is nobody left to hide behind.
        const hasOthers = (cell: number) =>
          truth.some(
            (count, other) =>
              count > 0 &&
              values[other] !== null &&
              other >= 13 &&
              tree.parents[other - 13] === tree.parents[cell % 13],
          );
        const found = attackerBounds(values, relations).filter(
          ({ cell, min, max }) =>
            min === max && truth[cell]! > 0 && truth[cell]! < 10 && hasOthers(cell),
        );
        expect(found).toEqual([]);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  test("no withheld small count can be worked out from what is published, by linear programming", () => {
    const counts = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })),
      { minLength: villages.length, maxLength: villages.length },
    );
    fc.assert(
      fc.property(counts, (ofVillages) => {
        const split = rolledUp(ofVillages);
        const total = rolledUp(ofVillages.map(([a, b]) => [a + b]));
        const totals = pattern(total);
        const splits = pattern(split, (area) => totals[area] === 1);
        const { values, relations, truth } = release(split, total, splits, totals);
        for (const { cell, min, max } of attackerBounds(values, relations)) {
          const count = truth[cell]!;
          if (count === 0 || count >= 10) continue;
          // Below an open count nothing can be less sure than that count leaves it.
          const open = Math.min(10, truth[cell % 3]!);
          expect({ cell, range: (max ?? 1e9) - min }).toSatisfy(
            ({ range }: { range: number }) => range >= open,
          );
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

/** Cell 3 × area is the first category, + 1 the second, + 2 the total of both. */
function release(
  split: ReadonlyMap<number, Float64Array>,
  total: ReadonlyMap<number, Float64Array>,
  splits: readonly number[],
  totals: readonly number[],
) {
  const areas = tree.parents.map((_, area) => area);
  const truth = areas.flatMap((area) => [...split.get(area)!, ...total.get(area)!]);
  const values = truth.map((count, cell) => {
    const published = cell % 3 === 2 ? totals : splits;
    return published[Math.floor(cell / 3)] === 1 ? count : null;
  });
  const relations: LinearRelation[] = [
    ...areas.map((area) => sumRelation(3 * area + 2, [3 * area, 3 * area + 1])),
    ...[0, ...towns].flatMap((parent) =>
      [0, 1, 2].map((column) =>
        sumRelation(
          3 * parent + column,
          areas.filter((area) => tree.parents[area] === parent).map((area) => 3 * area + column),
        ),
      ),
    ),
  ];
  return { truth, values, relations };
}
