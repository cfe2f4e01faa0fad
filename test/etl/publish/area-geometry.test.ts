/** The shapes of areas in a snapshot: the newest of each, for the public as for stewards. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { areaGeometries } from "#warehouse/area-geometries.ts";
import { publicRole } from "#warehouse/role.ts";
import { type PublishedFiles, publishFiles } from "../../published-files.ts";

const shape = (width: number) =>
  `{"type":"Polygon","coordinates":[[[0,0],[${width},0],[1,1],[0,0]]]}`;
const row = (code: string, width: number) => `${code},"${shape(width).replaceAll('"', '""')}"`;

let published: PublishedFiles;
beforeAll(async () => {
  published = await publishFiles([
    {
      file: "areas.csv",
      source: "areas",
      received: "2010-01-04",
      rows: `code,name_zh,level,parent
        990521,青溪县,county,
        990521101,城关镇,township,990521
        990521102,北山镇,township,990521`,
    },
    {
      file: "borders-2011.csv",
      source: "area-geometry",
      received: "2011-01-05",
      rows: `area,geometry
        ${row("990521101", 3)}`,
    },
    {
      file: "borders-2010.csv",
      source: "area-geometry",
      received: "2010-01-05",
      rows: `area,geometry
        ${row("990521", 2)}
        ${row("990521101", 2)}`,
    },
  ]);
});
afterAll(() => published.remove());

const ring = (width: number) => [
  [
    [
      [0, 0],
      [width, 0],
      [1, 1],
      [0, 0],
    ],
  ],
];
const codes = ["990521102", "990521101", "990521", "990521101"];

test("the newest shape of each area is published; without one there is none", async () => {
  const found = await areaGeometries(published.snapshot, codes);
  expect(found).toEqual([
    null,
    { type: "MultiPolygon", coordinates: ring(3) },
    { type: "MultiPolygon", coordinates: ring(2) },
    { type: "MultiPolygon", coordinates: ring(3) },
  ]);
  expect(await areaGeometries(published.snapshot, [])).toEqual([]);
});

test("the public is told the same shapes as a steward", async () => {
  const { warehouse } = published;
  const { snapshot, release } = await warehouse.lease(null, null, publicRole);
  try {
    const open = await areaGeometries(published.snapshot, codes);
    expect(await areaGeometries(snapshot, codes)).toEqual(open);
  } finally {
    release();
  }
});
