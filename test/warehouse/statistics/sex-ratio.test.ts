import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  birthsNeeded,
  sexRatio,
  sexRatioByLog,
  sexRatioTest,
} from "#warehouse/statistics/sex-ratio.ts";
import { testGolden } from "../../golden.ts";

testGolden("sex_ratio", {
  given: ["male", "female", "confidence"],
  methods: {
    srb: (row) => {
      const [male, female] = [row.number("male"), row.number("female")];
      const byWilson = sexRatio(male, female, row.number("confidence"));
      const byLog = sexRatioByLog(male, female, row.number("confidence"));
      const tested = sexRatioTest(male, female);
      return {
        value: byWilson?.value,
        wilson_lower: byWilson?.lower,
        wilson_upper: byWilson?.upper,
        log_lower: byLog?.lower,
        log_upper: byLog?.upper,
        p_above_107: tested.probabilityAbove,
        p_below_103: tested.probabilityBelow,
        flag: tested.verdict,
      };
    },
  },
});

const births = fc.record({ male: fc.nat({ max: 50_000 }), female: fc.nat({ max: 50_000 }) });

describe("sex ratio at birth", () => {
  test("boys without girls give no value, girls without boys give 0 with the lower limit 0", () => {
    expect(sexRatio(5, 0)).toBeNull();
    expect(sexRatio(0, 0)).toBeNull();
    expect(sexRatio(0, 5)).toMatchObject({ value: 0, lower: 0 });
    expect(sexRatioByLog(0, 5)).toBeNull();
  });

  test("the limits enclose the value", () => {
    fc.assert(
      fc.property(births, ({ male, female }) => {
        for (const ratio of [sexRatio(male, female), sexRatioByLog(male, female)]) {
          if (ratio === null) continue;
          expect(ratio.lower <= ratio.value && ratio.value <= ratio.upper).toBe(true);
        }
      }),
      { seed: 1 },
    );
  });

  test("one more boy makes the upper edge less plausible and the lower edge more plausible", () => {
    fc.assert(
      fc.property(births, ({ male, female }) => {
        const [at, next] = [sexRatioTest(male, female), sexRatioTest(male + 1, female)];
        expect(next.probabilityAbove <= at.probabilityAbove + 1e-12).toBe(true);
        expect(next.probabilityBelow >= at.probabilityBelow - 1e-12).toBe(true);
      }),
      { seed: 2 },
    );
  });

  test("ten boys of ten births: (107/207)^10 above, certainty below", () => {
    const tested = sexRatioTest(10, 0);
    expect(tested.probabilityAbove).toBeCloseTo((107 / 207) ** 10, 14);
    expect(tested.probabilityBelow).toBe(1);
    expect(tested.verdict).toBe("above_band");
  });

  test("a band of its own moves the verdict", () => {
    expect(sexRatioTest(5450, 5000).verdict).toBe("consistent_with_band");
    const narrow = { lowest: 100, highest: 104 };
    expect(sexRatioTest(5450, 5000, narrow).verdict).toBe("above_band");
    expect(sexRatioTest(4700, 5000).verdict).toBe("below_band");
  });

  test("births needed are those printed in the methods", () => {
    const rounded = [110, 112, 115, 120].map((ratio) => birthsNeeded(ratio)!);
    expect(Math.abs(rounded[0]! - 41_100)).toBeLessThan(50);
    expect(Math.abs(rounded[1]! - 15_100)).toBeLessThan(50);
    expect(Math.abs(rounded[2]! - 6_060)).toBeLessThan(5);
    expect(Math.abs(rounded[3]! - 2_400)).toBeLessThan(5);
  });

  test("no number of births tells a ratio inside the band from the band", () => {
    expect([103, 105, 107].map((ratio) => birthsNeeded(ratio))).toEqual([null, null, null]);
    expect(birthsNeeded(100)).toBeGreaterThan(1000);
  });
});
