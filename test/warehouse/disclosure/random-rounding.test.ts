/** Counts are rounded to 3 or 5 by their cell key, without bias. */
import { describe, expect, test } from "vitest";
import {
  type RoundingBase,
  randomRounding,
  roundingOutcomes,
} from "#warehouse/disclosure/random-rounding.ts";
import { type GoldenRow, testGolden } from "../../golden.ts";

const outcomes = (base: RoundingBase) => (row: GoldenRow) => {
  const found = roundingOutcomes(row.number("count"), base);
  return {
    lower_value: found.lower,
    upper_value: found.upper,
    prob_lower: found.probabilityLower,
    prob_upper: found.probabilityUpper,
    expected_value: found.expectedValue,
    variance: found.variance,
  };
};

testGolden("sdc_rounding", {
  given: ["count"],
  methods: { random_rounding_base3: outcomes(3), random_rounding_base5: outcomes(5) },
});

/** A cell key with this top byte. */
const keyOf = (byte: number) => byte * 2 ** 24 + 123_456;
const everyByte = Array.from({ length: 256 }, (_, byte) => byte);

describe("random rounding", () => {
  test("7 to base 3 goes up for the top bytes 0 to 85 and down for the rest", () => {
    const up = everyByte.filter((byte) => randomRounding(7, 3, keyOf(byte)) === 9);
    expect(up).toEqual(everyByte.slice(0, 86));
    expect(randomRounding(7, 3, keyOf(86))).toBe(6);
  });

  test("the stated probabilities give back the count and the variance", () => {
    for (const base of [3, 5] as const) {
      for (let count = 0; count <= 40; count++) {
        const found = roundingOutcomes(count, base);
        const [down, up] = [found.probabilityLower, found.probabilityUpper];
        expect(found.lower * down + found.upper * up).toBeCloseTo(count, 9);
        const spread = (found.lower - count) ** 2 * down + (found.upper - count) ** 2 * up;
        expect(spread).toBeCloseTo(found.variance, 9);
      }
    }
  });

  test("over all top bytes the mean lies within base / 256 of the count", () => {
    for (const base of [3, 5] as const) {
      for (let count = 0; count <= 10; count++) {
        const sum = everyByte.reduce((s, byte) => s + randomRounding(count, base, keyOf(byte)), 0);
        expect(Math.abs(sum / 256 - count)).toBeLessThanOrEqual(base / 256);
      }
    }
  });

  test("multiples stay as they are with every key", () => {
    expect(new Set(everyByte.map((byte) => randomRounding(30, 5, keyOf(byte))))).toEqual(
      new Set([30]),
    );
  });

  test("a fraction is refused", () => {
    expect(() => roundingOutcomes(2.5, 3)).toThrow("whole");
  });
});
