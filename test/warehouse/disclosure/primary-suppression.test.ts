/** Small counts, small complements and whole groups are withheld. */
import { describe, expect, test } from "vitest";
import {
  isSmallPart,
  type PrimaryRule,
  primaryRule,
  primarySuppression,
  type ZeroPolicy,
} from "#warehouse/disclosure/primary-suppression.ts";
import { testGolden } from "../../golden.ts";

testGolden("sdc_primary", {
  given: ["counts", "threshold", "zero_policy"],
  methods: {
    threshold: (row) => {
      const zeroPolicy = row.text("zero_policy") as ZeroPolicy;
      const threshold = row.number("threshold");
      const rule: PrimaryRule = { threshold, zeroPolicy, hidesWholeGroups: false };
      return { published: primarySuppression(row.numbers("counts"), rule) };
    },
  },
});

const births = primaryRule({ sensitive: false, belowCounty: true });
const abortionsOfVillage = primaryRule({ sensitive: true, belowCounty: true });
const abortionsOfCounty = primaryRule({ sensitive: true, belowCounty: false });

describe("primary suppression", () => {
  test("sensitive classes below county hide their zeros, others show them", () => {
    expect(primarySuppression([0, 9, 10, null], births)).toEqual([0, null, 10, null]);
    expect(primarySuppression([0, 9, 10], abortionsOfVillage)).toEqual([null, null, 10]);
    expect(primarySuppression([0, 9, 10], abortionsOfCounty)).toEqual([0, null, 10]);
  });

  test("a part whose complement is small is withheld", () => {
    expect(isSmallPart(91, 100, births)).toBe(true);
    expect(isSmallPart(90, 100, births)).toBe(false);
    expect(isSmallPart(100, 100, births)).toBe(false);
  });

  test("a part of fewer persons than the threshold is withheld, even if it is zero", () => {
    expect(isSmallPart(0, 9, births)).toBe(true);
    expect(isSmallPart(0, 10, births)).toBe(false);
  });

  test("no persons at all are shown as the zero they are, where zeros are shown", () => {
    expect(isSmallPart(0, 0, births)).toBe(false);
    expect(isSmallPart(0, 0, abortionsOfVillage)).toBe(true);
  });

  test("everyone of fewer than 30 is withheld for a sensitive attribute below county", () => {
    expect(isSmallPart(29, 29, abortionsOfVillage)).toBe(true);
    expect(isSmallPart(30, 30, abortionsOfVillage)).toBe(false);
    expect(isSmallPart(29, 29, abortionsOfCounty)).toBe(false);
    expect(isSmallPart(29, 29, births)).toBe(false);
  });

  test("no one of fewer than 30 is withheld even where a policy shows zeros", () => {
    const shown: PrimaryRule = { threshold: 10, zeroPolicy: "show", hidesWholeGroups: true };
    expect(isSmallPart(0, 29, shown)).toBe(true);
    expect(isSmallPart(0, 30, shown)).toBe(false);
  });

  test("thresholds outside 3 to 20 are refused", () => {
    expect(() => primaryRule({ sensitive: false, belowCounty: true }, 2)).toThrow('"2"');
    expect(() => primaryRule({ sensitive: false, belowCounty: true }, 21)).toThrow('"21"');
    expect(() => primarySuppression([5], { ...births, threshold: 4.5 })).toThrow('"4.5"');
  });

  test("a wrong count is refused without being told", () => {
    expect(() => primarySuppression([-7], births)).toThrow(/^A count[^7]*$/);
    expect(() => isSmallPart(27, 26, births)).toThrow(/^A part[^2]*$/);
  });
});
