/**
 * Made-up borders of the demo county: cells around the villages, grown together to townships and to
 * the county, so that neighbours share their edges point by point. They lie where the equator meets
 * the first meridian, in the open sea, and their areas add up to the county's square kilometres.
 */
import { Delaunay } from "d3";
import type { CountyAreas } from "./areas.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

type Point = readonly [x: number, y: number];

export interface AreaFeature {
  readonly type: "Feature";
  /** The area's code. */
  readonly id: string;
  readonly properties: { readonly code: string; readonly level: string };
  /** Degrees; outer rings run counter-clockwise, as GeoJSON has it. */
  readonly geometry: {
    readonly type: "MultiPolygon";
    readonly coordinates: readonly (readonly (readonly Point[])[])[];
  };
}

export interface AreaPolygons {
  readonly type: "FeatureCollection";
  readonly features: readonly AreaFeature[];
}

/** The county, its townships, then its villages, in the order of their codes; the same every time. */
export function areaPolygons(areas: CountyAreas): AreaPolygons {
  const random = seededRandom("area polygons");
  const { inside, outside } = sites(areas.villages.length, random);
  const villageAt = spread(areas, inside);
  const cells = villageCells(inside, outside);
  const edges = bentEdges(cells, random);
  const toDegrees = scaleTo(
    areas.km2,
    ringsOf(
      edges,
      inside.map((_, cell) => cell),
    ),
  );
  const feature = (code: string, level: string, own: readonly number[]): AreaFeature => ({
    type: "Feature",
    id: code,
    properties: { code, level },
    geometry: {
      type: "MultiPolygon",
      coordinates: polygons(ringsOf(edges, own)).map((rings) => rings.map(toDegrees)),
    },
  });
  const cellsOf = (township: number) =>
    areas.villages.flatMap((village, at) => (village.township === township ? villageAt[at]! : []));
  return {
    type: "FeatureCollection",
    features: [
      feature(areas.code, "county", [...inside.keys()]),
      ...areas.townships.map(({ code }, at) => feature(code, "township", cellsOf(at))),
      ...areas.villages.map(({ code }, at) => feature(code, "village", [villageAt[at]!])),
    ],
  };
}

/** Points of a jittered grid inside a bay-and-headland outline, and the ring of grid around them. */
function sites(count: number, random: SeededRandom): { inside: Point[]; outside: Point[] } {
  const waves = [2, 3, 5, 7].map((times) => ({ times, turn: random.next() * 2 * Math.PI }));
  const radius = ([x, y]: Point) => {
    const angle = Math.atan2(y, x);
    const bulge = waves.reduce(
      (sum, { times, turn }) => sum + (0.17 / times) * Math.sin(times * angle + turn),
      1,
    );
    return Math.hypot(x, y * 1.25) / bulge;
  };
  const side = Math.ceil(Math.sqrt(count) * 1.3);
  const grid: Point[] = [];
  for (let row = -side; row <= side; row++)
    for (let column = -side; column <= side; column++) {
      const shift = row % 2 === 0 ? 0.25 : -0.25;
      const jitter = () => (random.next() - 0.5) * 0.62;
      grid.push([column + shift + jitter(), row * 0.87 + jitter()]);
    }
  const byRadius = grid.sort((one, other) => radius(one) - radius(other));
  return { inside: byRadius.slice(0, count), outside: byRadius.slice(count) };
}

/** Cells of villages; the cells around the county bound them and are left out. */
function villageCells(inside: readonly Point[], outside: readonly Point[]): Point[][] {
  const all = [...inside, ...outside];
  const far = 4 * Math.max(...all.flat().map(Math.abs));
  const voronoi = Delaunay.from(all as [number, number][]).voronoi([-far, -far, far, far]);
  return inside.map((_, cell) => (voronoi.cellPolygon(cell) as Point[]).slice(0, -1));
}

/**
 * Gives every village a place so that those of a township lie together: the places are halved
 * again and again across their longer side, the townships with them.
 */
function spread(areas: CountyAreas, places: readonly Point[]): number[] {
  const villageAt: number[] = [];
  const halve = (townships: readonly number[], own: readonly number[]): void => {
    const villagesOf = (at: number) => areas.townships[at]!.villageCount;
    if (townships.length <= 1) {
      const villages = areas.villages.flatMap(({ township }, at) =>
        township === townships[0] ? at : [],
      );
      for (const [index, village] of villages.entries()) villageAt[village] = own[index]!;
      return;
    }
    const half = Math.ceil(townships.length / 2);
    const [first, second] = [townships.slice(0, half), townships.slice(half)];
    const size = first.reduce((sum, at) => sum + villagesOf(at), 0);
    const extent = (axis: 0 | 1) => {
      const along = own.map((place) => places[place]![axis]);
      return Math.max(...along) - Math.min(...along);
    };
    const axis = extent(0) >= extent(1) ? 0 : 1;
    const inOrder = [...own].sort((one, other) => places[one]![axis] - places[other]![axis]);
    halve(first, inOrder.slice(0, size));
    halve(second, inOrder.slice(size));
  };
  halve([...areas.townships.keys()], [...places.keys()]);
  return villageAt;
}

/** Kilometres of one degree at the equator. */
const degreeKm = 111.32;

/** Rings in degrees, so large that the county has its square kilometres. */
function scaleTo(km2: number, county: readonly (readonly Point[])[]) {
  const size = county.reduce((sum, ring) => sum + signedArea(ring), 0);
  const factor = Math.sqrt(km2 / Math.abs(size)) / degreeKm;
  const rounded = (value: number) => Math.round(value * factor * 1e5) / 1e5;
  return (ring: readonly Point[]): Point[] => {
    const points = ring.map(([x, y]): Point => [rounded(x), rounded(y)]);
    return [...points, points[0]!];
  };
}

/** Rings as polygons: each ring that runs counter-clockwise, with the holes that lie in it. */
function polygons(rings: readonly (readonly Point[])[]): (readonly Point[])[][] {
  const outer = rings.filter((ring) => signedArea(ring) > 0);
  const holes = rings.filter((ring) => signedArea(ring) < 0);
  return outer.map((ring) => [ring, ...(outer.length === 1 ? holes : [])]);
}

/** An edge of a cell with the points between its ends, in the direction of the cell. */
interface Edge {
  readonly from: string;
  readonly to: string;
  /** The start and what lies between; the end is the next edge's. */
  readonly points: readonly Point[];
}

/** The edges of each cell, bent alike on both sides. */
function bentEdges(
  cells: readonly (readonly Point[])[],
  random: SeededRandom,
): readonly (readonly Edge[])[] {
  const known = new Map<string, readonly Point[]>();
  return cells.map((cell) => {
    const ring = signedArea(cell) > 0 ? cell : [...cell].reverse();
    return ring.map((start, at) => {
      const end = ring[(at + 1) % ring.length]!;
      const [from, to] = [nameOf(start), nameOf(end)];
      const there = known.get(`${to} ${from}`);
      const points = there
        ? [start, ...there.slice(1).reverse()]
        : [start, ...between(start, end, random, 3)];
      known.set(`${from} ${to}`, points);
      return { from, to, points };
    });
  });
}

/** Corners that the two cells computed by themselves differ in the last digits. */
function nameOf([x, y]: Point): string {
  return `${x.toFixed(7)},${y.toFixed(7)}`;
}

/** Midpoints, moved a little sideways, of an edge and of its halves. */
function between(start: Point, end: Point, random: SeededRandom, depth: number): Point[] {
  if (depth === 0) return [];
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const sideways = (random.next() - 0.5) * 0.22;
  const middle: Point = [
    (start[0] + end[0]) / 2 - dy * sideways,
    (start[1] + end[1]) / 2 + dx * sideways,
  ];
  return [
    ...between(start, middle, random, depth - 1),
    middle,
    ...between(middle, end, random, depth - 1),
  ];
}

/** The outlines of cells taken together: outer rings counter-clockwise, holes clockwise. */
function ringsOf(
  edges: readonly (readonly Edge[])[],
  cells: readonly number[],
): (readonly Point[])[] {
  const all = cells.flatMap((cell) => edges[cell]!);
  const names = new Set(all.map(({ from, to }) => `${from} ${to}`));
  const border = all.filter(({ from, to }) => !names.has(`${to} ${from}`));
  const next = new Map<string, Edge[]>();
  for (const edge of border) next.set(edge.from, [...(next.get(edge.from) ?? []), edge]);
  const rings: Point[][] = [];
  for (const first of border) {
    const ring: Point[] = [];
    let edge = take(next, first.from);
    while (edge) {
      ring.push(...edge.points);
      if (edge.to === first.from) break;
      edge = take(next, edge.to);
    }
    if (ring.length > 0) rings.push(ring);
  }
  return rings;
}

function take(next: Map<string, Edge[]>, from: string): Edge | undefined {
  return next.get(from)?.shift();
}

/** The area of a ring, positive when it runs counter-clockwise. */
function signedArea(ring: readonly Point[]): number {
  return (
    ring.reduce((sum, [x, y], at) => {
      const [nextX, nextY] = ring[(at + 1) % ring.length]!;
      return sum + x * nextY - nextX * y;
    }, 0) / 2
  );
}
