/** Asks for the shapes of the areas below the site's own and makes a small flat map of them. */
import type { Ask } from "../../ask-warehouse.ts";
import type { MapShapes } from "../../pages/components/map-shapes.ts";
import type { Site } from "../read-site.ts";
import { flatten, type GeographicArea } from "./flatten-shapes.ts";
import { labelPlace } from "./label-place.ts";
import { type Ring, simplifyRings } from "./simplify-rings.ts";

interface ShapesAnswer {
  readonly areas: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly {
      readonly node: {
        readonly code: string;
        readonly geometry: { readonly coordinates: GeographicArea["polygons"] } | null;
      };
    }[];
  };
}

/** More would be too small to tell on a page, and too much for a phone to load. */
const mostAreas = 400;

/** Null where fewer than two areas have a shape, or there are more areas than a page can show. */
export async function loadShapes(
  ask: Ask,
  { root, level, children }: Pick<Site, "root" | "level" | "children">,
): Promise<MapShapes | null> {
  if (!root || !level || children.length > mostAreas) return null;
  const known: GeographicArea[] = [];
  for (let after: string | null = null; ; ) {
    const answer: ShapesAnswer = await ask("shapes", { level: level.id, within: root.code, after });
    const { areas } = answer;
    for (const { node } of areas.edges)
      if (node.geometry) known.push({ code: node.code, polygons: node.geometry.coordinates });
    if (!areas.pageInfo.hasNextPage) return known.length < 2 ? null : mapShapes(known);
    after = areas.pageInfo.endCursor;
  }
}

/** Square units of the map that a bend must take up to be drawn. */
const smallestBend = 4;

/** The map of areas in degrees; neighbours keep the border that they share. */
export function mapShapes(geographic: readonly GeographicArea[]): MapShapes {
  const { width, height, areas } = flatten(geographic);
  const simple = simplifyRings(
    areas.map(({ rings }) => rings),
    smallestBend,
  );
  const neighbours = neighboursOf(simple);
  return {
    width,
    height,
    areas: areas.map(({ code }, at) => ({
      code,
      path: simple[at]!.map(pathOf).join(""),
      ...labelPlace(simple[at]!),
      neighbours: neighbours[at]!,
    })),
  };
}

/** `M12 34l3-4 5 6z`: whole units, each from the one before, are a third of what they would be else. */
function pathOf(ring: Ring): string {
  const [[startX, startY]] = ring as [readonly [number, number]];
  const steps = ring.slice(1).map(([x, y], at) => [x - ring[at]![0], y - ring[at]![1]]);
  const text = steps
    .flat()
    .reduce((path, step) => path + (step < 0 || path === "l" ? "" : " ") + step, "l");
  return `M${startX} ${startY}${text}z`;
}

/** Areas with two positions next to each other in common. */
function neighboursOf(areas: readonly (readonly Ring[])[]): number[][] {
  const owners = new Map<string, Set<number>>();
  for (const [area, rings] of areas.entries())
    for (const ring of rings)
      for (const [at, [x, y]] of ring.entries()) {
        const [nextX, nextY] = ring[(at + 1) % ring.length]!;
        const ends = [`${x},${y}`, `${nextX},${nextY}`].sort().join(" ");
        owners.set(ends, (owners.get(ends) ?? new Set()).add(area));
      }
  const neighbours = areas.map(() => new Set<number>());
  for (const sharing of owners.values())
    for (const one of sharing)
      for (const other of sharing) if (one !== other) neighbours[one]!.add(other);
  return neighbours.map((set) => [...set].sort((one, other) => one - other));
}
