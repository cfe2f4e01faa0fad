/** Dual-system estimates over strata, small enough to check by head. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type MatchStratum, matchEstimate } from "#warehouse/reconciliation/match-estimate.ts";

const stratum = (
  first: number,
  second: number,
  firstMatched: number,
  secondMatched: number,
  agreeing: number,
): MatchStratum => ({ first, second, firstMatched, secondMatched, agreeing });

test("one stratum: 9 and 4 records with 4 in both make 9 events, (10 × 5) / 5 − 1", () => {
  const { total, firstCompleteness, secondCompleteness, ...counts } = matchEstimate(
    [stratum(9, 4, 4, 4, 4)],
    "STRICT",
  );
  expect(counts).toEqual({
    matching: "STRICT",
    matched: 4,
    onlyFirst: 5,
    onlySecond: 0,
    bothCompleteness: 1,
    strata: 1,
  });
  expect(total).toMatchObject({ known: 9, chapman: 9, interval: null });
  expect(firstCompleteness?.value).toBe(1);
  expect(secondCompleteness?.value).toBeCloseTo(4 / 9, 12);
});

test("strata are estimated apart and summed: 4 + 24 events, where one of all would say 15.2", () => {
  const strata = [stratum(4, 4, 4, 4, 4), stratum(4, 4, 0, 0, 0)];
  expect(matchEstimate(strata, "STRICT").total).toMatchObject({ known: 12, chapman: 28 });
  const { total } = matchEstimate([stratum(8, 8, 4, 4, 4)], "STRICT");
  expect(total.chapman).toBeCloseTo((9 * 9) / 5 - 1, 12);
});

test("a match in another stratum is none when strict, and is brought home when lenient", () => {
  // The first has a birth in March that the second has in April.
  const strata = [stratum(1, 0, 1, 0, 0), stratum(0, 1, 0, 1, 0)];
  expect(matchEstimate(strata, "STRICT")).toMatchObject({ matched: 0, strata: 2 });
  expect(matchEstimate(strata, "LENIENT")).toMatchObject({
    matched: 1,
    onlyFirst: 0,
    onlySecond: 0,
    strata: 1,
    total: { known: 1, chapman: 1 },
  });
});

test("without records of the other source a completeness is unknown, not zero", () => {
  expect(matchEstimate([stratum(3, 0, 0, 0, 0)], "LENIENT")).toMatchObject({
    firstCompleteness: null,
    secondCompleteness: { value: 0 },
  });
  expect(matchEstimate([], "LENIENT")).toMatchObject({ bothCompleteness: null, strata: 0 });
});

/** Any births of two sources, each with the stratum in which either source has it, or null. */
const births = fc.array(
  fc.record({
    first: fc.option(fc.nat(3)),
    second: fc.option(fc.nat(3)),
  }),
  { maxLength: 60 },
);

function strataOf(list: readonly { first: number | null; second: number | null }[]) {
  const count = (is: (birth: (typeof list)[number]) => boolean) => list.filter(is).length;
  return [0, 1, 2, 3].map((at) => ({
    first: count(({ first }) => first === at),
    second: count(({ second }) => second === at),
    firstMatched: count(({ first, second }) => first === at && second !== null),
    secondMatched: count(({ first, second }) => second === at && first !== null),
    agreeing: count(({ first, second }) => first === at && second === at),
  }));
}

test("lenient matching knows exactly the births that occur, strict never fewer", () => {
  fc.assert(
    fc.property(births, (list) => {
      const known = list.filter(({ first, second }) => first !== null || second !== null).length;
      const strata = strataOf(list);
      const [strict, lenient] = [matchEstimate(strata, "STRICT"), matchEstimate(strata, "LENIENT")];
      expect(lenient.total.known).toBe(known);
      expect(strict.total.known).toBeGreaterThanOrEqual(known);
      expect(lenient.total.chapman).toBeGreaterThanOrEqual(known - 1e-9);
      expect(strict.matched).toBeLessThanOrEqual(lenient.matched);
    }),
  );
});
