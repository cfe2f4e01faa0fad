import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mannKendall } from "#warehouse/statistics/mann-kendall.ts";
import { theilSen } from "#warehouse/statistics/theil-sen.ts";
import { trend } from "#warehouse/statistics/trend.ts";
import { testGolden } from "../../golden.ts";

testGolden("trend", {
  given: ["series", "times"],
  methods: {
    mann_kendall_sen: (row) => {
      const series = row.json("series") as (number | null)[];
      const times = row.text("times") === "" ? null : row.numbers("times");
      const timed = series.flatMap((value, i) =>
        value === null ? [] : [{ time: times === null ? i : times[i]!, value }],
      );
      const test = mannKendall(series);
      const line = theilSen(timed);
      return {
        S: test.s,
        var_s: test.variance,
        z: test.z,
        p_value: test.pValue,
        tau: test.tau,
        sen_slope: line?.slope,
        sen_lower: line?.lower,
        sen_upper: line?.upper,
        intercept: line?.intercept,
      };
    },
  },
});

const yearly = (values: readonly number[]) => values.map((value, i) => ({ time: 2000 + i, value }));

describe("Mann-Kendall", () => {
  test("a rising series of four has S 6 and tau 1; a constant has no tau and p 1", () => {
    expect(mannKendall([1, 2, 3, 4])).toMatchObject({ count: 4, s: 6, tau: 1 });
    expect(mannKendall([3, 3, 3])).toMatchObject({ s: 0, z: 0, pValue: 1, tau: null });
  });

  test("missing values are skipped", () => {
    expect(mannKendall([1, null, 2, 3, null, 4])).toEqual(mannKendall([1, 2, 3, 4]));
  });

  test("a series and its mirror image have opposite S and equal p", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 }), (values) => {
        const [forward, back] = [mannKendall(values), mannKendall([...values].reverse())];
        expect(forward.s + back.s).toBe(0);
        expect(forward.pValue).toBeCloseTo(back.pValue, 12);
      }),
      { seed: 1 },
    );
  });
});

describe("Theil-Sen", () => {
  test("one wild year does not move the slope", () => {
    expect(theilSen(yearly([1, 2, 3, 40, 5, 6, 7]))?.slope).toBe(1);
  });

  test("a gap counts by its true length", () => {
    const line = theilSen([
      { time: 2001, value: 10 },
      { time: 2005, value: 18 },
    ]);
    expect(line).toMatchObject({ slope: 2, intercept: 14 - 2 * 2003 });
  });

  test("one value has no slope and times must rise", () => {
    expect(theilSen(yearly([1]))).toBeNull();
    const turned = yearly([1, 2]).reverse();
    expect(() => theilSen(turned)).toThrow('Time "2000" does not follow');
  });

  test("limits enclose the slope", () => {
    const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), {
      minLength: 5,
      maxLength: 25,
    });
    fc.assert(
      fc.property(values, (some) => {
        const line = theilSen(yearly(some))!;
        expect((line.lower ?? line.slope) <= line.slope).toBe(true);
        expect((line.upper ?? line.slope) >= line.slope).toBe(true);
      }),
      { seed: 2 },
    );
  });
});

describe("trend", () => {
  test("eight rising years rise, eight falling years fall", () => {
    expect(trend(yearly([1, 2, 3, 4, 5, 6, 7, 8])).direction).toBe("rising");
    expect(trend(yearly([8, 7, 6, 5, 4, 3, 2, 1])).direction).toBe("falling");
    expect(trend(yearly([1, 8, 2, 7, 3, 6, 4, 5])).direction).toBe("no_clear_trend");
  });

  test("four years show nothing, five a slope, eight a direction", () => {
    expect(trend(yearly([1, 2, 3, 4]))).toMatchObject({ direction: "too_short", line: null });
    const five = trend(yearly([1, 2, 3, 4, 5]));
    expect(five).toMatchObject({ direction: "too_short", line: { slope: 1 }, pValue: null });
    expect(trend(yearly([1, 2, 3, 4, 5, 6, 7, 8])).pValue).toBeLessThan(0.05);
  });

  test("fifteen years in two long waves are autocorrelated, fourteen are not judged", () => {
    const waves = [0, 3, 5, 5, 3, 0, -3, -5, -5, -3, 0, 3, 5, 5, 3];
    expect(trend(yearly(waves)).isAutocorrelated).toBe(true);
    expect(trend(yearly(waves.slice(0, 14))).isAutocorrelated).toBe(false);
    expect(trend(yearly(Array(15).fill(4))).isAutocorrelated).toBe(false);
  });
});
