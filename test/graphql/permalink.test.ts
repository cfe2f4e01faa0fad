import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePermalink, permalinkOf } from "#graphql/permalink.ts";

const estimate = {
  snapshot: "eb80f2741ec181ef",
  measure: "sexRatioAtBirth",
  area: "990521",
  period: "2011-Q3",
  base: "inMigrant",
  borders: "current",
  rateKind: "period",
  categories: [
    { breakdown: "birthOrder", code: "3+" },
    { breakdown: "ageBand", code: "20-24" },
  ],
  confidence: 0.9,
} as const;

const parsed = (path: string) => parsePermalink(new URL(path, "http://localhost"));

describe("a permalink", () => {
  test("is a path of snapshot, measure, area and period", () => {
    const plain = {
      ...estimate,
      base: null,
      borders: "asWas" as const,
      rateKind: "annualised" as const,
      categories: [],
      confidence: 0.95,
    };
    expect(permalinkOf(plain)).toBe("/estimates/eb80f2741ec181ef/sexRatioAtBirth/990521/2011-Q3");
  });

  test("carries base, borders, categories and a confidence that is not the usual one", () => {
    expect(permalinkOf(estimate)).toBe(
      "/estimates/eb80f2741ec181ef/sexRatioAtBirth/990521/2011-Q3" +
        "?base=IN_MIGRANT&borders=CURRENT&rateKind=PERIOD&by=BIRTH_ORDER%3A3%2B&by=AGE_BAND%3A20-24&confidence=0.9",
    );
  });

  test("is read back as it was written, whatever the codes are", () => {
    const word = fc
      .string({ minLength: 1, unit: "grapheme" })
      .filter((text) => !/^\.+$/.test(text));
    fc.assert(
      fc.property(word, word, word, (area, source, period) => {
        const categories = [{ breakdown: "source", code: source }] as const;
        const link = permalinkOf({ ...estimate, area, period, categories });
        expect(parsed(link)).toEqual({
          snapshot: "eb80f2741ec181ef",
          measure: "sexRatioAtBirth",
          area,
          period,
          base: "IN_MIGRANT",
          borders: "CURRENT",
          rateKind: "PERIOD",
          categories: [{ breakdown: "SOURCE", code: source }],
          confidence: 0.9,
        });
      }),
    );
  });

  test.each([
    ["/estimates/a/b/c", "Write /estimates/<snapshot>/<measure>/<area>/<period>."],
    ["/estimates/a/b/c/d/e", "Write /estimates/<snapshot>/<measure>/<area>/<period>."],
    ["/estimates/a/b/c/%ff", "not valid percent-encoding"],
    ["/estimates/a/b/c/d?by=female", '"by" must be like SEX:female, found "female".'],
    ["/estimates/a/b/c/d?confidence=x", '"confidence" must be a number like 0.95, found "x".'],
  ])("%s is refused", (path, sentence) => {
    expect(() => parsed(path)).toThrow(sentence);
  });
});
