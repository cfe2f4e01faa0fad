/** Digits, distributions and targets: the screening tests of reported figures. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { benford, benfordApplies, firstDigitCounts } from "#warehouse/statistics/benford.ts";
import { bunchingAtTarget } from "#warehouse/statistics/bunching-at-target.ts";
import { chiSquareTail, goodnessOfFit } from "#warehouse/statistics/chi-square-tail.ts";
import { cochranArmitage } from "#warehouse/statistics/cochran-armitage.ts";
import { digitPreference, lastDigitCounts } from "#warehouse/statistics/digit-preference.ts";
import { dissimilarity } from "#warehouse/statistics/dissimilarity.ts";
import { goodman } from "#warehouse/statistics/goodman.ts";
import { reportingAccuracy } from "#warehouse/statistics/reporting-accuracy.ts";
import { wilson } from "#warehouse/statistics/wilson.ts";
import { testGolden } from "../../golden.ts";

testGolden("benford", {
  given: ["digit_counts_1_to_9", "n"],
  methods: {
    benford_first_digit: (row) => {
      const fit = benford(row.numbers("digit_counts_1_to_9"));
      return {
        chi_square: fit?.chiSquare,
        p_value: fit?.pValue,
        mad: fit?.meanDeviation,
        conformity: fit?.conformity,
      };
    },
  },
});

testGolden("digit_preference", {
  given: ["digit_counts_0_to_9"],
  methods: {
    last_digit_uniform_chi2: (row) => {
      const found = digitPreference(row.numbers("digit_counts_0_to_9"));
      return {
        chi_square: found?.chiSquare,
        df: found?.degrees,
        p_value: found?.pValue,
        share_0_5: found?.zeroFiveShare,
        p_share_0_5_gt_02: found?.zeroFivePValue,
      };
    },
  },
});

testGolden("dissimilarity", {
  given: ["p1", "p2"],
  // The published figures are printed to one decimal; the exact ones stand beside them.
  toleranceOf: (row, column) =>
    column.startsWith("published")
      ? { relative: 0, absolute: 0.05 }
      : { relative: row.number("tol_rel"), absolute: row.number("tol_abs") },
  methods: {
    dissimilarity: (row) => {
      const { index, relativeDifference } = dissimilarity(row.numbers("p1"), row.numbers("p2"));
      return {
        id: index,
        ird: relativeDifference,
        published_id: index,
        published_ird: relativeDifference,
      };
    },
  },
});

testGolden("registration_quality", {
  given: ["reported", "verified", "decimals"],
  methods: {
    birth_reporting_accuracy: (row) => {
      const accuracy = reportingAccuracy(row.number("reported"), row.number("verified"))!;
      return { expected_percent: Number(accuracy.toFixed(row.number("decimals"))) };
    },
  },
});

describe("chi-square tails", () => {
  test("tails agree with tables for even and odd degrees of freedom", () => {
    // The 5 % points of the tables, to the decimals that they print.
    const points: readonly [number, number][] = [
      [3.841458820694124, 1],
      [5.991464547107979, 2],
      [7.814727903251179, 3],
      [15.50731305586545, 8],
      [16.91897760462045, 9],
    ];
    for (const [x, degrees] of points) expect(chiSquareTail(x, degrees)).toBeCloseTo(0.05, 12);
    expect([chiSquareTail(0, 4), chiSquareTail(0, 5)]).toEqual([1, 1]);
  });

  test("a tail falls with x and rises with the degrees of freedom", () => {
    const cases = fc.tuple(
      fc.double({ min: 0, max: 200, noNaN: true }),
      fc.integer({ min: 1, max: 40 }),
    );
    fc.assert(
      fc.property(cases, ([x, degrees]) => {
        const tail = chiSquareTail(x, degrees);
        expect(tail >= 0 && tail <= 1).toBe(true);
        expect(chiSquareTail(x + 1, degrees)).toBeLessThanOrEqual(tail);
        expect(chiSquareTail(x, degrees + 1)).toBeGreaterThanOrEqual(tail - 1e-12);
      }),
      { seed: 1 },
    );
  });

  test("counts as expected fit with p 1, and no counts at all have no fit", () => {
    expect(goodnessOfFit([10, 30], [0.25, 0.75])).toEqual({ chiSquare: 0, degrees: 1, pValue: 1 });
    expect(goodnessOfFit([0, 0], [0.5, 0.5])).toBeNull();
    expect(() => chiSquareTail(1, 0)).toThrow('degrees is "0"');
  });
});

describe("digits", () => {
  test("first digits are of values above zero, last digits of whole values from 100 on", () => {
    expect(firstDigitCounts([0, 0.0123, 1.9, 20, 999, -5])).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 1]);
    expect(lastDigitCounts([99, 100, 115, 205, 120.5, -110])).toEqual([
      1, 0, 0, 0, 0, 2, 0, 0, 0, 0,
    ]);
  });

  test("first digits need 300 values above zero over three orders of magnitude", () => {
    const wide = Array.from({ length: 300 }, (_, i) => (i === 0 ? 10_000 : 10));
    expect(benfordApplies(wide)).toBe(true);
    expect(benfordApplies(wide.slice(0, 299))).toBe(false);
    expect(benfordApplies(wide.map((value) => Math.min(value, 9_999)))).toBe(false);
    expect(benfordApplies([...wide.slice(1), 0])).toBe(false);
  });

  test("mean deviations are read in Nigrini's four bands", () => {
    const lawful = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => 1000 * Math.log10(1 + 1 / digit));
    const shifted = (by: number) => lawful.map((n, i) => (i === 0 ? n + by : i === 1 ? n - by : n));
    const bands = [0, 40, 60, 100].map((by) => benford(shifted(by))?.conformity);
    expect(bands).toEqual(["close", "acceptable", "marginal", "nonconformity"]);
  });

  test("another number of digits is an error and no values have no fit", () => {
    expect(() => benford([1, 2])).toThrow('"2" counts of first digits');
    expect(() => digitPreference([1])).toThrow('"1" counts of last digits');
    expect(digitPreference(Array(10).fill(0))).toBeNull();
    expect(benford(Array(9).fill(0))).toBeNull();
  });
});

describe("dissimilarity", () => {
  test("equal shares differ by 0 whatever their totals, groups without a share by 100", () => {
    expect(dissimilarity([1, 3], [10, 30])).toEqual({ index: 0, relativeDifference: 0 });
    expect(dissimilarity([1, 0], [0, 1])).toEqual({ index: 100, relativeDifference: null });
  });

  test("it needs the same groups and something in both", () => {
    expect(() => dissimilarity([1], [1, 2])).toThrow('"1" groups against "2"');
    expect(() => dissimilarity([0], [1])).toThrow("the sum of a distribution");
  });
});

describe("reporting accuracy", () => {
  test("five missed and five invented births look the same, and none verified has none", () => {
    expect([reportingAccuracy(95, 100), reportingAccuracy(105, 100)]).toEqual([95, 95]);
    expect(reportingAccuracy(5, 0)).toBeNull();
  });
});

describe("bunching at a target", () => {
  test("ten values just above 90 and none just below have the chance 2 / 1024", () => {
    const values = [...Array<number>(9).fill(90.2), 90, 95, 80];
    const found = bunchingAtTarget(values, 90);
    expect(found).toMatchObject({ above: 10, below: 0, excess: 10 / 12 });
    expect(found.pValue).toBeCloseTo(2 / 1024, 12);
  });

  test("values far from the target are not tested", () => {
    expect(bunchingAtTarget([50, 99], 90)).toEqual({ above: 0, below: 0, excess: 0, pValue: null });
    expect(bunchingAtTarget([], 90).excess).toBeNull();
  });
});

describe("Cochran-Armitage", () => {
  test("smokers among patients of four studies, as in R's prop.trend.test", () => {
    const groups = [
      { events: 83, base: 86 },
      { events: 90, base: 93 },
      { events: 129, base: 136 },
      { events: 70, base: 82 },
    ];
    const found = cochranArmitage(groups)!;
    expect(found.z ** 2).toBeCloseTo(8.2249, 4);
    expect(found.z).toBeLessThan(0);
    expect(found.pValue).toBeCloseTo(0.004132, 6);
  });

  test("shifted and stretched scores change nothing, turned ones the sign", () => {
    const groups = [
      { events: 5, base: 10 },
      { events: 12, base: 20 },
      { events: 9, base: 10 },
    ];
    const scored = (scores: readonly number[]) =>
      cochranArmitage(groups.map((group, i) => ({ ...group, score: scores[i]! })))!;
    const plain = cochranArmitage(groups)!;
    expect(scored([10, 20, 30]).z).toBeCloseTo(plain.z, 12);
    expect(scored([3, 2, 1]).z).toBeCloseTo(-plain.z, 12);
  });

  test("shares that are all 0 or all 1 have no trend", () => {
    expect(
      cochranArmitage([
        { events: 0, base: 5 },
        { events: 0, base: 6 },
      ]),
    ).toBeNull();
    expect(cochranArmitage([{ events: 5, base: 5 }])).toBeNull();
  });
});

describe("Goodman's limits", () => {
  test("three shares together are as wide as Wilson's at a third of the error", () => {
    const [first] = goodman([23, 12, 44]);
    const alone = wilson(23, 79, 1 - 0.05 / 3);
    expect(first!.lower).toBeCloseTo(alone.lower, 12);
    expect(first!.lower).toBeLessThan(wilson(23, 79).lower);
  });

  test("limits solve Goodman's equation", () => {
    // The upper 0.05 / 3 point of chi-square on 1 degree of freedom.
    const square = 5.73113928194;
    for (const { value, lower, upper } of goodman([23, 12, 44])) {
      for (const limit of [lower, upper]) {
        expect((value - limit) ** 2).toBeCloseTo((square * limit * (1 - limit)) / 79, 11);
      }
    }
    expect(() => goodman([0, 0])).toThrow("the sum of the counts");
  });
});
