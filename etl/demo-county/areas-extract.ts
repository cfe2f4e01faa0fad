/** The areas of the county as the civil affairs office lists them. */
import { areaRows, type CountyAreas } from "./areas.ts";
import { type Extract, makeExtract } from "./extract.ts";

/** The areas extract, parents before children. */
export function areasExtract(areas: CountyAreas): Extract<null> {
  const [header, ...rows] = areaRows(areas);
  return makeExtract({
    file: "areas.csv",
    header: header!,
    rows: rows.map((cells) => ({ cells, origin: null })),
    sidecar: { source: "areas", received: "2005-01-04T01:00:00Z" },
  });
}
