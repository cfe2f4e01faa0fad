/** The shapes of areas in the contract: GeoJSON as it was sent, null where none was. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { flattenAnswer } from "#graphql/exports/flatten-answer.ts";
import { runOperation } from "#graphql/run-operation.ts";
import { publicRole } from "#warehouse/role.ts";
import { type PublishedFiles, publishFiles } from "../published-files.ts";

const shape = {
  type: "MultiPolygon",
  coordinates: [
    [
      [
        [0, 0],
        [0.3, 0],
        [0.3, 0.2],
        [0, 0],
      ],
    ],
  ],
};
let published: PublishedFiles;

beforeAll(async () => {
  const cell = `"${JSON.stringify(shape).replaceAll('"', '""')}"`;
  published = await publishFiles([
    {
      file: "areas.csv",
      source: "areas",
      received: "2010-01-04",
      rows: `code,name_zh,level,parent
        990521,青溪县,county,
        990521101,城关镇,township,990521
        990521102,北山镇,township,990521
        990521103,东岭镇,township,990521`,
    },
    {
      file: "borders.csv",
      source: "area-geometry",
      received: "2010-01-05",
      rows: `area,geometry
        990521101,${cell}
        990521102,${cell}`,
    },
  ]);
});
afterAll(() => published.remove());

const ask = (query: string) => runOperation(published.warehouse, query, {}, { role: publicRole });

test("an area has its shape, and none where nobody sent one", async () => {
  const { data, errors } = await ask(
    '{ area(code: "990521") { geometry children { edges { node { code geometry } } } } }',
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    area: {
      geometry: null,
      children: {
        edges: [
          { node: { code: "990521101", geometry: shape } },
          { node: { code: "990521102", geometry: shape } },
          { node: { code: "990521103", geometry: null } },
        ],
      },
    },
  });
});

test("the shapes of many areas are one statement", async () => {
  const { snapshot, release } = await published.warehouse.lease(null, null, publicRole);
  const statements = async (fields: string) => {
    const query = `{ areas(level: "township") { edges { node { ${fields} } } } }`;
    await ask(query);
    const before = snapshot.database.statements;
    await ask(query);
    return snapshot.database.statements - before;
  };
  try {
    expect((await statements("code geometry")) - (await statements("code"))).toBe(1);
  } finally {
    release();
  }
});

test("in a table a shape is its text", () => {
  const plan = {
    columns: [{ name: "geometry", type: "text" as const }],
    parts: [{ kind: "cell" as const, key: "geometry", column: 0 }],
    paged: new Set<never>(),
    inner: new Set<never>(),
  };
  expect(flattenAnswer(plan, { geometry: shape })).toEqual([[JSON.stringify(shape)]]);
});
