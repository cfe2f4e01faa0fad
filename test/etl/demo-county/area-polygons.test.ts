import { expect, test } from "vitest";
import { type AreaFeature, areaPolygons } from "#etl/demo-county/area-polygons.ts";
import { countyAreas } from "#etl/demo-county/areas.ts";

type Point = readonly [number, number];

const areas = countyAreas();
const { features } = areaPolygons(areas);
const ofLevel = (level: string) => features.filter(({ properties }) => properties.level === level);
const ringOf = ({ geometry }: AreaFeature): readonly Point[] => geometry.coordinates[0]![0]!;

/** Square degrees, positive for a ring that runs counter-clockwise. */
function sizeOf(ring: readonly Point[]): number {
  return (
    ring.slice(1).reduce((sum, [x, y], at) => sum + ring[at]![0] * y - x * ring[at]![1], 0) / 2
  );
}

/** The stretches of a border as texts, in one direction. */
function stretches(ring: readonly Point[]): string[] {
  return ring.slice(1).map((to, at) => `${ring[at]!.join()} ${to.join()}`);
}

const turned = (stretch: string) => stretch.split(" ").reverse().join(" ");

test("every area has one closed ring that runs counter-clockwise", () => {
  expect(features.map(({ id }) => id)).toEqual([
    areas.code,
    ...areas.townships.map(({ code }) => code),
    ...areas.villages.map(({ code }) => code),
  ]);
  for (const feature of features) {
    expect(feature.geometry.coordinates.map((rings) => rings.length)).toEqual([1]);
    const ring = ringOf(feature);
    expect(ring.at(-1)).toEqual(ring[0]);
    expect(sizeOf(ring)).toBeGreaterThan(0);
  }
});

test("townships and villages fill the county without gap or overlap", () => {
  const [county] = ofLevel("county");
  const whole = sizeOf(ringOf(county!));
  for (const level of ["township", "village"]) {
    const parts = ofLevel(level);
    const sum = parts.reduce((total, part) => total + sizeOf(ringOf(part)), 0);
    expect(sum / whole).toBeCloseTo(1, 9);
    // Each stretch of a border belongs to the neighbour, too, the other way round, or to the county.
    const all = new Set(parts.flatMap((part) => stretches(ringOf(part))));
    const alone = [...all].filter((stretch) => !all.has(turned(stretch)));
    expect(new Set(alone)).toEqual(new Set(stretches(ringOf(county!))));
  }
});

test("a township consists of its own villages", () => {
  for (const { id, ...town } of ofLevel("township")) {
    const own = ofLevel("village").filter((village) => village.id.startsWith(id));
    const sum = own.reduce((total, village) => total + sizeOf(ringOf(village)), 0);
    expect(sum).toBeCloseTo(sizeOf(ringOf({ id, ...town })), 9);
  }
});

test("no border of a township crosses itself", () => {
  const side = ([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point) =>
    Math.sign((x1 - x) * (y2 - y) - (y1 - y) * (x2 - x));
  for (const town of ofLevel("township")) {
    const ring = ringOf(town);
    const crossings: string[] = [];
    for (let one = 0; one < ring.length - 1; one++)
      for (let other = one + 2; other < ring.length - 1; other++) {
        const [a, b] = [ring[one]!, ring[one + 1]!];
        const [c, d] = [ring[other]!, ring[other + 1]!];
        if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0)
          crossings.push(`${town.id} ${one} ${other}`);
      }
    expect(crossings).toEqual([]);
  }
});

test("the county has its square kilometres, and the same borders every time", () => {
  const km2 = sizeOf(ringOf(ofLevel("county")[0]!)) * 111.32 ** 2;
  expect(Math.abs(km2 / areas.km2 - 1)).toBeLessThan(0.001);
  expect(areaPolygons(areas).features).toEqual(features);
});
