import { describe, expect, test } from "vitest";
import { findPackage, parsePackageAddress } from "#notebooks/launcher/installed-packages.ts";
import { localNpm } from "#notebooks/launcher/local-npm.ts";

const fetchLocal = localNpm(import.meta.dirname);
const registry = `https://${["registry", "example", "org"].join(".")}`;
const cdn = "https://cdn.example.net/npm";
const installed = (name: string) => findPackage(name, import.meta.dirname)!.version;
const module = async (name: string) =>
  (await fetchLocal(`${cdn}/${name}@${installed(name)}/+esm`)).text();

describe("the registry inside the Framework process", () => {
  test("names the installed version as the latest", async () => {
    const answer = await fetchLocal(`${registry}/d3/latest`);
    expect(await answer.json()).toEqual({ version: installed("d3") });
  });

  test("lists every installed copy of a scoped package", async () => {
    const answer = await fetchLocal(`${registry}/@observablehq/plot`);
    expect(await answer.json()).toEqual({
      versions: { [installed("@observablehq/plot")]: {} },
    });
  });

  test("gives a library that nobody installed a version that no page can use", async () => {
    const answer = await fetchLocal(`${registry}/mapbox-gl/latest`);
    expect(await answer.json()).toEqual({ version: "0.0.0-not-installed" });
  });
});

describe("the CDN inside the Framework process", () => {
  test("bundles a package as one module that exports what the package does", async () => {
    const code = await module("htl");
    const { html, svg } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    expect([typeof html, typeof svg]).toEqual(["function", "function"]);
  });

  test("leaves other packages as imports, re-exports included", async () => {
    const code = await module("d3");
    expect(code).toContain(`export*from"/npm/d3-array@${installed("d3-array")}/+esm"`);
  });

  test("gives a CommonJS package its named exports", async () => {
    const code = await module("yauzl");
    expect(code).toMatch(/export\{[^}]*as fromBuffer/);
  });

  test("serves a raw file with its content type", async () => {
    const answer = await fetchLocal(`${cdn}/htl@${installed("htl")}/package.json`);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toMatchObject({ name: "htl" });
  });

  test("answers 404 for a file that the package does not have", async () => {
    const answer = await fetchLocal(`${cdn}/htl@${installed("htl")}/gone.js`);
    expect(answer.status).toBe(404);
  });

  test("names the package that a page uses and nobody installed, and what to run", async () => {
    await expect(fetchLocal(`${cdn}/leaflet@1.9.4/+esm`)).rejects.toThrow(
      'A page imports "npm:leaflet", which is not installed. Run "npm install leaflet".',
    );
  });
});

test("every other address is refused by name", async () => {
  await expect(fetchLocal("https://fonts.example.com/css2?family=X")).rejects.toThrow(
    'The pages are built without the network: "https://fonts.example.com/css2?family=X" was refused.',
  );
});

test("a package address has a name, a range and a path", () => {
  expect(parsePackageAddress("@a/b@1.2.3/dist/x.js")).toEqual({
    name: "@a/b",
    range: "1.2.3",
    path: "dist/x.js",
  });
  expect(parsePackageAddress("d3")).toEqual({ name: "d3", range: undefined, path: "" });
});
