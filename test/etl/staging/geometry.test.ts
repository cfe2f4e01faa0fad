/** Shapes of areas: what is a shape, and what is said of one that is none. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { explainGeometry } from "#etl/staging/explain-geometry.ts";
import { geometryGrammar } from "#etl/staging/geometry-grammar.ts";
import { rejectsFile } from "#etl/vault/vault-file.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { loadFiles, parquetRows, vaultRows } from "../load-fixture.ts";

const square = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];
const polygon = (...rings: unknown[]) => ({ type: "Polygon", coordinates: rings });

function collection(shapes: Record<string, unknown>): string {
  const features = Object.entries(shapes).map(([area_code, geometry]) => ({
    type: "Feature",
    properties: { area_code: area_code.trim() },
    geometry,
  }));
  return JSON.stringify({ type: "FeatureCollection", features });
}

async function loadShapes(shapes: Record<string, unknown>) {
  const { dataFolder, reports } = await loadFiles(
    { "borders.geojson": collection({ "990521": polygon(square), ...shapes }) },
    { source: "area-geometry" },
  );
  const [{ manifest, refusal }] = reports as [(typeof reports)[number]];
  if (!manifest) return { refusal, shapes: [], rejects: [] };
  return {
    refusal,
    shapes: (await vaultRows(dataFolder, manifest)).map((row) => [row.area, row.geometry]),
    rejects: (await parquetRows(rejectsFile(dataFolder, manifest))).map(({ reason }) => reason),
  };
}

test("a polygon is kept as a multipolygon of six decimals without heights", async () => {
  const hole = [
    [0.1, 0.1, 12],
    [0.1, 0.2000000004, 12],
    [0.2, 0.1, 12],
    [0.1, 0.1, 12],
  ];
  const island = { type: "MultiPolygon", coordinates: [[square], [square]] };
  const { shapes } = await loadShapes({ "990521101": polygon(square, hole), "990521102": island });
  const outer = "[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]]";
  const text = (polygons: string) => `{"type":"MultiPolygon","coordinates":[${polygons}]}`;
  expect(shapes).toEqual([
    ["990521", text(`[${outer}]`)],
    ["990521101", text(`[${outer},[[0.1,0.1],[0.1,0.2],[0.2,0.1],[0.1,0.1]]]`)],
    ["990521102", text(`[${outer}],[${outer}]`)],
  ]);
});

test("a shape that is none is rejected with its feature, what is wrong and what to do", async () => {
  const others = Object.fromEntries(
    ["101001", "101002", "102", "102001"].map((end) => [`990521${end}`, polygon(square)]),
  );
  const { shapes, rejects } = await loadShapes({
    ...others,
    "990521101": polygon(square.slice(0, 3)),
  });
  expect(shapes).toHaveLength(5);
  expect(rejects).toEqual([
    'area-geometry: borders.geojson feature 2, column "geometry": ' +
      'found "{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}", expected a Polygon or ' +
      "MultiPolygon of closed rings, [longitude, latitude] in degrees, as GeoJSON text. " +
      "Polygon 1, ring 1 has 3 positions: a ring has at least 4, the last like the first.",
  ]);
});

test("the areas must be known, and each is drawn once", async () => {
  const { rejects } = await loadShapes({
    "990521101": polygon(square),
    "990521101001": polygon(square),
    "990521101002": polygon(square),
    "990521102": polygon(square),
    "990521102001": polygon(square),
    " 990521102001": polygon(square),
  });
  expect(rejects).toEqual([
    'area-geometry: borders.geojson feature 7, column "area_code": ' +
      "found the same value as in feature 6, expected each only once.",
  ]);
  const { refusal } = await loadShapes({ "990521109": polygon(square) });
  expect(refusal).toContain('feature 2, column "area_code": found "990521109", expected the code');
});

const open = [...square.slice(0, 3), [0, 0.5]];
test.each([
  [{ type: "Point", coordinates: [0, 0] }, 'Its type is "Point": give the area it bounds'],
  [{ type: "Polygon" }, "Polygon 1 has no ring: give its borders."],
  [{ type: "MultiPolygon", coordinates: [] }, "It has no polygon: give its borders"],
  [polygon(), "Polygon 1 has no ring: give its borders."],
  [polygon(open), "Polygon 1, ring 1 ends at [0, 0.5] and begins at [0, 0]: repeat the first"],
  [polygon(square, open), "Polygon 1, ring 2 ends at [0, 0.5]"],
  [polygon([[0, 91], ...square]), "has [0, 91] as position 1: longitude is -180 to 180"],
  [polygon([[500123.5, 0], ...square]), "(ogr2ogr -t_srs EPSG:4326)"],
  [polygon([["0", 0], ...square.slice(1)]), 'has ["0", 0] as position 1: a position is'],
  [polygon([[0, null], ...square.slice(1)]), "has [0, null] as position 1: a position is"],
  [polygon([[0], ...square]), "has [0] as position 1: a position is [longitude, latitude]."],
  [polygon([[0, 0, 0, 0], ...square]), "has [0, 0, 0, 0] as position 1"],
  [polygon(square.flat()), "has 0 as position 1: a position is [longitude, latitude]."],
])("shape %# is rejected, and its fault is told", async (shape, sentence) => {
  const { refusal, shapes, rejects } = await loadShapes({ "990521101": shape });
  expect(shapes).toEqual([]);
  expect(rejects).toEqual([]);
  expect(refusal).toContain(sentence);
});

test("what is accepted has no fault to tell, and what is rejected has one", async () => {
  const odd = fc.constantFrom<unknown>(null, "1", 181, [2], true);
  const position = fc.tuple(
    fc.oneof(
      { weight: 60, arbitrary: fc.integer({ min: -180, max: 180 }) },
      { weight: 1, arbitrary: odd },
    ),
    fc.double({ min: -90, max: 90, noNaN: true }),
  );
  const ring = fc.array(position, { minLength: 2, maxLength: 6 });
  const closed = ring.map((positions) => [...positions, positions[0]]);
  const rings = fc.array(
    fc.oneof({ weight: 9, arbitrary: closed }, { weight: 1, arbitrary: ring }),
    {
      maxLength: 3,
    },
  );
  const shape = fc.oneof(
    fc.record({ type: fc.constantFrom("Polygon", "LineString"), coordinates: rings }),
    fc.record({
      type: fc.constant("MultiPolygon"),
      coordinates: fc.array(rings, { maxLength: 3 }),
    }),
  );
  const samples = fc.sample(shape, { numRuns: 400, seed: 7 });
  const unexplained = "Its coordinates are not numbers in brackets: export it again.";
  const database = await Duckdb.open(":memory:");
  await database.run("CREATE TABLE trimmed (text VARCHAR)");
  await database.appendText("trimmed", [samples.map((one) => JSON.stringify(one))]);
  const judged = await database.rows<{ text: string; fails: boolean }>(
    `SELECT text, value IS NULL AS fails FROM (${geometryGrammar().sql})`,
  );
  database.close();
  const wrong = judged.filter(
    ({ text, fails }) => fails === (explainGeometry(text) === unexplained),
  );
  expect(wrong).toEqual([]);
  const accepted = judged.filter(({ fails }) => !fails).length;
  expect(accepted).toBeGreaterThan(40);
  expect(judged.length - accepted).toBeGreaterThan(40);
});
