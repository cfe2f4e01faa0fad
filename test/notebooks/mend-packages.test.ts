/** Packages bundled for pages do what the packages do, and make no function out of text. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as arrow from "apache-arrow";
import * as dsv from "d3-dsv";
import { build } from "esbuild";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundlePackage } from "#notebooks/launcher/bundle-package.ts";
import { findPackage } from "#notebooks/launcher/installed-packages.ts";
import { mendPackages } from "#notebooks/launcher/mend-packages.ts";

let folder: string;
let mended: typeof dsv;
let mendedArrow: typeof arrow;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "demograph-mended-"));
  mended = await imported<typeof dsv>("d3-dsv");
  mendedArrow = await imported<typeof arrow>("apache-arrow");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The package as pages get it; what it imports of others is taken from node_modules. */
async function imported<Module>(name: string): Promise<Module> {
  const text = await bundlePackage(findPackage(name, import.meta.dirname)!, "");
  expect(text).not.toMatch(/\bFunction\(/);
  const others = text.replaceAll(/"\/npm\/([\w-]+)@[^"]*"/g, (_, other: string) =>
    JSON.stringify(import.meta.resolve(other)),
  );
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, others);
  return (await import(pathToFileURL(file).href)) as Module;
}

test("CSV with quotes, gaps, doubled and numbered columns is read as d3-dsv reads it", () => {
  const text = '区,b,"c ""x""",b,2,__proto__\n县,1,"a,b\nc",,0,y\nonly\n,,,,,,more\n';
  const read = (module: typeof dsv) => module.csvParse(text);
  expect(read(mended)).toEqual(read(dsv));
  expect(read(mended).columns).toEqual(read(dsv).columns);
  expect(read(mended).map((row) => Object.keys(row))).toEqual([
    ["2", "区", "b", 'c "x"'],
    ["2", "区", "b", 'c "x"'],
    ["2", "区", "b", 'c "x"'],
  ]);
});

test("any table of texts is read as d3-dsv reads it, typed or not", () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom("", "0", "1.5", "2012-01-01", "true", "NaN"));
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1 });
  fc.assert(
    fc.property(table, (rows) => {
      const text = dsv.csvFormatRows(rows);
      expect(mended.csvParse(text)).toEqual(dsv.csvParse(text));
      expect(mended.csvParse(text, mended.autoType)).toEqual(dsv.csvParse(text, dsv.autoType));
    }),
  );
});

test("a row that is made by the caller gets the same object", () => {
  const sum = ({ a, b }: { a: string; b: string }) => ({ sum: Number(a) + Number(b) });
  expect(mended.csvParse("a,b\n1,2", sum)).toEqual(
    Object.assign([{ sum: 3 }], { columns: ["a", "b"] }),
  );
});

test("Arrow takes the same values for missing", () => {
  const values = [1, null, Number.NaN, undefined, 0, -0, 2.5];
  for (const nullValues of [[null, undefined], [Number.NaN, 0], [null, 2.5, Number.NaN], []]) {
    const read = ({ makeBuilder, Float64 }: typeof arrow) => {
      const builder = makeBuilder({ type: new Float64(), nullValues });
      for (const value of values) builder.append(value as number);
      return [...builder.finish().toVector()];
    };
    expect(read(mendedArrow)).toEqual(read(arrow));
  }
});

test("a table of objects becomes the same Arrow table", () => {
  const rows = [
    { 乡镇: "甲", births: 12, rate: null },
    { 乡镇: null, births: 0, rate: 1.5 },
  ];
  const bytes = ({ tableFromJSON, tableToIPC }: typeof arrow) =>
    Buffer.from(tableToIPC(tableFromJSON(rows), "stream")).toString("hex");
  expect(bytes(mendedArrow)).toBe(bytes(arrow));
});

test("a version that is written otherwise is refused and not shipped", async () => {
  const file = join(folder, "d3-dsv", "dist", "d3-dsv.mjs");
  await build({
    stdin: { contents: "export const other = 1;" },
    outfile: file,
    logLevel: "silent",
  });
  const bundled = build({ entryPoints: [file], plugins: [mendPackages], logLevel: "silent" });
  await expect(bundled).rejects.toThrow(/is not written as expected/);
});
