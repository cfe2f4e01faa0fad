/** The shapes of the county's areas as its survey office drew them in 2005, a feature each. */
import { areaPolygons } from "./area-polygons.ts";
import type { CountyAreas } from "./areas.ts";
import { type Extract, makeExtract } from "./extract.ts";

/** A village whose code lost a digit when it was typed: it has no shape. */
const mistyped = { code: "990521111007", found: "99052111107" };

/** One GeoJSON file; of the borders that changed in 2009 nobody drew new ones. */
export function areaBorders(areas: CountyAreas): Extract<null> {
  return makeExtract({
    file: "area-borders.geojson",
    header: ["area_code", "geometry"],
    rows: areaPolygons(areas).features.map(({ id, geometry }) => {
      if (id !== mistyped.code) return { cells: [id, JSON.stringify(geometry)], origin: null };
      const { found } = mistyped;
      return {
        cells: [found, JSON.stringify(geometry)],
        origin: null,
        fault: { kind: "unknown-area", column: "area_code", found, rule: "unknown_area" },
      };
    }),
    sidecar: { source: "area-geometry", received: "2005-01-05T01:00:00Z" },
    layout: { form: "geojson" },
  });
}
