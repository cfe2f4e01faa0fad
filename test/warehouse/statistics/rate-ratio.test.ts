import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialTest } from "#warehouse/statistics/binomial-test.ts";
import { differenceOfRates } from "#warehouse/statistics/difference-of-rates.ts";
import { holm } from "#warehouse/statistics/holm.ts";
import { rateRatio } from "#warehouse/statistics/rate-ratio.ts";
import { type GoldenRow, testGolden } from "../../golden.ts";

const shared = (row: GoldenRow) =>
  [
    row.number("x1"),
    row.number("n1"),
    row.number("x2"),
    row.number("n2"),
    row.number("confidence"),
  ] as const;

function ratio(method: "exact" | "log") {
  return (row: GoldenRow) => {
    const { value, lower, upper, pValue } = rateRatio(...shared(row), method);
    return { value, lower, upper, p_value: pValue };
  };
}

testGolden("rate_compare", {
  given: ["x1", "n1", "x2", "n2", "confidence"],
  emptyMeansNull: ["value", "upper"],
  methods: {
    rate_diff_mover_auto: (row) => ({ ...differenceOfRates(...shared(row)) }),
    rate_ratio_exact: ratio("exact"),
    rate_ratio_log: ratio("log"),
  },
});

describe("ratio of two rates", () => {
  test("99 events together are exact, 100 are log-normal, and a count of 0 is exact", () => {
    expect(rateRatio(49, 1000, 50, 1000).method).toBe("exact");
    expect(rateRatio(50, 1000, 50, 1000).method).toBe("log");
    expect(rateRatio(0, 1000, 500, 1000).method).toBe("exact");
  });

  test("no events on either side tell nothing", () => {
    const nothing = { value: null, lower: 0, upper: null, pValue: 1, method: "exact" };
    expect(rateRatio(0, 1000, 0, 1000)).toEqual(nothing);
  });

  test("no events on the first side give 0 with an upper limit", () => {
    const { value, lower, upper } = rateRatio(0, 800, 3, 750);
    expect([value, lower]).toEqual([0, 0]);
    expect(upper).toBeGreaterThan(1);
  });

  test("log limits with a count of 0 are an error", () => {
    expect(() => rateRatio(0, 800, 3, 750, 0.95, "log")).toThrow('the smaller count is "0"');
  });

  test("the limits enclose the ratio", () => {
    const count = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(count, count, count, count, (events1, exposure1, events2, exposure2) => {
        const { lower, value, upper } = rateRatio(events1, exposure1, events2, exposure2);
        expect(lower <= value! && value! <= upper!).toBe(true);
      }),
      { seed: 1 },
    );
  });
});

test("the binomial test of a fair coin is symmetric: 2 of 10 and 8 of 10 give 112/1024", () => {
  expect(binomialTest(2, 10, 0.5)).toBeCloseTo(112 / 1024, 14);
  expect(binomialTest(8, 10, 0.5)).toBeCloseTo(112 / 1024, 14);
  expect(binomialTest(5, 10, 0.5)).toBe(1);
  expect(binomialTest(0, 10, 0.5)).toBeCloseTo(2 / 1024, 14);
});

test("Holm multiplies the smallest p by the number of tests and never falls after", () => {
  const adjusted = holm([0.03, 0.01, 0.04]);
  expect(adjusted.map((p) => Number(p.toFixed(12)))).toEqual([0.06, 0.03, 0.06]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
});
