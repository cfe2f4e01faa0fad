/** GeoJSON: a feature is a row, its properties and its geometry are cells as they are written. */
import { describe, expect, it } from "vitest";
import { readingFolder } from "./reading.ts";

const { read } = readingFolder();

const collection = (...features: string[]) =>
  `{"type": "FeatureCollection", "features": [${features.join(",\n")}]}`;
const feature = (properties: string, geometry = '{"type":"Point","coordinates":[1, 2.50]}') =>
  `{"type":"Feature","properties":${properties},"geometry":${geometry}}`;

describe("a collection of features", () => {
  it("gives a row for each, numbered, with values as they are written", async () => {
    const staged = await read(
      collection(
        feature('{"area_code":"0110","births":100000000000000001}'),
        feature('{"area_code":"0111"}', "null"),
      ),
      {},
      "borders.json",
    );
    expect(staged.header).toEqual(["area_code", "births", "geometry"]);
    expect(staged.rows).toEqual([
      [1, "0110", "100000000000000001", '{"type":"Point","coordinates":[1, 2.50]}'],
      [2, "0111", null, null],
    ]);
    expect(staged).toMatchObject({ format: "geojson", rowsRead: 2, broken: [] });
    expect([staged.lineOf(2), staged.byteOffsetOf(2)]).toEqual([2, null]);
  });

  it("has the feature's own id where no property is called so", async () => {
    const own = '{"type":"Feature","id":"7","properties":{"id":"8"},"geometry":null}';
    const staged = await read(collection(own.replace('{"id":"8"}', "null"), own));
    expect([staged.header, staged.rows]).toEqual([
      ["id", "geometry"],
      [
        [1, "7", null],
        [2, "8", null],
      ],
    ]);
  });

  it.each([
    ["7", "it is not valid JSON"],
    ['{"type":"Point","coordinates":[1,2]}', 'its "type" is not "Feature"'],
    [feature('{"name":{"zh":"村"}}'), "its properties: it has a nested value"],
    [feature('{"a":1,"a":2}'), "its properties: it has the same key twice"],
    [feature("{oops}"), "its properties: it is not valid JSON"],
    [
      feature('{"a":1}', `[${"1,".repeat(600_000)}1]`),
      "the feature is longer than 1 MB: simplify its borders",
    ],
  ])("feature %# is broken and those around it are read", async (broken, reason) => {
    const staged = await read(collection(feature('{"a":1}'), broken, feature('{"a":3}')));
    expect(staged.rows.map(([row, a]) => [row, a])).toEqual([
      [1, "1"],
      [3, "3"],
    ]);
    expect(staged.broken).toEqual([{ row: 2, line: 2, byteOffset: null, length: 0, reason }]);
  });

  it("deep brackets do no harm", async () => {
    const deep = feature('{"a":1}', `${"[".repeat(200_000)}${"]".repeat(200_000)}`);
    expect((await read(collection(deep))).rowsRead).toBe(1);
  });
});

describe("a whole file is refused", () => {
  it.each([
    [collection(feature("{}")).slice(0, -1), "expected whole JSON"],
    [`${collection()}{}`, "expected whole JSON"],
    ['{"type":"Feature","properties":{},"geometry":null}', 'expected a collection: {"type"'],
    ['{"type":"FeatureCollection","features":{}}', 'expected a collection: {"type"'],
  ])("that is no collection: %#", async (content, sentence) => {
    await expect(read(content, {}, "borders.geojson")).rejects.toThrow(sentence);
  });

  it("that says to be in other coordinates than longitude and latitude", async () => {
    const crs = (name: string) =>
      collection(feature('{"a":1}')).replace(
        '"features"',
        `"crs":{"type":"name","properties":{"name":"${name}"}},"features"`,
      );
    await expect(read(crs("urn:ogc:def:crs:EPSG::32650"))).rejects.toThrow(
      'has coordinates of "urn:ogc:def:crs:EPSG::32650"; GeoJSON has degrees of longitude and ' +
        "latitude. Export it again in EPSG:4326 (ogr2ogr -t_srs EPSG:4326).",
    );
    for (const name of ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4490", "urn:ogc:def:crs:EPSG::4326"])
      expect((await read(crs(name))).rowsRead).toBe(1);
  });
});
