/** Proportions, rates and their differences against published values, and laws that always hold. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byar } from "#warehouse/statistics/byar.ts";
import { clopperPearson } from "#warehouse/statistics/clopper-pearson.ts";
import { differenceOfProportions } from "#warehouse/statistics/difference-of-proportions.ts";
import { differenceOfRates, naturalIncrease } from "#warehouse/statistics/difference-of-rates.ts";
import { exactPoisson } from "#warehouse/statistics/exact-poisson.ts";
import { zOf } from "#warehouse/statistics/normal.ts";
import { rateInterval } from "#warehouse/statistics/rate-interval.ts";
import { wilson } from "#warehouse/statistics/wilson.ts";
import { type GoldenRow, testGolden } from "../../golden.ts";

const shared = (row: GoldenRow) =>
  [row.number("x"), row.number("n"), row.number("confidence"), row.number("multiplier")] as const;

testGolden("proportion_ci", {
  given: ["x", "n", "confidence", "multiplier"],
  methods: {
    wilson: (row) => ({ ...wilson(...shared(row)) }),
    clopper_pearson: (row) => ({ ...clopperPearson(...shared(row)) }),
  },
});

testGolden("rate_ci", {
  given: ["x", "n", "confidence", "multiplier"],
  methods: {
    auto: (row) => ({ ...rateInterval(...shared(row)) }),
    byar: (row) => ({ ...rateInterval(...shared(row), "byar") }),
    exact: (row) => ({ ...rateInterval(...shared(row), "exact") }),
  },
});

testGolden("proportion_diff", {
  given: ["x1", "n1", "x2", "n2", "confidence"],
  methods: {
    newcombe10: (row) => ({
      ...differenceOfProportions(
        row.number("x1"),
        row.number("n1"),
        row.number("x2"),
        row.number("n2"),
        row.number("confidence"),
      ),
    }),
  },
});

testGolden("natural_increase", {
  given: ["births", "deaths", "person_years", "confidence"],
  methods: {
    natural_increase_mover: (row) => ({
      ...naturalIncrease(
        row.number("births"),
        row.number("deaths"),
        row.number("person_years"),
        row.number("confidence"),
        1000,
      ),
    }),
  },
});

const confidences = fc.constantFrom(0.9, 0.95, 0.99, 0.998, 0.999);
const shares = fc
  .tuple(fc.nat({ max: 100_000 }), fc.nat({ max: 100_000 }))
  .filter(([events, others]) => events + others > 0)
  .map(([events, others]) => ({ events, base: events + others }));

describe("proportions", () => {
  test("nought of ten has the lower limit 0 and ten of ten the upper limit 1, exactly", () => {
    expect([wilson(0, 10).lower, wilson(10, 10).upper]).toEqual([0, 1]);
    expect([clopperPearson(0, 10).lower, clopperPearson(10, 10).upper]).toEqual([0, 1]);
  });

  for (const limits of [wilson, clopperPearson]) {
    test(`${limits.name} encloses the value and stays between 0 and 1`, () => {
      fc.assert(
        fc.property(shares, confidences, ({ events, base }, confidence) => {
          const { lower, value, upper } = limits(events, base, confidence);
          expect(0 <= lower && lower <= value && value <= upper && upper <= 1).toBe(true);
        }),
        { seed: 1 },
      );
    });

    test(`${limits.name} rises with the events`, () => {
      fc.assert(
        fc.property(shares, confidences, ({ events, base }, confidence) => {
          fc.pre(events < base);
          const [less, more] = [events, events + 1].map((x) => limits(x, base, confidence));
          expect(less!.lower).toBeLessThan(more!.lower);
          expect(less!.upper).toBeLessThan(more!.upper);
        }),
        { seed: 2 },
      );
    });
  }

  test("wilson of the events mirrors wilson of the others", () => {
    fc.assert(
      fc.property(shares, ({ events, base }) => {
        expect(wilson(events, base).lower).toBeCloseTo(1 - wilson(base - events, base).upper, 12);
      }),
      { seed: 3 },
    );
  });

  test("a part larger than its whole is an error", () => {
    expect(() => wilson(11, 10)).toThrow('events "11" pass their base "10"');
    expect(() => clopperPearson(11, 10)).toThrow(RangeError);
    expect(() => wilson(0, 0)).toThrow('base is "0"; give a number above zero.');
  });
});

describe("counts and rates", () => {
  test("nine events are exact and ten are Byar", () => {
    expect(rateInterval(9, 1000).method).toBe("exact");
    expect(rateInterval(10, 1000).method).toBe("byar");
  });

  test("limits divide by the exposure and multiply at the end", () => {
    const { lower, upper } = byar(25);
    const rate = rateInterval(25, 5000, 0.95, 1000);
    expect(rate.value).toBe(5);
    expect(rate.lower).toBeCloseTo(lower / 5, 12);
    expect(rate.upper).toBeCloseTo(upper / 5, 12);
  });

  for (const limits of [exactPoisson, byar]) {
    test(`${limits.name} encloses the count, is not negative and rises with it`, () => {
      fc.assert(
        fc.property(fc.nat({ max: 1_000_000 }), confidences, (events, confidence) => {
          const [at, next] = [limits(events, confidence), limits(events + 1, confidence)];
          expect(0 <= at.lower && at.lower <= events && events < at.upper).toBe(true);
          expect(at.lower <= next.lower && at.upper < next.upper).toBe(true);
        }),
        { seed: 4 },
      );
    });
  }

  test("from ten events on Byar and exact agree within half a percent at 95%", () => {
    for (const events of [10, 11, 20, 50, 100, 1000, 100_000]) {
      expect(Math.abs(byar(events).lower / exactPoisson(events).lower - 1)).toBeLessThan(0.005);
      expect(Math.abs(byar(events).upper / exactPoisson(events).upper - 1)).toBeLessThan(0.005);
    }
  });

  test("a higher confidence never narrows the limits", () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), (events) => {
        const [narrow, wide] = [0.95, 0.998].map((c) => rateInterval(events, 1, c));
        expect(wide!.lower <= narrow!.lower && wide!.upper > narrow!.upper).toBe(true);
      }),
      { seed: 5 },
    );
  });

  test("no exposure and negative events are errors", () => {
    expect(() => rateInterval(1, 0)).toThrow('exposure is "0"; give a number above zero.');
    expect(() => rateInterval(-1, 10)).toThrow('events is "-1"');
    expect(() => rateInterval(Number.NaN, 10)).toThrow(RangeError);
  });
});

describe("differences", () => {
  test("a difference mirrors when its parts change places", () => {
    fc.assert(
      fc.property(shares, shares, (a, b) => {
        const forward = differenceOfProportions(a.events, a.base, b.events, b.base);
        const back = differenceOfProportions(b.events, b.base, a.events, a.base);
        expect(forward.value).toBeCloseTo(-back.value, 12);
        expect(forward.lower).toBeCloseTo(-back.upper, 12);
      }),
      { seed: 6 },
    );
  });

  test("the limits enclose the difference", () => {
    fc.assert(
      fc.property(shares, shares, confidences, (a, b, confidence) => {
        for (const difference of [differenceOfProportions, differenceOfRates]) {
          const of = difference(a.events, a.base, b.events, b.base, confidence);
          expect(of.lower <= of.value && of.value <= of.upper).toBe(true);
        }
      }),
      { seed: 7 },
    );
  });
});

test("z is exact and needs a confidence between 0 and 1", () => {
  expect(zOf(0.95)).toBeCloseTo(1.959963984540054, 14);
  expect(zOf(0.998)).toBeCloseTo(3.090232306167813, 13);
  expect(() => zOf(95)).toThrow('confidence is "95"; give a number between 0 and 1.');
});
