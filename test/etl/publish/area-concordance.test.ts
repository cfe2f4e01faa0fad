/** Which area of today a place of the past belongs to: by hand-made changes of borders. */
import { describe, expect, test } from "vitest";
import { areaConcordance } from "#etl/publish/area-concordance.ts";
import { areaNodes } from "#etl/publish/area-nodes.ts";

const record = (code: string, parent: string | null, from: number | null = null) => ({
  code,
  parent,
  from,
});

describe("places in the tree", () => {
  test("an area that got another parent stands at both, each for its months", () => {
    const records = [
      record("1", null),
      record("11", "1"),
      record("12", "1"),
      record("v", "11"),
      record("v", "12", 200901),
    ];
    expect(areaNodes(records, new Map())).toEqual([
      { code: "1", parent: -1, from: 0, to: 999912 },
      { code: "11", parent: 0, from: 0, to: 999912 },
      { code: "12", parent: 0, from: 0, to: 999912 },
      { code: "v", parent: 1, from: 0, to: 200812 },
      { code: "v", parent: 2, from: 200901, to: 999912 },
    ]);
  });

  test("what is below a moved area moves with it", () => {
    const records = [
      record("1", null),
      record("2", null),
      record("t", "1"),
      record("v", "t"),
      record("t", "2", 201007),
    ];
    expect(areaNodes(records, new Map())).toEqual([
      { code: "1", parent: -1, from: 0, to: 999912 },
      { code: "2", parent: -1, from: 0, to: 999912 },
      { code: "t", parent: 0, from: 0, to: 201006 },
      { code: "t", parent: 1, from: 201007, to: 999912 },
      { code: "v", parent: 2, from: 0, to: 201006 },
      { code: "v", parent: 3, from: 201007, to: 999912 },
    ]);
  });

  test("another parent without a day corrects the first one", () => {
    const records = [record("1", null), record("2", null), record("v", "1"), record("v", "2")];
    expect(areaNodes(records, new Map()).filter(({ code }) => code === "v")).toEqual([
      { code: "v", parent: 1, from: 0, to: 999912 },
    ]);
  });

  test("an area that gives a part away has a place before and one after", () => {
    const nodes = areaNodes([record("v", null)], new Map([["v", [200907]]]));
    expect(nodes).toEqual([
      { code: "v", parent: -1, from: 0, to: 200906 },
      { code: "v", parent: -1, from: 200907, to: 999912 },
    ]);
  });
});

describe("the concordance", () => {
  const merge = (month: number, from: string, to: string, weight = 1) => ({
    month,
    from,
    to,
    weight,
  });

  test("a merged area belongs to the one it became; a place untouched is itself", () => {
    const places = [
      { key: 1, code: "a", from: 0 },
      { key: 2, code: "b", from: 0 },
    ];
    expect(areaConcordance(places, [merge(200907, "a", "b")])).toEqual([
      { key: 1, current: 2, weight: 1 },
      { key: 2, current: 2, weight: 1 },
    ]);
  });

  test("changes one after the other multiply", () => {
    const places = [
      { key: 1, code: "a", from: 0 },
      { key: 2, code: "b", from: 200907 },
      { key: 3, code: "c", from: 200907 },
      { key: 4, code: "d", from: 201101 },
    ];
    const changes = [
      merge(200907, "a", "b", 0.75),
      merge(200907, "a", "c", 0.25),
      merge(201101, "b", "c", 0.5),
      merge(201101, "b", "d", 0.5),
    ];
    expect(areaConcordance(places, changes).filter(({ key }) => key === 1)).toEqual([
      { key: 1, current: 3, weight: 0.625 },
      { key: 1, current: 4, weight: 0.375 },
    ]);
  });

  test("a change works on what was booked before it alone", () => {
    const places = [
      { key: 1, code: "v", from: 0 },
      { key: 2, code: "v", from: 200907 },
      { key: 3, code: "w", from: 200907 },
    ];
    const changes = [merge(200907, "v", "v", 0.6), merge(200907, "v", "w", 0.4)];
    expect(areaConcordance(places, changes)).toEqual([
      { key: 1, current: 2, weight: 0.6 },
      { key: 1, current: 3, weight: 0.4 },
      { key: 2, current: 2, weight: 1 },
      { key: 3, current: 3, weight: 1 },
    ]);
  });
});
