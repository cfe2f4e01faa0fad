/** The shapes of areas, for maps, from GeoJSON; the areas themselves come with the areas extract. */
import { defineSource } from "../define-source.ts";
import { areaColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "区划边界", en: "Area borders" },
  description:
    "One feature per area: its shape in degrees, as GeoJSON has it; a newer one replaces the older.",
  loads: "dim_area_geometry",
  priority: 1,
  columns: {
    area: {
      ...areaColumn,
      holds: "the area that the shape is of",
      synonyms: [...areaColumn.synonyms, "code", "adcode", "编码", "代码"],
    },
    geometry: {
      type: "geometry",
      holds: "the area's shape",
      synonyms: ["geometry", "geojson", "边界", "几何"],
      required: true,
    },
  },
  key: ["area"],
  supersedes: "key",
  periodMonths: 12,
  lateAfterDays: 90,
  rejectLimit: 0.2,
  sample: {
    rows: [
      ["区划代码", "geometry"],
      ["990521", '{"type":"Polygon","coordinates":[[[0,0],[0.3,0],[0.3,0.2],[0,0]]]}'],
      ["990521101", '{"type":"Polygon","coordinates":[[[0,0],[300,0],[300,200],[0,0]]]}'],
      ["990521101001", '{"type":"Polygon","coordinates":[[[0,0],[0.3,0],[0.3,0.2]]]}'],
    ],
    accepted: [
      {
        area: "990521",
        geometry:
          '{"type":"MultiPolygon","coordinates":[[[[0.0,0.0],[0.3,0.0],[0.3,0.2],[0.0,0.0]]]]}',
      },
    ],
    rejected: 2,
  },
});
