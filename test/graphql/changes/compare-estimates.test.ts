import { describe, expect, test } from "vitest";
import { compareEstimates, isWithheld } from "#graphql/changes/compare-estimates.ts";
import type { Estimate } from "#warehouse/estimate.ts";

const shown: Estimate = {
  measure: "crudeBirthRate",
  area: "990001",
  period: "2011",
  base: "registered",
  borders: "asWas",
  rateKind: "annualised",
  categories: [],
  state: "SHOWN",
  confidence: 0.95,
  coverage: 1,
  provisional: false,
  snapshot: "a",
  value: 12,
  numerator: 12,
  denominator: 1000,
  lower: 7,
  upper: 20,
  intervalMethod: "byar",
  reason: null,
  flags: [],
};
const none = { value: null, numerator: null, denominator: null, lower: null, upper: null };
const withheld: Estimate = { ...shown, ...none, state: "WITHHELD", reason: "withheld" };
const silent: Estimate = { ...shown, ...none, state: "NOT_REPORTED", reason: "no_data" };
const undefinedRate: Estimate = {
  ...shown,
  ...none,
  state: "UNDEFINED",
  reason: "zero_denominator",
};

describe("a change of an estimate", () => {
  test.each<[string, Estimate | undefined, Estimate | undefined, string | null]>([
    ["the same numbers of another snapshot", shown, { ...shown, snapshot: "b" }, null],
    ["another value", shown, { ...shown, value: 13 }, "REVISED"],
    ["another denominator alone", shown, { ...shown, denominator: 1001 }, "REVISED"],
    ["a first report", silent, shown, "ADDED"],
    ["a first category", undefined, shown, "ADDED"],
    ["a report taken back", shown, silent, "REMOVED"],
    ["a category that is gone", shown, undefined, "REMOVED"],
    [
      "the same number of fewer reports",
      shown,
      { ...shown, state: "INCOMPLETE", coverage: 0.5 },
      "STATE",
    ],
    ["another reason", undefinedRate, silent, "STATE"],
    ["two silences", silent, { ...silent, snapshot: "b" }, null],
  ])("%s", (_, before, after, kind) => {
    expect(compareEstimates(before, after)?.kind ?? null).toBe(kind);
  });

  test("to, from and under protection is told as a state or not at all, whatever lies behind it", () => {
    for (const other of [shown, { ...shown, value: 99 }, silent, undefinedRate, undefined]) {
      for (const change of [
        compareEstimates(withheld, other)!,
        compareEstimates(other, withheld)!,
      ]) {
        expect([change.kind, isWithheld(change)]).toEqual(["STATE", true]);
      }
    }
    expect(compareEstimates(withheld, { ...withheld, snapshot: "b", coverage: 0.5 })).toBeNull();
  });
});
