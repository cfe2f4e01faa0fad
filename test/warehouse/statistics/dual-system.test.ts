/** Two sources of the same events: estimates, limits and what is known of completeness. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { dualSystem, dualSystemTotal } from "#warehouse/statistics/dual-system.ts";
import { testGolden } from "../../golden.ts";

testGolden("dual_system", {
  given: ["n1", "n2", "matched"],
  toleranceOf: (row, column) => {
    if (column === "chapman_se") return { relative: 0, absolute: row.number("tol_abs_se") };
    const isRatio = column.includes("completeness");
    return isRatio
      ? { relative: 1e-9, absolute: 0 }
      : { relative: 0, absolute: row.number("tol_abs_n") };
  },
  methods: {
    dual_system: (row) => {
      const [first, second] = [row.number("n1"), row.number("n2")];
      const found = dualSystem({ first, second, matched: row.number("matched") });
      return {
        lincoln_petersen: found.lincolnPetersen,
        chapman: found.chapman,
        chapman_se: found.standardError,
        completeness1: found.firstCompleteness?.value,
        completeness2: found.secondCompleteness?.value,
        combined_completeness: found.bothCompleteness,
        chapman_log_lower95: found.interval?.lower,
        chapman_log_upper95: found.interval?.upper,
      };
    },
  },
});

const sources = fc
  .tuple(fc.nat({ max: 2000 }), fc.nat({ max: 2000 }), fc.nat({ max: 2000 }))
  .map(([matched, firstOnly, secondOnly]) => ({
    first: matched + firstOnly,
    second: matched + secondOnly,
    matched,
  }));

test("without a match there is an estimate and no completeness of either by the other", () => {
  const found = dualSystem({ first: 9, second: 4, matched: 0 });
  expect(found).toMatchObject({ known: 13, chapman: 49, lincolnPetersen: null });
  expect(found.firstCompleteness?.value).toBe(0);
  expect(found.bothCompleteness).toBeNull();
});

test("a source that has everything of the other leaves nothing missing and no limits", () => {
  const found = dualSystem({ first: 100, second: 80, matched: 80 });
  expect(found).toMatchObject({ known: 100, chapman: 100, standardError: 0, interval: null });
  expect(found.firstCompleteness?.value).toBe(1);
});

test("an empty source says nothing about the completeness of the other", () => {
  const found = dualSystem({ first: 5, second: 0, matched: 0 });
  expect(found.firstCompleteness).toBeNull();
  expect(found.secondCompleteness?.value).toBe(0);
});

test("strata are estimated apart and their totals and variances summed", () => {
  const strata = [
    { first: 320, second: 300, matched: 285 },
    { first: 109, second: 177, matched: 57 },
  ];
  const [one, other] = strata.map((stratum) => dualSystem(stratum));
  const both = dualSystemTotal(strata);
  expect(both.known).toBe(335 + 229);
  expect(both.chapman).toBeCloseTo(one!.chapman + other!.chapman, 9);
  expect(both.standardError).toBeCloseTo(Math.hypot(one!.standardError, other!.standardError), 9);
});

test("strata with different completeness give more than all events in one heap", () => {
  const towns = { first: 90, second: 90, matched: 81 };
  const villages = { first: 50, second: 50, matched: 25 };
  const heap = { first: 140, second: 140, matched: 106 };
  expect(dualSystemTotal([towns, villages]).chapman).toBeGreaterThan(dualSystem(heap).chapman);
});

test("limits enclose the estimate and never fall below what is known", () => {
  fc.assert(
    fc.property(fc.array(sources, { minLength: 1, maxLength: 5 }), (strata) => {
      const { known, chapman, interval } = dualSystemTotal(strata);
      expect(chapman).toBeGreaterThanOrEqual(known - 1e-6);
      if (interval === null) return;
      expect(known <= interval.lower && interval.lower <= chapman).toBe(true);
      expect(chapman <= interval.upper).toBe(true);
    }),
    { seed: 1 },
  );
});

test("more matches than a source has events are an error", () => {
  expect(() => dualSystem({ first: 5, second: 9, matched: 6 })).toThrow(
    'matched "6" passes a source of "5"; count pairs once.',
  );
});
