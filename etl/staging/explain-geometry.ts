/** What is wrong with a shape that was rejected, at which place of it, and what to do. */

/**
 * A sentence about the first fault of a shape that geometry-grammar.ts did not accept: `Polygon 1, ring
 * 1 ends at [1, 0] and begins at [0, 0]: repeat the first position at the end.`
 */
export function explainGeometry(text: string): string {
  let shape: { readonly type?: unknown; readonly coordinates?: unknown };
  try {
    shape = Object(JSON.parse(text));
  } catch {
    return "It is not valid JSON: export it again.";
  }
  const { type, coordinates } = shape;
  if (type !== "Polygon" && type !== "MultiPolygon") {
    return `Its type is ${show(type)}: give the area it bounds, not points or lines.`;
  }
  const polygons = listOf(type === "Polygon" ? [coordinates] : coordinates);
  if (polygons.length === 0)
    return "It has no polygon: give its borders, or leave the feature out.";
  for (const [at, polygon] of polygons.entries()) {
    const rings = listOf(polygon);
    if (rings.length === 0) return `Polygon ${at + 1} has no ring: give its borders.`;
    for (const [index, ring] of rings.entries()) {
      const fault = ringFault(listOf(ring));
      if (fault) return `Polygon ${at + 1}, ring ${index + 1} ${fault}`;
    }
  }
  return "Its coordinates are not numbers in brackets: export it again.";
}

function ringFault(ring: readonly unknown[]): string | null {
  for (const [at, position] of ring.entries()) {
    const fault = positionFault(position);
    if (fault) return `has ${show(position)} as position ${at + 1}: ${fault}`;
  }
  if (ring.length < 4) {
    return `has ${ring.length} positions: a ring has at least 4, the last like the first.`;
  }
  const [first, last] = [show(ring[0]), show(ring.at(-1))];
  if (first === last) return null;
  return `ends at ${last} and begins at ${first}: repeat the first position at the end.`;
}

function positionFault(position: unknown): string | null {
  const numbers = listOf(position);
  const areNumbers = numbers.every((one) => typeof one === "number" && Number.isFinite(one));
  if (!areNumbers || numbers.length < 2 || numbers.length > 3) {
    return "a position is [longitude, latitude].";
  }
  const [longitude, latitude] = numbers as [number, number];
  if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return null;
  return (
    "longitude is -180 to 180 and latitude -90 to 90. Coordinates in metres must be turned into " +
    "degrees (ogr2ogr -t_srs EPSG:4326)."
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** JSON of it, cut short: a place is told, not the whole shape. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "missing";
  return text.length > 40 ? `${text.slice(0, 40)}…` : text.replaceAll(",", ", ");
}
