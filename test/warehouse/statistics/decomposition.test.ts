/** Changes split into their parts, and rates standardised by a reference. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dasGupta } from "#warehouse/statistics/das-gupta.ts";
import { indirectStandardisation } from "#warehouse/statistics/indirect-standardisation.ts";
import { inequality } from "#warehouse/statistics/inequality.ts";
import { groupRate, kitagawa } from "#warehouse/statistics/kitagawa.ts";
import { type GoldenRow, testGolden } from "../../golden.ts";

testGolden("kitagawa", {
  given: ["n1", "r1", "n2", "r2"],
  methods: {
    kitagawa: (row) => {
      const [r1, n2, r2] = [row.numbers("r1"), row.numbers("n2"), row.numbers("r2")];
      const found = kitagawa(
        row.numbers("n1").map((firstSize, i) => ({
          firstSize,
          firstRate: r1[i]!,
          secondSize: n2[i]!,
          secondRate: r2[i]!,
        })),
      );
      return {
        crude1: found?.firstCrude,
        crude2: found?.secondCrude,
        composition_effect: found?.composition,
        rate_effect: found?.rate,
      };
    },
  },
});

const productOf = (factors: readonly number[]) => factors.reduce((a, b) => a * b, 1);

testGolden("das_gupta", {
  given: ["factors1", "factors2"],
  methods: {
    das_gupta_product: (row) => {
      const [first, second] = [row.numbers("factors1"), row.numbers("factors2")];
      return {
        crude1: productOf(first),
        crude2: productOf(second),
        effects: dasGupta(first, second),
      };
    },
  },
});

function indirect(row: GoldenRow) {
  const [events, exposures] = [row.numbers("ref_counts"), row.numbers("ref_pops")];
  const strata = row.numbers("pops").map((exposure, i) => ({
    exposure,
    referenceEvents: events[i]!,
    referenceExposure: exposures[i]!,
  }));
  return indirectStandardisation(row.number("observed"), strata, row.number("confidence"))!;
}

const times = (multiplier: number, limits: { value: number; lower: number; upper: number }) => ({
  value: limits.value * multiplier,
  lower: limits.lower * multiplier,
  upper: limits.upper * multiplier,
});

testGolden("isr", {
  given: ["observed", "pops", "ref_counts", "ref_pops", "confidence", "multiplier"],
  methods: {
    indirect_rate: (row) => {
      const { expected, referenceRate, rate } = indirect(row);
      const multiplier = row.number("multiplier");
      return {
        expected_count: expected,
        ref_rate: referenceRate * multiplier,
        ...times(multiplier, rate),
      };
    },
    indirect_ratio: (row) => {
      const { expected, ratio } = indirect(row);
      return { expected_count: expected, ...times(row.number("multiplier"), ratio) };
    },
  },
});

testGolden("inequality_sii", {
  given: ["values", "pops"],
  methods: {
    sii_weighted_regression: (row) => {
      const populations = row.numbers("pops");
      const found = inequality(
        row.numbers("values").map((value, i) => ({ value, population: populations[i]! })),
      );
      return { sii: found?.slopeIndex, rii: found?.relativeIndex };
    },
  },
});

const group = (firstSize: number, firstRate: number, secondSize: number, secondRate: number) => ({
  firstSize,
  firstRate,
  secondSize,
  secondRate,
});

describe("Kitagawa", () => {
  test("the same rates in another mix are a change of composition alone", () => {
    const found = kitagawa([group(50, 10, 25, 10), group(50, 30, 75, 30)]);
    expect(found).toMatchObject({ firstCrude: 20, secondCrude: 25, composition: 5, rate: 0 });
  });

  test("the effects add up to the change, over all and over the groups", () => {
    const size = fc.integer({ min: 0, max: 1000 });
    const rate = fc.double({ min: 0, max: 100, noNaN: true });
    const groups = fc
      .array(fc.tuple(size, rate, size, rate), { minLength: 1, maxLength: 12 })
      .filter((all) => all.some(([n]) => n > 0) && all.some(([, , n]) => n > 0));
    fc.assert(
      fc.property(groups, (all) => {
        const found = kitagawa(all.map((one) => group(...one)))!;
        const change = found.secondCrude - found.firstCrude;
        expect(found.composition + found.rate).toBeCloseTo(change, 9);
        const sum = found.groups.reduce((total, one) => total + one.composition + one.rate, 0);
        expect(sum).toBeCloseTo(change, 9);
      }),
      { seed: 1 },
    );
  });

  test("an empty group without events has the rate 0, one with events has none", () => {
    expect([groupRate(0, 0), groupRate(3, 0), groupRate(3, 60, 1000)]).toEqual([0, null, 50]);
    const gone = { ...group(1, 2, 0, 0), secondRate: groupRate(3, 0) };
    expect(kitagawa([group(1, 2, 1, 2), gone])).toBeNull();
    const empty = { ...gone, secondRate: groupRate(0, 0) };
    expect(kitagawa([group(1, 2, 1, 2), empty])).toMatchObject({ firstCrude: 2, secondCrude: 2 });
    expect(() => kitagawa([group(0, 0, 1, 1)])).toThrow("the sum of the sizes");
  });
});

describe("Das Gupta", () => {
  test("a factor that stays has no effect and the effects add up to the change", () => {
    const factors = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), factors, (count, some) => {
        fc.pre(some.length >= 2 * count);
        const first = [...some.slice(0, count), 3];
        const second = [...some.slice(count, 2 * count), 3];
        const effects = dasGupta(first, second);
        expect(effects.at(-1)).toBe(0);
        const sum = effects.reduce((a, b) => a + b, 0);
        const change = productOf(second) - productOf(first);
        expect(Math.abs(sum - change)).toBeLessThanOrEqual(
          1e-9 * productOf(some.map((x) => 1 + x)),
        );
      }),
      { seed: 1 },
    );
  });

  test("both times need the same factors, 12 at most", () => {
    expect(() => dasGupta([1, 2], [1])).toThrow('"2" factors against "1"');
    expect(() => dasGupta(Array(13).fill(1), Array(13).fill(1))).toThrow("12 at most");
  });
});

describe("indirect standardisation", () => {
  test("twice the reference's events have the ratio 2 and twice its rate", () => {
    const strata = [{ exposure: 100, referenceEvents: 50, referenceExposure: 1000 }];
    const found = indirectStandardisation(10, strata)!;
    expect(found).toMatchObject({ expected: 5, referenceRate: 0.05 });
    expect([found.ratio.value, found.ratio.method, found.rate.value]).toEqual([2, "byar", 0.1]);
  });

  test("a reference without events expects nothing and standardises nothing", () => {
    const strata = [{ exposure: 100, referenceEvents: 0, referenceExposure: 1000 }];
    expect(indirectStandardisation(3, strata)).toBeNull();
    const empty = [{ exposure: 100, referenceEvents: 0, referenceExposure: 0 }];
    expect(() => indirectStandardisation(3, empty)).toThrow('referenceExposure is "0"');
  });
});

describe("inequality", () => {
  test("values on a line over the share of the population give its two ends", () => {
    // Middles of the shares 0.2, 0.3 and 0.5: 0.1, 0.35 and 0.75, on the line 10 + 4 x.
    const found = inequality([
      { value: 10.4, population: 2 },
      { value: 11.4, population: 3 },
      { value: 13, population: 5 },
    ])!;
    expect(found.slopeIndex).toBeCloseTo(4, 12);
    expect(found.intercept).toBeCloseTo(10, 12);
    expect(found.relativeIndex).toBeCloseTo(1.4, 12);
  });

  test("one group has no slope, and a line from below zero no ratio", () => {
    expect(inequality([{ value: 1, population: 1 }])).toBeNull();
    const steep = [
      { value: 0, population: 1 },
      { value: 8, population: 1 },
    ];
    expect(inequality(steep)?.relativeIndex).toBeNull();
    expect(() => inequality([{ value: 1, population: 0 }])).toThrow("population");
  });
});
