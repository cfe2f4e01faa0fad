/** The maps' flat shapes: borders stay shared when they are simplified, names stand inside. */
import { describe, expect, test } from "vitest";
import { areaPolygons } from "#etl/demo-county/area-polygons.ts";
import { countyAreas } from "#etl/demo-county/areas.ts";
import { labelPlace } from "#notebooks/loaders/map/label-place.ts";
import { loadShapes, mapShapes } from "#notebooks/loaders/map/load-shapes.ts";
import { type Ring, simplifyRings } from "#notebooks/loaders/map/simplify-rings.ts";

const square = (x: number, y: number, side = 1) =>
  [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ] as const;

test("two squares beside each other at the equator are a map twice as wide as high", () => {
  const shapes = mapShapes([
    { code: "W", polygons: [[square(100, 0)]] },
    { code: "E", polygons: [[square(101, 0)]] },
  ]);
  expect(shapes).toEqual({
    width: 1000,
    height: 500,
    areas: [
      {
        code: "W",
        path: "M0 500l500 0 0-500-500 0z",
        x: 250,
        y: 250,
        room: 250,
        neighbours: [1],
      },
      {
        code: "E",
        path: "M500 500l500 0 0-500-500 0z",
        x: 750,
        y: 250,
        room: 250,
        neighbours: [0],
      },
    ],
  });
});

test("shapes are asked for page by page; one alone, or a country of communes, is no map", async () => {
  const level = { id: "township", zh: "乡", en: "township" };
  const root = { code: "1", zh: "县", en: "County", level };
  const pages: Record<string, readonly string[]> = { first: ["A", "B"], next: ["C"] };
  const asked: unknown[] = [];
  const answer =
    (known: string) =>
    (_: string, variables: Readonly<Record<string, unknown>> = {}) => {
      asked.push(variables);
      const node = (code: string) => ({
        code,
        geometry: known.includes(code) ? { coordinates: [[square(code.charCodeAt(0), 0)]] } : null,
      });
      const isFirst = variables.after === null;
      const edges = pages[isFirst ? "first" : "next"]!.map((code) => ({ node: node(code) }));
      const pageInfo = { hasNextPage: isFirst, endCursor: "next" };
      return Promise.resolve({ areas: { pageInfo, edges } } as never);
    };
  const children = Array.from({ length: 3 }, () => root);
  const shapes = await loadShapes(answer("AC"), { root, level, children });
  expect(shapes?.areas.map(({ code }) => code)).toEqual(["A", "C"]);
  const question = { level: "township", within: "1" };
  expect(asked).toEqual([
    { ...question, after: null },
    { ...question, after: "next" },
  ]);
  expect(await loadShapes(answer("B"), { root, level, children })).toBe(null);
  const many = Array.from({ length: 401 }, () => root);
  expect(await loadShapes(answer("ABC"), { root, level, children: many })).toBe(null);
});

test("far from the equator a degree of longitude is shorter", () => {
  const { width, height } = mapShapes([{ code: "N", polygons: [[square(10, 59.5)]] }]);
  expect([width, height]).toEqual([500, 1000]);
});

test("an area on both sides of the date line is as wide as it is", () => {
  const { width, height } = mapShapes([
    { code: "W", polygons: [[square(179, 0)]] },
    { code: "E", polygons: [[square(-180, 0)]] },
  ]);
  expect([width, height]).toEqual([1000, 500]);
});

test("an area too small to see has no outline and no room", () => {
  const shapes = mapShapes([
    { code: "large", polygons: [[square(0, 0)]] },
    { code: "small", polygons: [[square(0.5, 0.5, 0.0001)]] },
  ]);
  expect(shapes.areas[1]).toEqual({
    code: "small",
    path: "",
    x: 0,
    y: 0,
    room: 0,
    neighbours: [],
  });
});

test("both sides of a border lose the same bends, and corners stay", () => {
  const border = [
    [10, 0],
    [11, 5],
    [10, 10],
  ] as const;
  const west: Ring = [[0, 0], ...border, [0, 10]];
  const east: Ring = [[20, 0], [20, 10], ...[...border].reverse()];
  expect(simplifyRings([[west], [east]], 6)).toEqual([
    [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [0, 10],
      ],
    ],
    [
      [
        [20, 0],
        [20, 10],
        [10, 10],
        [10, 0],
      ],
    ],
  ]);
  expect(simplifyRings([[west], [east]], 5)).toEqual([[west], [east]]);
});

test("a name stands in the wider part of an area, and not in its hole", () => {
  const ring = (x: number, y: number, width: number, height: number): Ring => [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
  const [hole, outside] = [ring(20, 20, 20, 60), ring(0, 0, 200, 100)];
  const { x, y } = labelPlace([outside, hole]);
  expect([x > 90 && x < 150, y]).toEqual([true, 50]);
});

describe("the townships of the demo county", () => {
  const { features } = areaPolygons(countyAreas());
  const townships = features.filter(({ properties }) => properties.level === "township");
  const shapes = mapShapes(
    townships.map(({ id, geometry }) => ({
      code: id,
      polygons: geometry.coordinates as never,
    })),
  );

  test("are a small map, each with a place for its name", () => {
    expect(shapes.areas.map(({ code }) => code)).toEqual(townships.map(({ id }) => id));
    expect(JSON.stringify(shapes).length).toBeLessThan(12_000);
    for (const { room } of shapes.areas) expect(room).toBeGreaterThan(40);
  });

  test("leave no gap between neighbours: every stretch inside is there both ways round", () => {
    const stretches = shapes.areas.flatMap(({ path }) => stretchesOf(path));
    const all = new Set(stretches);
    const alone = stretches.filter((one) => !all.has(one.split(" ").reverse().join(" ")));
    // Those alone are the county's own outline: each begins where another ends.
    const ends = alone.map((one) => one.split(" ")[1]).sort();
    expect(alone.map((one) => one.split(" ")[0]).sort()).toEqual(ends);
    expect(alone.length).toBeLessThan(stretches.length / 2);
  });
});

/** `x,y x,y` of every stretch of an outline. */
function stretchesOf(path: string): string[] {
  const numbers = path.match(/-?\d+/g)!.map(Number);
  let [x, y] = numbers as [number, number];
  const points = [`${x},${y}`];
  for (let at = 2; at < numbers.length; at += 2) {
    x += numbers[at]!;
    y += numbers[at + 1]!;
    points.push(`${x},${y}`);
  }
  return points.map((point, at) => `${point} ${points[(at + 1) % points.length]}`);
}
