/** The classes of maps, and what a map says in words. */
import { describe, expect, test } from "vitest";
import { formats } from "#notebooks/pages/components/format.ts";
import {
  classText,
  classToken,
  limitsBetween,
  mapValues,
} from "#notebooks/pages/components/map-classes.ts";
import type { MapShapes } from "#notebooks/pages/components/map-shapes.ts";
import { mapFinding, mapText } from "#notebooks/pages/components/map-words.ts";
import type { RankingPayload } from "#notebooks/pages/components/page-payloads.ts";
import { entry, page, point, ranking } from "./payload-fixtures.ts";

const [zh, en] = [formats("zh"), formats("en")];

describe("limits between classes", () => {
  test.each([
    [
      [8.29, 8.6, 8.9, 9.2, 9.9, 10.66],
      [8.5, 9, 9.5, 10],
    ],
    [
      [71, 78, 84, 92],
      [75, 80, 85, 90],
    ],
    [
      [0.1, 0.35],
      [0.15, 0.2, 0.25, 0.3],
    ],
    [
      [-3, 4],
      [-2, 0, 2],
    ],
    [[12, 12, 12], []],
    [[5], []],
    [[], []],
  ])("of %j are round and at most four", (values, limits) => {
    expect(limitsBetween(values)).toEqual(limits);
  });

  test("one outlier does not put all others into one class", () => {
    const limits = limitsBetween([1, 2, 3, 4, 100]);
    expect(limits[0]).toBeLessThanOrEqual(20);
  });

  test("are written with their own decimals", () => {
    const texts = (limits: number[]) =>
      Array.from({ length: limits.length + 1 }, (_, at) => classText(at + 1, limits, en));
    expect(texts([8.5, 9])).toEqual(["< 8.5", "8.5–9.0", "≥ 9.0"]);
    expect(texts([1000])).toEqual(["< 1,000", "≥ 1,000"]);
    expect(texts([])).toEqual(["all alike"]);
  });

  test("few classes take colours that differ most", () => {
    expect([1, 2].map((which) => classToken(which, 2))).toEqual([1, 5]);
    expect([1, 2, 3].map((which) => classToken(which, 3))).toEqual([1, 3, 5]);
    expect([1, 2, 3, 4, 5].map((which) => classToken(which, 5))).toEqual([1, 2, 3, 4, 5]);
  });
});

/** A row of areas from west to east, each the neighbour of the next. */
function row(...codes: string[]): MapShapes {
  return {
    width: 1000,
    height: 100,
    areas: codes.map((code, at) => ({
      code,
      path: "M0 0l1 0 0 1z",
      x: at,
      y: 0,
      room: 1,
      neighbours: [at - 1, at + 1].filter((other) => other >= 0 && other < codes.length),
    })),
  };
}

const absent = (state: "WITHHELD" | "NOT_REPORTED") =>
  ({ ...point("2012", 0), value: null, state, zh: "不公布", en: "withheld" }) as const;

describe("the areas of a map", () => {
  const entries = [
    entry("1", point("2012", 12), { shrunken: { value: 10.4 } }),
    entry("2", point("2012", 0), { shrunken: { value: 9.1 } }),
    entry("3", absent("WITHHELD")),
    entry("4", absent("NOT_REPORTED")),
    entry("5", point("2012", 9), { shrunken: { value: 9.2 } }),
  ];
  const map = mapValues(ranking(entries), row("1", "2", "3", "4"));

  test("are drawn by their smoothed rates; zero, hidden and missing are three other things", () => {
    expect(map.smoothed).toBe(true);
    expect(map.values.map(({ value, which }) => [value, which])).toEqual([
      [10.4, map.limits.length + 1],
      [9.1, "ZERO"],
      [null, "WITHHELD"],
      [null, "NOT_REPORTED"],
    ]);
    expect(map.unplaced.map(({ area }) => area.code)).toEqual(["5"]);
  });

  test("are told class by class, from the highest", () => {
    expect(mapText(map, en)).toBe(
      "≥ 10.00: Town 1; 0: Town 2; withheld: Town 3; not reported: Town 4",
    );
  });
});

describe("the title of a map", () => {
  const finding = (signals: string, format = en) => {
    const codes = [...signals].map((_, at) => String(at + 1));
    const signal = { H: "HIGH_95", L: "LOW_95", "-": "NOT_DIFFERENT" } as const;
    const entries = codes.map((code, at) =>
      entry(code, point("2012", 10 + at), { signal: signal[signals[at] as "H"] }),
    );
    const answer = ranking(entries);
    const shapes = row(...codes);
    const payload = { ...page, shapes } as unknown as RankingPayload;
    return mapFinding(mapValues(answer, shapes), answer, payload, format);
  };

  test("says whether areas that stand out lie together", () => {
    expect(finding("HHH--")).toBe("The 3 townships clearly above lie together");
    expect(finding("H-H-L")).toBe(
      "The 2 townships clearly above lie apart, only Town 5 is clearly below",
    );
    expect(finding("HH-H-")).toBe("The 3 townships clearly above lie in 2 groups");
    expect(finding("-----")).toBe("No township differs clearly from Xiaoxi County");
    expect(finding("HH-LL", zh)).toContain("连成一片");
  });
});
