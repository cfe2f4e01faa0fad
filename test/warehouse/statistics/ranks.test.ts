/** Point ranks, expected ranks and rank intervals. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { competitionRanks } from "#warehouse/statistics/competition-rank.ts";
import { expectedRanks, probabilitiesBest } from "#warehouse/statistics/expected-rank.ts";
import { RandomNumbers } from "#warehouse/statistics/random-numbers.ts";
import {
  type Knowledge,
  notDistinguishable,
  type RankedArea,
  rankIntervals,
} from "#warehouse/statistics/rank-interval.ts";
import { type GoldenRow, testGolden } from "../../golden.ts";

testGolden("ranking", {
  given: ["estimates", "se", "higher_is_better"],
  methods: {
    normal_expected_rank: (row) => {
      const errors = row.numbers("se");
      const values = row.numbers("estimates");
      const estimates = values.map((value, i) => ({ value, standardError: errors[i]! }));
      const higherIsBetter = row.value("higher_is_better") === true;
      return {
        competition_rank: competitionRanks(values, higherIsBetter),
        expected_rank: expectedRanks(estimates, higherIsBetter),
        prob_best: probabilitiesBest(estimates, higherIsBetter),
      };
    },
  },
});

function areasOf(row: GoldenRow): RankedArea[] {
  const bases = row.numbers("n");
  const isShare = row.text("kind") === "proportion";
  if (!isShare && row.text("kind") !== "rate") throw new Error(`kind "${row.text("kind")}"`);
  return row.numbers("x").map((events, i) => {
    const knowledge: Knowledge = isShare
      ? { kind: "share", events, base: bases[i]! }
      : { kind: "rate", events, exposure: bases[i]! };
    return { code: String(i), knowledge };
  });
}

const ranked = (draws: number) => (row: GoldenRow) => {
  const higherIsBetter = row.value("higher_is_better") === true;
  const found = rankIntervals(areasOf(row), { higherIsBetter, seed: "golden", draws });
  return {
    rank_lower95: found.map((area) => area.lower),
    rank_upper95: found.map((area) => area.upper),
    mean_rank: found.map((area) => area.mean),
  };
};

for (const draws of [10_000, 200_000]) {
  describe(`${draws} draws`, () => {
    testGolden("ranking_mc", {
      given: ["kind", "x", "n", "higher_is_better", "stable"],
      methods: { jeffreys_posterior_rank: ranked(draws) },
      toleranceOf: (row, column, index) => {
        const isStable = (row.json("stable") as boolean[])[index];
        const ofRank = row.number(isStable ? "tol_rank_if_stable" : "tol_rank_if_unstable");
        const absolute = column === "mean_rank" ? row.number("tol_mean_rank") : ofRank;
        return { relative: 0, absolute };
      },
    });
  });
}

const rate = (code: string, events: number, exposure = 1000): RankedArea => ({
  code,
  knowledge: { kind: "rate", events, exposure },
});
const options = { higherIsBetter: true, seed: "birthRate|2011|demo" };

describe("rank intervals", () => {
  test("areas far apart hold one place each, and direction turns the table", () => {
    const areas = [rate("a", 10), rate("b", 400), rate("c", 100)];
    const limits = (higherIsBetter: boolean) =>
      rankIntervals(areas, { ...options, higherIsBetter }).map((r) => [r.lower, r.upper, r.mean]);
    expect(limits(true)).toEqual([
      [3, 3, 3],
      [1, 1, 1],
      [2, 2, 2],
    ]);
    expect(limits(false)).toEqual([
      [1, 1, 1],
      [3, 3, 3],
      [2, 2, 2],
    ]);
  });

  test("two like areas could each be first or second", () => {
    const [first, second] = rankIntervals([rate("a", 50), rate("b", 50)], options);
    expect([first!.lower, first!.upper, second!.lower, second!.upper]).toEqual([1, 2, 1, 2]);
    expect(first!.probabilityBest + second!.probabilityBest).toBeCloseTo(1, 12);
    expect(Math.abs(first!.probabilityBest - 0.5)).toBeLessThan(0.02);
  });

  test("a repeated question gets the same answer, in any order of the areas", () => {
    const areas = [rate("a", 10), rate("b", 12), rate("c", 14), rate("d", 0)];
    const answer = rankIntervals(areas, options);
    expect(rankIntervals(areas, options)).toEqual(answer);
    expect(rankIntervals([...areas].reverse(), options).reverse()).toEqual(answer);
  });

  test("another seed gives other draws", () => {
    const areas = [rate("a", 10), rate("b", 12)];
    const other = rankIntervals(areas, { ...options, seed: "birthRate|2012|demo" });
    expect(other).not.toEqual(rankIntervals(areas, options));
  });

  test("estimates with a standard error agree with their expected ranks", () => {
    const estimates = [
      { value: 1.5, standardError: 0.2 },
      { value: 1.7, standardError: 0.1 },
      { value: 1.6, standardError: 0.3 },
    ];
    const areas = estimates.map((estimate, i) => ({
      code: String(i),
      knowledge: { kind: "normal", ...estimate } as const,
    }));
    const means = rankIntervals(areas, options).map((area) => area.mean);
    expectedRanks(estimates, true).forEach((expected, i) => {
      expect(Math.abs(means[i]! - expected)).toBeLessThan(0.03);
    });
  });

  test("mean ranks sum to the sum of all places and limits enclose places", () => {
    const counts = fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(counts, (events) => {
        const areas = events.map((count, i) => rate(`area-${i}`, count));
        const found = rankIntervals(areas, { ...options, draws: 500 });
        const places = events.length;
        const sum = found.reduce((total, area) => total + area.mean, 0);
        expect(sum).toBeCloseTo((places * (places + 1)) / 2, 8);
        for (const { lower, upper } of found) {
          expect(1 <= lower && lower <= upper && upper <= places).toBe(true);
        }
      }),
      { seed: 1 },
    );
  });

  test("values that differ in their last bit hold places of their own, equal ones share theirs", () => {
    // Without an error every draw is the value itself.
    const certain = fc.array(fc.tuple(fc.integer({ min: -2, max: 2 }), fc.nat({ max: 3 })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(certain, fc.boolean(), (given, higherIsBetter) => {
        const values = given.map(([whole, bits]) => whole * (1 + bits * Number.EPSILON));
        const areas = values.map((value, i): RankedArea => {
          return { code: String(i), knowledge: { kind: "normal", value, standardError: 0 } };
        });
        const found = rankIntervals(areas, { ...options, higherIsBetter, draws: 3 });
        const places = competitionRanks(values, higherIsBetter);
        expect(found.map(({ lower, upper }) => [lower, upper])).toEqual(
          places.map((place) => [place, place]),
        );
      }),
      { seed: 1 },
    );
  });

  test("the top quarter of eight areas is two places, of three areas one", () => {
    const apart = (areas: number) =>
      Array.from({ length: areas }, (_, i) => rate(String(i), 10 * 4 ** i, 1000));
    const inTop = (areas: number) =>
      rankIntervals(apart(areas), options).filter((area) => area.probabilityTopQuarter > 0.99);
    expect(inTop(8).map((area) => area.code)).toEqual(["6", "7"]);
    expect(inTop(3).map((area) => area.code)).toEqual(["2"]);
  });

  test("too many areas and an area without exposure are errors", () => {
    const many = Array.from({ length: 4097 }, (_, i) => rate(String(i), 1));
    expect(() => rankIntervals(many, options)).toThrow('"4097" areas');
    expect(() => rankIntervals([rate("a", 1, 0)], options)).toThrow('exposure is "0"');
    expect(rankIntervals([], options)).toEqual([]);
  });
});

test("a table is not distinguishable when most intervals cover half of the places", () => {
  const wide = { lower: 1, upper: 2 };
  const narrow = { lower: 4, upper: 4 };
  expect(notDistinguishable([wide, wide, wide, narrow])).toBe(true);
  expect(notDistinguishable([wide, wide, narrow, narrow])).toBe(false);
  expect(notDistinguishable([])).toBe(false);
});

test("competition ranks are 1, 2, 2, 4, from either end", () => {
  expect(competitionRanks([7, 9, 7, 5], true)).toEqual([2, 1, 2, 4]);
  expect(competitionRanks([7, 9, 7, 5], false)).toEqual([2, 4, 2, 1]);
});

test("the chances to be best sum to one, also when errors differ a hundredfold", () => {
  const estimates = [0.01, 1, 0.2].map((standardError) => ({ value: 5, standardError }));
  const sum = probabilitiesBest(estimates, true).reduce((total, chance) => total + chance, 0);
  expect(sum).toBeCloseTo(1, 6);
});

describe("random numbers", () => {
  const momentsOf = (draw: () => number) => {
    const values = Array.from({ length: 200_000 }, draw);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, variance: squares / values.length };
  };

  test("gamma draws have the shape as mean and variance, below and above one", () => {
    const random = new RandomNumbers("gamma");
    for (const shape of [0.5, 1.5, 40.5]) {
      const { mean, variance } = momentsOf(() => random.gamma(shape));
      expect(Math.abs(mean / shape - 1)).toBeLessThan(0.02);
      expect(Math.abs(variance / shape - 1)).toBeLessThan(0.03);
    }
  });

  test("uniform draws lie between 0 and 1 with mean 1/2 and variance 1/12", () => {
    const random = new RandomNumbers("uniform");
    const { mean, variance } = momentsOf(() => random.uniform());
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.005);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.001);
  });
});
