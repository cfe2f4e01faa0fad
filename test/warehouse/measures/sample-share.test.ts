import { describe, expect, test } from "vitest";
import type { SampleRow } from "#warehouse/define-measure.ts";
import { wilsonAt } from "#warehouse/statistics/wilson.ts";
import { evaluate } from "./evaluate-measure.ts";

const row = (part: Partial<SampleRow>): SampleRow => ({
  wave: 201110,
  area: 1,
  stratum: "",
  cluster: "",
  yes: 0,
  valid: 0,
  population: null,
  ...part,
});

/** The measure on a sample, with the sums of its rows. */
function answer(id: string, sample: readonly SampleRow[], silent = 0) {
  const total = (of: "yes" | "valid") => sample.reduce((sum, cell) => sum + cell[of], 0);
  return evaluate(id, { yes: total("yes"), valid: total("valid"), silent }, { sample });
}

describe("a sample that says what it stands for", () => {
  test("is weighed by its strata", () => {
    const town = row({ stratum: "town", yes: 45, valid: 50, population: 9000 });
    const country = row({ stratum: "country", yes: 30, valid: 50, population: 1000 });
    const { value, numerator, denominator, flags } = answer("satisfactionRate", [town, country]);
    expect([value, numerator, denominator]).toEqual([0.9 * 90 + 0.1 * 60, 75, 100]);
    expect(flags).toEqual([]);
  });

  test("has wider limits when its clusters differ than when they are alike", () => {
    const village = (cluster: string, yes: number) =>
      row({ cluster, yes, valid: 20, population: 400 });
    const width = (counts: readonly number[]) => {
      const cells = counts.map((yes, i) => village(`v${i}`, yes));
      const { lower, upper, value } = answer("satisfactionRate", cells);
      expect(value).toBe(75);
      return upper! - lower!;
    };
    expect(width([20, 20, 10, 10, 20, 10])).toBeGreaterThan(width([15, 16, 14, 15, 15, 15]));
  });

  test("takes areas with one cluster each as the clusters of one stratum", () => {
    const cells = [12, 18, 15, 16].map((yes, i) =>
      row({ area: i, stratum: "all", cluster: `v${i}`, yes, valid: 20, population: 300 }),
    );
    const booked = answer("satisfactionRate", cells);
    const above = answer(
      "satisfactionRate",
      cells.map((cell) => ({ ...cell, area: 9 })),
    );
    expect([booked.value, booked.lower, booked.upper]).toEqual([
      above.value,
      above.lower,
      above.upper,
    ]);
    expect(booked.lower).not.toBeNull();
  });

  test("of one cluster alone has a value and no limits", () => {
    const cells = [row({ cluster: "only", yes: 33, valid: 40, population: 400 })];
    expect(answer("satisfactionRate", cells)).toMatchObject({
      value: 82.5,
      lower: null,
      reason: "too_few_clusters",
    });
  });
});

describe("a sample that does not say what it stands for", () => {
  test("of persons is taken as simple, and flagged", () => {
    const { lower, upper, flags } = answer("satisfactionRate", [row({ yes: 90, valid: 100 })]);
    // The variance p(1-p)/(n-1) is that of an effective size of 99.
    const expected = wilsonAt(0.9 * 99, 99, 1.959963984540054, 100);
    expect(lower).toBeCloseTo(expected.lower, 6);
    expect(upper).toBeCloseTo(expected.upper, 6);
    expect(flags).toContain("sample_unweighted");
  });

  test("cannot weigh named strata: a value and no interval", () => {
    const cells = [
      row({ stratum: "a", yes: 40, valid: 50 }),
      row({ stratum: "b", yes: 10, valid: 50 }),
    ];
    expect(answer("satisfactionRate", cells)).toMatchObject({
      value: 50,
      lower: null,
      reason: "not_probability_sample",
    });
  });

  test("is a visit for the receipt of supplies, which gives no interval", () => {
    expect(answer("migrantSupplyReceiptRate", [row({ yes: 90, valid: 100 })])).toMatchObject({
      value: 90,
      lower: null,
      reason: "not_probability_sample",
    });
  });
});

test("twenty-nine answers make no share, thirty do, and who was silent is told", () => {
  expect(answer("satisfactionRate", [row({ yes: 29, valid: 29 })]).reason).toBe("too_few_answers");
  expect(answer("satisfactionRate", [row({ yes: 30, valid: 30 })], 10)).toMatchObject({
    value: 100,
    upper: 100,
    unknownShare: 0.25,
  });
});

test("more yes than answers in one cluster is inconsistent, whatever the sum says", () => {
  const cells = [
    row({ cluster: "a", yes: 31, valid: 30, population: 100 }),
    row({ cluster: "b", yes: 1, valid: 30, population: 100 }),
  ];
  expect(answer("satisfactionRate", cells).reason).toBe("inconsistent_input");
});
