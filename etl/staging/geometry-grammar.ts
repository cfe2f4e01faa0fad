/**
 * What an area's shape must be (RFC 7946): polygons of closed rings in degrees. SQL judges every shape;
 * what is wrong with one that fails is told by explain-geometry.ts.
 */
import type { Grammar } from "./value-grammar.ts";

/** Decimals of a degree that the vault keeps: a decimetre. */
const decimals = 6;

/** A value is a MultiPolygon as GeoJSON text, whether the file had one or a Polygon. */
export function geometryGrammar(): Grammar {
  // DuckDB casts "1", true and null inside arrays to numbers; GeoJSON has digits there and nothing else.
  const digits = "NOT regexp_matches(coordinates::VARCHAR, '[^][0-9eE+., -]')";
  const point = `list_transform(point[1:2], n -> round(n, ${decimals}))`;
  const ring = `list_transform(ring, point -> ${point})`;
  const polygon = `list_transform(polygon, ring -> ${ring})`;
  const value = `CASE WHEN ${isShape} THEN '{"type":"MultiPolygon","coordinates":'
    || to_json(list_transform(polygons, polygon -> ${polygon}))::VARCHAR || '}' END`;
  return {
    sql: `SELECT * EXCLUDE (json, kind, coordinates, polygons), ${value} AS value, ${value} AS key,
        NULL::VARCHAR AS shape
      FROM (SELECT *, CASE WHEN ${digits} THEN CASE kind
            WHEN 'Polygon' THEN [try_cast(coordinates AS DOUBLE[][][])]
            WHEN 'MultiPolygon' THEN try_cast(coordinates AS DOUBLE[][][][]) END END AS polygons
        FROM (SELECT *, json ->> '$.type' AS kind, json -> '$.coordinates' AS coordinates
          FROM (SELECT *, try_cast(text AS JSON) AS json FROM trimmed)))`,
    type: "VARCHAR",
    expected:
      "a Polygon or MultiPolygon of closed rings, [longitude, latitude] in degrees, as GeoJSON text",
  };
}

const isPoint =
  "coalesce(len(point) BETWEEN 2 AND 3 AND abs(point[1]) <= 180 AND abs(point[2]) <= 90, false)";
const isRing = `coalesce(len(ring) >= 4 AND ring[1] = ring[-1], false)
  AND ${all("ring", "point", isPoint)}`;
const isPolygon = `coalesce(len(polygon) >= 1, false) AND ${all("polygon", "ring", isRing)}`;
const isShape = `coalesce(len(polygons) >= 1, false) AND ${all("polygons", "polygon", isPolygon)}`;

/** SQL: whether a condition holds of each element of a list. */
function all(list: string, element: string, condition: string): string {
  return `len(list_filter(${list}, ${element} -> NOT (${condition}))) = 0`;
}
