/**
 * Lays degrees out flat: longitudes are shortened by the cosine of the middle latitude, so that the
 * middle of the map has true proportions, which is enough for a county or a province.
 */
import type { Ring } from "./simplify-rings.ts";

export interface GeographicArea {
  readonly code: string;
  /** Polygons of rings of [longitude, latitude]. */
  readonly polygons: readonly (readonly (readonly (readonly [number, number])[])[])[];
}

export interface FlatAreas {
  readonly width: number;
  readonly height: number;
  /** Rings in whole units, their last position not repeated; none where all are too small to see. */
  readonly areas: readonly { readonly code: string; readonly rings: readonly Ring[] }[];
}

/** Units of the longer side. */
const size = 1000;

/** All rings of all areas on one sheet of 1000 units, north up. */
export function flatten(areas: readonly GeographicArea[]): FlatAreas {
  const positions = areas.flatMap(({ polygons }) => polygons.flat(2));
  const [west, east] = extent(positions.map(([longitude]) => longitude));
  // An area on both sides of the date line would be as wide as the world.
  const turned = east - west > 180;
  const turn = (longitude: number) => (turned && longitude < 0 ? longitude + 360 : longitude);
  const [south, north] = extent(positions.map(([, latitude]) => latitude));
  const shortened = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [left, right] = extent(positions.map(([longitude]) => turn(longitude) * shortened));
  const scale = size / Math.max(right - left, north - south);
  const place = ([longitude, latitude]: readonly [number, number]) =>
    [
      Math.round((turn(longitude) * shortened - left) * scale),
      Math.round((north - latitude) * scale),
    ] as const;
  return {
    width: Math.max(1, Math.round((right - left) * scale)),
    height: Math.max(1, Math.round((north - south) * scale)),
    areas: areas.map(({ code, polygons }) => ({
      code,
      rings: polygons.flat().flatMap((ring) => {
        const flat = withoutRepeats(ring.map(place));
        return flat.length < 3 ? [] : [flat];
      }),
    })),
  };
}

/** Least and most; a loop, because borders of a country have millions of positions. */
function extent(values: readonly number[]): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

function withoutRepeats(ring: Ring): Ring {
  return ring.filter(([x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length]!;
    return x !== nextX || y !== nextY;
  });
}
