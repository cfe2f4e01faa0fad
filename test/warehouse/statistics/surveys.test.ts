/** Means and survey shares: Student's t, designs, and when a survey says nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meanInterval } from "#warehouse/statistics/mean-interval.ts";
import { zOf } from "#warehouse/statistics/normal.ts";
import { tOf } from "#warehouse/statistics/student-t.ts";
import { type SurveyStratum, surveyProportion } from "#warehouse/statistics/survey-proportion.ts";
import { wilson, wilsonAt } from "#warehouse/statistics/wilson.ts";
import { testGolden } from "../../golden.ts";

testGolden("mean_ci", {
  given: ["values", "confidence"],
  methods: {
    student_t: (row) => {
      const values = row.numbers("values");
      const sum = values.reduce((total, value) => total + value, 0);
      const squares = values.reduce((total, value) => total + value ** 2, 0);
      const found = meanInterval(values.length, sum, squares, row.number("confidence"));
      return {
        mean: found?.value,
        stdev: found?.standardDeviation,
        lower: found?.lower,
        upper: found?.upper,
      };
    },
  },
});

testGolden("survey_proportion", {
  given: ["cluster_or_stratum_yes", "cluster_or_stratum_n", "population_units"],
  methods: {
    stratified_srs: (row) => {
      const answers = row.numbers("cluster_or_stratum_n");
      const populations = row.numbers("population_units");
      const found = surveyProportion(
        row
          .numbers("cluster_or_stratum_yes")
          .map((yes, i) => persons(yes, answers[i]!, populations[i]!)),
      );
      return { value: found.value, se: found.standardError };
    },
  },
});

const persons = (yes: number, answers: number, population: number): SurveyStratum => ({
  kind: "persons",
  yes,
  answers,
  population,
});

const clusters = (
  drawn: readonly (readonly [number, number])[],
  population: number,
): SurveyStratum => ({
  kind: "clusters",
  clusters: drawn.map(([yes, answers]) => ({ yes, answers })),
  population,
});

describe("Student's t", () => {
  test("quantiles are those of the tables", () => {
    const quantiles = [1, 2, 10, 29, 120].map((degrees) => tOf(0.95, degrees));
    const printed = [12.7062, 4.3027, 2.2281, 2.0452, 1.9799];
    quantiles.forEach((quantile, i) => {
      expect(quantile).toBeCloseTo(printed[i]!, 4);
    });
    expect(tOf(0.998, 10)).toBeCloseTo(4.1437, 4);
  });

  test("t falls to z as the degrees of freedom grow, without a jump at 100", () => {
    expect(tOf(0.95, 1e6)).toBeCloseTo(zOf(0.95), 5);
    const [below, at, above] = [99, 100, 101].map((degrees) => tOf(0.95, degrees));
    expect(below! - at!).toBeCloseTo(at! - above!, 5);
    expect(() => tOf(0.95, 0)).toThrow('degrees is "0"');
  });
});

describe("means", () => {
  test("1, 2 and 3 have the mean 2 and limits of t times their standard error", () => {
    const found = meanInterval(3, 6, 14)!;
    expect(found).toMatchObject({ value: 2, standardDeviation: 1 });
    expect(found.upper - 2).toBeCloseTo(4.302652729696142 / Math.sqrt(3), 8);
  });

  test("equal values have no spread, and one value no limits", () => {
    expect(meanInterval(3, 6, 12)).toMatchObject({ standardDeviation: 0 });
    expect(meanInterval(1, 5, 25)).toBeNull();
  });

  test("a multiplier scales the mean, its limits and its spread", () => {
    const [plain, tenfold] = [meanInterval(3, 6, 14)!, meanInterval(3, 6, 14, 0.95, 10)!];
    expect(tenfold.lower).toBeCloseTo(10 * plain.lower, 12);
    expect(tenfold.standardDeviation).toBe(10);
  });
});

describe("surveys of persons", () => {
  test("a simple sample of a large population is nearly Wilson's", () => {
    const found = surveyProportion([persons(80, 100, 1e9)]);
    const plain = wilson(80, 100);
    expect(found).toMatchObject({ value: 0.8, answers: 100, reason: null });
    expect(found.interval!.lower).toBeCloseTo(plain.lower, 2);
    expect(found.effectiveSize).toBeCloseTo(99, 3);
  });

  test("asking half of a stratum halves its variance", () => {
    const [few, half] = [persons(80, 100, 1e12), persons(80, 100, 200)].map(
      (stratum) => surveyProportion([stratum]).standardError!,
    );
    expect((half! / few!) ** 2).toBeCloseTo(0.5, 9);
  });

  test("strata weigh by their population, not by their answers", () => {
    const found = surveyProportion([persons(90, 90, 100), persons(0, 10, 900)]);
    expect(found.value).toBe(0.1);
  });

  test("a stratified sample gains nothing over a simple one unless it is known to", () => {
    const strata = [persons(49, 50, 1000), persons(1, 50, 1000)];
    expect(surveyProportion(strata).effectiveSize).toBe(100);
    expect(surveyProportion(strata, { mayGain: true }).effectiveSize).toBeGreaterThan(1000);
  });

  test("everybody saying yes leaves Wilson's lower limit", () => {
    const found = surveyProportion([persons(40, 40, 4000)], { multiplier: 100 });
    expect(found).toMatchObject({ value: 100, standardError: 0, effectiveSize: 40 });
    expect(found.interval!.upper).toBe(100);
    expect(found.interval!.lower).toBeCloseTo(100 * wilson(40, 40).lower, 9);
  });
});

describe("surveys of clusters", () => {
  test("one stratum of clusters is the ratio estimator of the handbook", () => {
    const drawn = [
      [8, 10],
      [15, 20],
      [9, 10],
      [12, 20],
    ] as const;
    const found = surveyProportion([clusters(drawn, 40)]);
    const share = 44 / 60;
    const spread = drawn.reduce((sum, [yes, n]) => sum + (yes - share * n) ** 2, 0);
    const variance = ((1 - 4 / 40) * (4 / 3) * spread) / 60 ** 2;
    expect(found.value).toBeCloseTo(share, 14);
    expect(found.standardError).toBeCloseTo(Math.sqrt(variance), 14);
    const size = Math.min(60, (share * (1 - share)) / variance);
    expect(found.interval!.lower).toBeCloseTo(wilsonAt(share * size, size, tOf(0.95, 3)).lower, 12);
  });

  test("persons as clusters of one are persons", () => {
    const drawn = [...Array(25).fill([1, 1]), ...Array(15).fill([0, 1])] as [number, number][];
    const [asClusters, asPersons] = [clusters(drawn, 500), persons(25, 40, 500)].map((stratum) =>
      surveyProportion([stratum, persons(30, 60, 700)]),
    );
    expect(asClusters!.value).toBeCloseTo(asPersons!.value!, 14);
    expect(asClusters!.standardError).toBeCloseTo(asPersons!.standardError!, 14);
  });

  test("clusters that agree within and differ between say less than their answers", () => {
    const drawn = Array.from({ length: 8 }, (_, i) => [i % 2 ? 20 : 0, 20] as const);
    const found = surveyProportion([clusters(drawn, 800)]);
    expect(found.effectiveSize).toBeLessThan(8);
    expect(found.interval!.upper - found.interval!.lower).toBeGreaterThan(0.5);
  });

  test("one cluster of many gives a value without limits, one cluster of one is all of it", () => {
    const lone = surveyProportion([clusters([[20, 40]], 50)]);
    expect(lone).toMatchObject({ value: 0.5, interval: null, reason: "too_few_clusters" });
    const whole = surveyProportion([clusters([[20, 40]], 1)]);
    expect(whole).toMatchObject({ value: 0.5, standardError: 0, reason: null });
  });
});

describe("what a survey cannot say", () => {
  test("29 answers give no result, 30 do", () => {
    const few = surveyProportion([persons(20, 29, 1000)]);
    expect(few).toMatchObject({ value: null, interval: null, reason: "too_few_answers" });
    expect(surveyProportion([persons(20, 30, 1000)]).reason).toBeNull();
  });

  test("a visit to two chosen places gives a value and no limits", () => {
    const chosen = [persons(18, 20, 500), persons(12, 20, 500)];
    expect(surveyProportion(chosen, { isProbabilitySample: false })).toEqual({
      value: 0.75,
      standardError: null,
      interval: null,
      effectiveSize: null,
      answers: 40,
      reason: "not_probability_sample",
    });
  });

  test("more answers than persons, or more yes than answers, are an error", () => {
    expect(() => surveyProportion([persons(20, 40, 30)])).toThrow('"40" drawn from a population');
    expect(() => surveyProportion([persons(50, 40, 300)])).toThrow('events "50" pass');
  });

  test("limits enclose the value and stay between 0 and 1", () => {
    const stratum = fc
      .tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 }), fc.nat({ max: 500 }))
      .filter(([yes, no]) => yes + no > 1)
      .map(([yes, no, others]) => persons(yes, yes + no, yes + no + others));
    fc.assert(
      fc.property(fc.array(stratum, { minLength: 1, maxLength: 5 }), (strata) => {
        const { value, interval } = surveyProportion(strata);
        if (interval === null) return;
        expect(0 <= interval.lower && interval.lower <= value!).toBe(true);
        expect(value! <= interval.upper && interval.upper <= 1).toBe(true);
      }),
      { seed: 1 },
    );
  });
});
