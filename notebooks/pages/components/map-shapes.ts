/** The shapes of the areas below the site's own, as the loader hands them to maps: flat and small. */

export interface MapArea {
  readonly code: string;
  /** The outline in units of the map as the `d` of an SVG path; empty when it is too small to see. */
  readonly path: string;
  /** Where its name has most room, and how far from there its border is, in units of the map. */
  readonly x: number;
  readonly y: number;
  readonly room: number;
  /** The positions in the list of the areas that it shares a border with. */
  readonly neighbours: readonly number[];
}

/** The longer side is 1000 units; y grows downwards, north is up. */
export interface MapShapes {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly MapArea[];
}
