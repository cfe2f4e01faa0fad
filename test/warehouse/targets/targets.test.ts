/** Targets: the file, which of them hold when, and what can be said of a value. */
import { describe, expect, test } from "vitest";
import type { Estimate } from "#warehouse/estimate.ts";
import { readTargets, type Target } from "#warehouse/targets/read-targets.ts";
import { targetStatus } from "#warehouse/targets/target-status.ts";
import { targetsInForce } from "#warehouse/targets/targets-in-force.ts";

const estimate = (parts: Partial<Estimate>): Estimate => ({
  measure: "contraceptivePrevalence",
  area: "990521",
  period: "2011",
  base: "registered",
  borders: "asWas",
  rateKind: "annualised",
  categories: [],
  state: "SHOWN",
  confidence: 0.95,
  coverage: 1,
  provisional: false,
  snapshot: "s",
  value: null,
  numerator: 850,
  denominator: 1000,
  lower: null,
  upper: null,
  intervalMethod: null,
  reason: null,
  flags: [],
  ...parts,
});

const target = (parts: Partial<Target>): Target => ({
  id: "t",
  measure: "contraceptivePrevalence",
  comparison: ">=",
  value: 85,
  upper: null,
  level: null,
  base: null,
  category: null,
  years: 1,
  document: "000",
  clause: "item 8",
  validFrom: null,
  validTo: null,
  note: null,
  ...parts,
});

describe("the status of a value", () => {
  test.each([
    ["the whole interval above", { value: 88, lower: 86, upper: 90 }, "MET", true],
    ["the whole interval below", { value: 80, lower: 78, upper: 82 }, "NOT_MET", false],
    ["an interval on both sides", { value: 86, lower: 84, upper: 88 }, "CANNOT_TELL", true],
    ["no interval", { value: 84 }, "NOT_MET", false],
    ["no value", { value: null, state: "NOT_REPORTED" as const }, "CANNOT_TELL", null],
    [
      "a part of the villages",
      { value: 88, lower: 86, upper: 90, state: "INCOMPLETE" as const },
      "CANNOT_TELL",
      true,
    ],
  ])("with %s it is %j: %s", (_, parts, status, pointMet) => {
    expect(targetStatus(target({}), estimate(parts))).toMatchObject({ status, pointMet });
  });

  test("all of a proportion is reached by all, and clearly missed by less", () => {
    const all = target({ value: 100 });
    const full = { value: 100, numerator: 1000, denominator: 1000, lower: 99.6, upper: 100 };
    const most = { value: 90, numerator: 900, denominator: 1000, lower: 88, upper: 91.7 };
    expect(targetStatus(all, estimate(full)).status).toBe("MET");
    expect(targetStatus(all, estimate(most)).status).toBe("NOT_MET");
  });

  test("no accident is met by none, whatever chance could have brought", () => {
    const none = target({ comparison: "<=", value: 0 });
    expect(targetStatus(none, estimate({ value: 0, lower: 0, upper: 3.69 })).status).toBe("MET");
    expect(targetStatus(none, estimate({ value: 1, lower: 0.03, upper: 5.6 })).status).toBe(
      "NOT_MET",
    );
  });

  test("the band of the sex ratio is left by its exact test", () => {
    const band = target({ comparison: "in", value: 103, upper: 107 });
    const wide = { value: 118, lower: 106, upper: 131 };
    expect(targetStatus(band, estimate(wide)).status).toBe("CANNOT_TELL");
    expect(targetStatus(band, estimate({ ...wide, flags: ["above_band"] })).status).toBe("NOT_MET");
    expect(targetStatus(band, estimate({ value: 105, lower: 103.5, upper: 106.5 })).status).toBe(
      "MET",
    );
  });
});

describe("targets.csv", () => {
  const targets = readTargets();

  test("has an id, a document and a clause for every row", () => {
    expect(new Set(targets.map(({ id }) => id)).size).toBe(targets.length);
    expect(targets.filter(({ document, clause }) => !document || !clause)).toEqual([]);
  });

  test("conflicting targets stand side by side, each with its clause", () => {
    const found = targetsInForce(targets, { measure: "migrantFeedbackRate", period: "2011" });
    expect(found.map(({ value, clause }) => [value, clause])).toEqual([
      [90, "annex item 11"],
      [95, "III.3.2"],
    ]);
  });

  test("a dated target holds in its years alone", () => {
    const value = (period: string) =>
      targetsInForce(targets, { measure: "fundingPerCapita", period }).map((one) => one.value);
    expect([value("2010"), value("2011")]).toEqual([[2.8], [8.1]]);
  });

  test("a target of one topic is none of another or of the whole", () => {
    const of = (categories: { breakdown: string; code: string }[]) =>
      targetsInForce(targets, { measure: "awarenessRate", categories }).map((one) => one.value);
    expect(of([{ breakdown: "topic", code: "ownMethod" }])).toEqual([85]);
    expect(of([])).toEqual([]);
  });
});
