/** Standardised rates and total fertility, which is one of them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rateInterval } from "#warehouse/statistics/rate-interval.ts";
import {
  type Stratum,
  standardisedRate,
  standardisedRateByGamma,
} from "#warehouse/statistics/standardised-rate.ts";
import {
  generalFertility,
  type MotherAgeGroup,
  meanAgeAtChildbearing,
  meanAgeOfMothers,
  totalFertility,
} from "#warehouse/statistics/total-fertility.ts";
import { type GoldenRow, testGolden } from "../../golden.ts";

function groupsOf(row: GoldenRow): MotherAgeGroup[] {
  const [women, births] = [row.numbers("women"), row.numbers("births")];
  return row.numbers("age_lower").map((age, i) => ({ age, women: women[i]!, births: births[i]! }));
}

function strataOf(row: GoldenRow): Stratum[] {
  const [exposures, weights] = [row.numbers("pops"), row.numbers("stdpop")];
  return row
    .numbers("counts")
    .map((events, i) => ({ events, exposure: exposures[i]!, weight: weights[i]! }));
}

function standardised(method: typeof standardisedRate, withLimits: boolean) {
  return (row: GoldenRow) => {
    const rate = method(strataOf(row), row.number("confidence"), row.number("multiplier"));
    const limits = withLimits ? { lower: rate?.lower ?? null, upper: rate?.upper ?? null } : {};
    return { value: rate?.value ?? null, suppressed: rate === null, ...limits };
  };
}

const dsrInputs = ["counts", "pops", "stdpop", "confidence", "multiplier"];

testGolden("dsr", {
  given: dsrInputs,
  emptyMeansNull: ["value"],
  methods: {
    dobson: standardised(standardisedRate, true),
    value_only: standardised(standardisedRate, false),
    gamma_fay_feuer: standardised(standardisedRateByGamma, true),
  },
});

function fertility(widthInYears: number) {
  return (row: GoldenRow) => {
    const groups = groupsOf(row);
    const births = groups.reduce((sum, group) => sum + group.births, 0);
    const population = row.text("total_population");
    return {
      tfr: totalFertility(groups, widthInYears).interval?.value,
      asfr_per_1000: groups.map(
        (group) => rateInterval(group.births, group.women, 0.95, 1000).value,
      ),
      // The single-year rows give the lower age and a rate for that one year of age.
      mac_rates: meanAgeAtChildbearing(groups, widthInYears).interval?.value,
      mean_age_births: meanAgeOfMothers(groups, widthInYears),
      gfr_15_49_per_1000: generalFertility(groups, 1000),
      cbr_per_1000:
        population === "" ? null : rateInterval(births, Number(population), 0.95, 1000).value,
    };
  };
}

testGolden("fertility", {
  given: ["age_lower", "women", "births", "total_population"],
  methods: { five_year_groups: fertility(5), single_year: fertility(1) },
});

testGolden("fertility_ci", {
  given: ["age_lower", "women", "births", "width", "confidence"],
  methods: {
    tfr_dobson: (row) => {
      const [width, confidence] = [row.number("width"), row.number("confidence")];
      const groups = groupsOf(row);
      const total = totalFertility(groups, width, confidence).interval;
      const age = meanAgeAtChildbearing(groups, width, confidence).interval;
      return {
        tfr: total?.value,
        tfr_lower: total?.lower,
        tfr_upper: total?.upper,
        tfr_se: total?.standardError,
        mac: age?.value,
        mac_se: age?.standardError,
      };
    },
  },
});

const groups = fc.array(
  fc.record({
    age: fc.integer({ min: 15, max: 49 }),
    births: fc.nat({ max: 500 }),
    women: fc.integer({ min: 1, max: 5000 }),
  }),
  { minLength: 1, maxLength: 8 },
);

describe("total fertility", () => {
  const group = (births: number, women: number) => ({ age: 20, births, women });

  test("100 births to 1000 women of one five-year group make half a child", () => {
    expect(totalFertility([group(100, 1000)]).interval?.value).toBeCloseTo(0.5, 14);
  });

  test("nine births are too few, for the rate and for both mean ages", () => {
    const nine = [group(9, 1000), group(0, 1000)];
    expect(totalFertility(nine)).toEqual({ interval: null, reason: "too_few_events" });
    expect(meanAgeAtChildbearing(nine)).toEqual({ interval: null, reason: "too_few_events" });
    expect(meanAgeOfMothers(nine)).toBeNull();
  });

  test("an age group without women is a zero denominator, before births are counted", () => {
    const empty = [group(100, 1000), group(0, 0)];
    expect(totalFertility(empty)).toEqual({ interval: null, reason: "zero_denominator" });
    expect(meanAgeAtChildbearing(empty).reason).toBe("zero_denominator");
    expect(totalFertility([]).reason).toBe("no_data");
  });

  test("limits enclose the value, and the mean age stays within the ages of the groups", () => {
    fc.assert(
      fc.property(groups, (some) => {
        for (const result of [totalFertility(some), meanAgeAtChildbearing(some)]) {
          if (result.interval === null) continue;
          const { lower, value, upper } = result.interval;
          expect(lower <= value && value <= upper).toBe(true);
        }
        const age = meanAgeAtChildbearing(some).interval?.value;
        const ages = some.map((one) => one.age + 2.5);
        if (age === undefined) return;
        expect(age).toBeGreaterThan(Math.min(...ages) - 1e-9);
        expect(age).toBeLessThan(Math.max(...ages) + 1e-9);
      }),
      { seed: 1 },
    );
  });
});

describe("standardised rates", () => {
  test("weights count by their shares only", () => {
    const strata = [
      { events: 30, exposure: 1000, weight: 1 },
      { events: 10, exposure: 2000, weight: 3 },
    ];
    const tenfold = strata.map((stratum) => ({ ...stratum, weight: 10 * stratum.weight }));
    expect(standardisedRate(strata)?.value).toBeCloseTo((0.03 + 3 * 0.005) / 4, 15);
    expect(standardisedRate(tenfold)?.upper).toBeCloseTo(standardisedRate(strata)!.upper, 15);
  });

  test("gamma limits enclose the value", () => {
    fc.assert(
      fc.property(groups, (some) => {
        const strata = some.map((one) => ({ events: one.births, exposure: one.women, weight: 1 }));
        const rate = standardisedRateByGamma(strata);
        fc.pre(rate !== null);
        expect(rate!.lower <= rate!.value && rate!.value <= rate!.upper).toBe(true);
      }),
      { seed: 2 },
    );
  });

  test("a group without exposure is an error", () => {
    const strata = [{ events: 20, exposure: 0, weight: 1 }];
    expect(() => standardisedRate(strata)).toThrow('exposure is "0"');
  });
});
