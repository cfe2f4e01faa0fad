/** Overlapping questions give small counts away. */
import { describe, expect, test } from "vitest";
import { differencing, mustRefuseLastQuery } from "#warehouse/disclosure/differencing.ts";
import { testGolden } from "../../golden.ts";

interface GoldenQuery {
  readonly atoms: number[];
  readonly answer: number;
}

testGolden("sdc_differencing", {
  given: ["n_atoms", "queries", "target_atom", "threshold", "true_value"],
  methods: {
    lp_bounds_query_set: (row) => {
      const atoms = row.number("n_atoms");
      const queries = row.json("queries") as GoldenQuery[];
      const { min, max } = differencing(atoms, queries)[row.number("target_atom")]!;
      return {
        lower: min,
        upper: max,
        disclosed_exactly: min === max,
        must_refuse_last_query: mustRefuseLastQuery(atoms, queries, row.number("threshold")),
      };
    },
  },
});

describe("differencing", () => {
  const county = { atoms: [0, 1, 2], answer: 39 };

  test("the county alone says only that no village has more than it", () => {
    expect(differencing(3, [county])[0]).toEqual({ cell: 0, min: 0, max: 39 });
    expect(mustRefuseLastQuery(3, [county], 10)).toBe(false);
  });

  test("a difference of 10 may be told, one of 9 may not, at a threshold of 10", () => {
    expect(mustRefuseLastQuery(3, [county, { atoms: [1, 2], answer: 29 }], 10)).toBe(false);
    expect(mustRefuseLastQuery(3, [county, { atoms: [1, 2], answer: 30 }], 10)).toBe(true);
  });

  test("a small count of two villages together is refused, though neither is known exactly", () => {
    const queries = [county, { atoms: [2], answer: 33 }];
    expect(differencing(3, queries)[0]).toEqual({ cell: 0, min: 0, max: 6 });
    expect(mustRefuseLastQuery(3, queries, 10)).toBe(true);
  });

  test("a tracker is seen through: a small set padded with a large one", () => {
    // 0 is the target; the padding 1 is asked with it and, by way of 2, without it.
    const queries = [
      { atoms: [0, 1], answer: 45 },
      { atoms: [1, 2], answer: 71 },
      { atoms: [2], answer: 30 },
    ];
    expect(differencing(3, queries)[0]).toEqual({ cell: 0, min: 4, max: 4 });
    expect(mustRefuseLastQuery(3, queries, 10)).toBe(true);
  });

  test("an atom named twice in one question counts once", () => {
    expect(differencing(1, [{ atoms: [0, 0], answer: 12 }])).toEqual([
      { cell: 0, min: 12, max: 12 },
    ]);
  });
});
