import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refreshData, refreshPackages } from "#notebooks/launcher/refresh-caches.ts";

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "demograph-cache-"));
  for (const folder of ["_npm", "data/site"]) mkdirSync(join(cache, folder), { recursive: true });
  writeFileSync(join(cache, "_npm", "d3.js"), "");
  writeFileSync(join(cache, "data", "site.tar"), "");
  refreshPackages(cache, "packages 1");
  refreshData(cache, "data 1");
  // The first keys emptied both; this is what a build leaves behind.
  for (const folder of ["_npm", "data"]) mkdirSync(join(cache, folder), { recursive: true });
});

afterEach(() => rmSync(cache, { recursive: true }));

const folders = () => readdirSync(cache).filter((name) => !name.startsWith("."));

test("the same keys keep everything", () => {
  refreshPackages(cache, "packages 1");
  refreshData(cache, "data 1");
  expect(folders()).toEqual(["_npm", "data"]);
});

test("another snapshot or other code empties the output of loaders and nothing else", () => {
  refreshData(cache, "data 2");
  expect(folders()).toEqual(["_npm"]);
});

test("other installed packages empty the bundles and nothing else", () => {
  refreshPackages(cache, "packages 2");
  expect(folders()).toEqual(["data"]);
});

test("going back to an older key empties again", () => {
  refreshData(cache, "data 2");
  mkdirSync(join(cache, "data"));
  refreshData(cache, "data 1");
  expect(folders()).toEqual(["_npm"]);
});

test("a cache without a key is not trusted", () => {
  rmSync(join(cache, ".data-key"));
  refreshData(cache, "data 1");
  expect(folders()).toEqual(["_npm"]);
});
