/** The shapes of areas, read by themselves: they are large, and few questions want them. */
import { textLiteral } from "./engine/duckdb.ts";
import { InputError } from "./input-error.ts";
import type { Snapshot } from "./snapshot.ts";

/** A shape as RFC 7946 has it: polygons of closed rings of [longitude, latitude] in degrees. */
export interface AreaGeometry {
  readonly type: "MultiPolygon";
  readonly coordinates: readonly (readonly (readonly (readonly [number, number])[])[])[];
}

/** Letters of GeoJSON that one question may be answered with. */
const mostLetters = 20_000_000;

/**
 * The shapes of the codes, in their order; null where nobody sent one. One statement, which reads no
 * shape when they are too large together.
 * @throws InputError when the shapes have more than twenty million letters.
 */
export async function areaGeometries(
  { database }: Pick<Snapshot, "database">,
  codes: readonly string[],
): Promise<(AreaGeometry | null)[]> {
  if (codes.length === 0) return [];
  const wanted = [...new Set(codes)].map(textLiteral).join(", ");
  const rows = await database.rows<{ code: string; geometry: string | null; letters: number }>(
    `WITH wanted AS (SELECT *, sum(length(geometry)) OVER ()::DOUBLE AS letters
        FROM dim_area_geometry WHERE code IN (${wanted}))
      SELECT code, letters, CASE WHEN letters <= ${mostLetters} THEN geometry END AS geometry
      FROM wanted`,
  );
  const shapes = new Map<string, AreaGeometry>();
  for (const { code, geometry, letters } of rows) {
    if (geometry === null) {
      throw new InputError(
        `The shapes of "${rows.length}" areas have ${letters} letters; at most ${mostLetters} are ` +
          "answered at once. Ask for fewer areas.",
      );
    }
    shapes.set(code, JSON.parse(geometry) as AreaGeometry);
  }
  return codes.map((code) => shapes.get(code) ?? null);
}
