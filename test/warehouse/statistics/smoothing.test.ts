/** Changes of pace, series that resemble themselves, seasons, windows and shrinkage. */
import { describe, expect, test } from "vitest";
import { autocorrelation } from "#warehouse/statistics/autocorrelation.ts";
import { empiricalBayes } from "#warehouse/statistics/empirical-bayes.ts";
import { mannKendallByHamedRao } from "#warehouse/statistics/hamed-rao.ts";
import { joinpoint } from "#warehouse/statistics/joinpoint.ts";
import { mannKendall } from "#warehouse/statistics/mann-kendall.ts";
import { movingAverage } from "#warehouse/statistics/moving-average.ts";
import { RandomNumbers } from "#warehouse/statistics/random-numbers.ts";
import { seasonalMannKendall } from "#warehouse/statistics/seasonal-mann-kendall.ts";
import { readGolden, testGolden } from "../../golden.ts";
import { sharedIsThere } from "../../shared-folder.ts";

testGolden("joinpoint", {
  given: ["years", "rates"],
  methods: {
    one_joinpoint_grid_loglinear: (row) => {
      const years = row.numbers("years");
      const series = row.numbers("rates").map((value, i) => ({ time: years[i]!, value }));
      const found = joinpoint(series, { draws: 0 });
      return {
        sse_no_joinpoint: found?.squaresOfOneLine,
        joinpoint_year: found?.time,
        sse_one_joinpoint: found?.squaresOfTwoLines,
        apc_segment1: found?.changeBefore,
        apc_segment2: found?.changeAfter,
        apc_overall: found?.changeOverall,
        f_statistic: found?.f,
      };
    },
  },
});

testGolden("moving_average", {
  given: ["events", "person_years"],
  methods: {
    centred_3_period: (row) => {
      const exposures = row.numbers("person_years");
      const series = row
        .numbers("events")
        .map((events, i) => ({ events, exposure: exposures[i]! }));
      const rates = movingAverage(series, 1, "centred", 1000);
      return {
        pooled_rate_per_1000: movingAverage(series, 3, "centred", 1000).slice(1, -1),
        // What we do not offer, from single rates, so that the file's contrast is checked as well.
        mean_of_rates_per_1000: rates
          .slice(2)
          .map((rate, i) => (rates[i]! + rates[i + 1]! + rate!) / 3),
      };
    },
  },
});

testGolden("empirical_bayes", {
  given: ["observed", "person_years"],
  methods: {
    marshall_global: (row) => {
      const exposures = row.numbers("person_years");
      const areas = row
        .numbers("observed")
        .map((events, i) => ({ events, exposure: exposures[i]! }));
      const found = empiricalBayes(areas)!;
      return {
        prior_mean: found.priorMean,
        prior_variance: found.priorVariance,
        estimates: found.areas.map((area) => area.value),
        weights: found.areas.map((area) => area.weight),
        posterior_lower95: found.areas.map((area) => area.lower),
        posterior_upper95: found.areas.map((area) => area.upper),
      };
    },
  },
});

const paced = (values: readonly number[]) => values.map((value, i) => ({ time: 2000 + i, value }));

describe("joinpoint", () => {
  const level = [0.02, -0.03, 0.01, 0.04, -0.02, -0.01, 0.03, -0.04, 0.02, -0.02, 0.01, 0.0];
  const bent = level.map((noise, i) => 10 * Math.exp(noise - 0.2 * Math.max(0, i - 6)));

  test("a clear change of pace is found in its year, with the least possible p", () => {
    const found = joinpoint(paced(bent))!;
    expect(found.time).toBe(2006);
    expect(found.pValue).toBe(1 / 4500);
    expect(found.changeAfter).toBeCloseTo(100 * Math.expm1(-0.2), 0);
  });

  test("noise around one line has no small p, and the same p each time", () => {
    const straight = level.map((noise, i) => 10 * Math.exp(noise - 0.05 * i));
    const [first, second] = [joinpoint(paced(straight)), joinpoint(paced(straight))];
    expect(first!.pValue).toBeGreaterThan(0.2);
    expect(second).toEqual(first);
  });

  test("where there is no join, about a tenth of noisy lines have a p of a tenth at most", () => {
    const random = new RandomNumbers("noise");
    const noisy = () => Array.from({ length: 12 }, () => Math.exp(random.uniform() / 10));
    const pValues = Array.from(
      { length: 300 },
      () => joinpoint(paced(noisy()), { draws: 199 })!.pValue,
    );
    const below = pValues.filter((pValue) => pValue <= 0.1).length;
    // 30 expected, standard error 5.2.
    expect(below).toBeGreaterThan(14);
    expect(below).toBeLessThan(46);
  });

  test("one exact line has no join at all", () => {
    const exact = Array.from({ length: 10 }, (_, i) => 8 * 0.97 ** i);
    expect(joinpoint(paced(exact))).toMatchObject({ f: 0, pValue: 1 });
  });

  test("equal weights leave F as it is, and a point of next to no weight moves nothing", () => {
    const weighted = paced(bent).map((point) => ({ ...point, weight: 4 }));
    const [plain, heavy] = [joinpoint(paced(bent))!, joinpoint(weighted)!];
    expect(heavy.squaresOfOneLine).toBeCloseTo(4 * plain.squaresOfOneLine, 12);
    expect(heavy.f).toBeCloseTo(plain.f, 6);
    const wild = paced(bent).map((point, i) => (i === 11 ? { ...point, value: 99 } : point));
    const tamed = wild.map((point, i) => ({ ...point, weight: i === 11 ? 1e-12 : 1 }));
    expect(joinpoint(tamed)!.changeAfter).toBeCloseTo(
      joinpoint([...paced(bent).slice(0, 11), { time: 2011, value: 1, weight: 1e-12 }])!
        .changeAfter,
      5,
    );
  });

  test("nine values, a rate of zero and times out of order are no series for it", () => {
    expect(joinpoint(paced(bent.slice(0, 9)))).toBeNull();
    expect(joinpoint(paced(bent.map((value, i) => (i === 3 ? 0 : value))))).toBeNull();
    expect(() => joinpoint(paced(bent).reverse())).toThrow('Time "2010" does not follow');
    const weightless = paced(bent).map((point) => ({ ...point, weight: 0 }));
    expect(() => joinpoint(weightless)).toThrow('weight is "0"');
  });
});

describe.skipIf(!sharedIsThere)("360 months of rain, as in the tests of pyMannKendall", () => {
  const row = sharedIsThere
    ? readGolden("trend").find((r) => r.text("case_id") === "TRD-010")!
    : null;

  test("seasons are compared with themselves", () => {
    const months: (number | null)[] = Array(360).fill(null);
    const values = row!.numbers("series");
    row!.numbers("times").forEach((time, i) => {
      months[time] = values[i]!;
    });
    const found = seasonalMannKendall(months, 12);
    expect(found).toMatchObject({ count: 353, s: -399 });
    expect(found.variance).toBeCloseTo(34702.333333333336, 6);
    expect(found.z).toBeCloseTo(-2.136504114534638, 10);
    expect(found.pValue).toBeCloseTo(0.03263834596177739, 10);
    expect(found.slope).toBeCloseTo(-0.08695652173913043, 12);
  });

  test("Hamed and Rao correct the variance at all lags, or at three", () => {
    // The release with these figures closed the gaps of the series and counted from 1.
    const series = row!.numbers("series").map((value, i) => ({ time: i + 1, value }));
    const all = mannKendallByHamedRao(series)!;
    expect(all.s).toBe(-1959);
    expect(all.variance).toBeCloseTo(257403.38678462413, 3);
    expect(all.z).toBeCloseTo(-3.859273515045842, 8);
    expect(all.pValue).toBeCloseTo(0.00011372459883540742, 10);
    expect(mannKendallByHamedRao(series, 3)!.variance).toBeCloseTo(14226812.425138814, 2);
  });
});

describe("series that resemble themselves", () => {
  test("alternating values are opposed at lag one and alike at lag two", () => {
    const values = [1, -1, 1, -1, 1, -1, 1, -1];
    expect([autocorrelation(values), autocorrelation(values, 2)]).toEqual([-7 / 8, 6 / 8]);
    expect([autocorrelation([3, 3, 3]), autocorrelation([1, 2], 5)]).toEqual([0, 0]);
  });

  test("slow waves on a trend have a larger variance and p than the plain test says", () => {
    const waves = paced(Array.from({ length: 40 }, (_, i) => 0.01 * i + Math.sin(i / 4)));
    const plain = mannKendall(waves.map((point) => point.value));
    const corrected = mannKendallByHamedRao(waves, 3)!;
    expect(corrected.variance).toBeGreaterThan(plain.variance);
    expect(corrected.pValue).toBeGreaterThan(plain.pValue);
  });

  test("a constant stays one, and three values are too few", () => {
    expect(mannKendallByHamedRao(paced([4, 4, 4, 4, 4]))).toMatchObject({ s: 0, pValue: 1 });
    expect(mannKendallByHamedRao(paced([1, 2, 3]))).toBeNull();
  });
});

describe("seasons", () => {
  test("a rise in every quarter is a rise although the quarters differ more", () => {
    const quarters = [0, 1, 2, 3].flatMap((year) => [10, 50, 90, 30].map((base) => base + year));
    const found = seasonalMannKendall(quarters, 4);
    expect(found).toMatchObject({ count: 16, s: 24, slope: 1 });
    expect(found.pValue).toBeLessThan(0.001);
    expect(mannKendall(quarters).pValue).toBeGreaterThan(0.1);
  });

  test("one year of months has no pair to compare", () => {
    const found = seasonalMannKendall(Array.from({ length: 12 }, (_, i) => i));
    expect(found).toMatchObject({ s: 0, pValue: 1, slope: null });
    expect(() => seasonalMannKendall([1], 0)).toThrow('seasons is "0"');
  });
});

describe("moving averages", () => {
  const months = [10, 20, 30, 40].map((events) => ({ events, exposure: 100 }));

  test("a trailing window ends with its month and is empty until it is full", () => {
    expect(movingAverage(months, 3, "trailing")).toEqual([null, null, 0.2, 0.3]);
    expect(movingAverage(months, 3)).toEqual([null, 0.2, 0.3, null]);
  });

  test("large and small periods weigh by their exposure", () => {
    const [, middle] = movingAverage(
      [
        { events: 0, exposure: 10 },
        { events: 0, exposure: 10 },
        { events: 98, exposure: 980 },
      ],
      3,
    );
    expect(middle).toBe(0.098);
  });

  test("a period without a report or without anybody leaves its windows empty", () => {
    expect(movingAverage([months[0]!, null, months[1]!], 1)).toEqual([0.1, null, 0.2]);
    expect(movingAverage([{ events: 0, exposure: 0 }], 1)).toEqual([null]);
  });

  test("a centred window is odd and every window whole", () => {
    expect(() => movingAverage(months, 4)).toThrow("an odd number of periods");
    expect(() => movingAverage(months, 0, "trailing")).toThrow('window is "0"');
  });
});

describe("empirical Bayes", () => {
  test("areas that differ by less than chance all get the pooled rate", () => {
    const areas = Array.from({ length: 5 }, () => ({ events: 3, exposure: 1000 }));
    const found = empiricalBayes(areas)!;
    expect(found.priorVariance).toBe(0);
    expect(found.areas[0]).toEqual({ value: 0.003, weight: 0, lower: null, upper: null });
  });

  test("a small area moves further to the mean than a large one of the same rate", () => {
    const areas = [
      { events: 2, exposure: 100 },
      { events: 200, exposure: 10_000 },
      { events: 20, exposure: 10_000 },
      { events: 30, exposure: 10_000 },
      { events: 25, exposure: 10_000 },
    ];
    const [small, large] = empiricalBayes(areas)!.areas;
    expect(small!.value).toBeLessThan(large!.value);
    expect(small!.weight).toBeLessThan(large!.weight);
    expect(small!.lower! < small!.value && small!.value < small!.upper!).toBe(true);
  });

  test("four areas are too few", () => {
    expect(empiricalBayes(Array(4).fill({ events: 1, exposure: 10 }))).toBeNull();
    expect(() => empiricalBayes([{ events: 1, exposure: 0 }])).toThrow("exposure");
  });
});
