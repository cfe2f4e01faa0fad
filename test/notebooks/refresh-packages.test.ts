import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refreshPackages } from "#notebooks/launcher/refresh-packages.ts";

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "demograph-cache-"));
  refreshPackages(cache, "packages 1");
  // What a build leaves behind.
  mkdirSync(join(cache, "_npm"));
  writeFileSync(join(cache, "_npm", "d3.js"), "");
});

afterEach(() => rmSync(cache, { recursive: true }));

const isThere = () => existsSync(join(cache, "_npm", "d3.js"));

test("the same installed packages keep their bundles", () => {
  refreshPackages(cache, "packages 1");
  expect(isThere()).toBe(true);
});

test("other installed packages empty the bundles", () => {
  refreshPackages(cache, "packages 2");
  expect(isThere()).toBe(false);
});

test("going back to older packages empties again", () => {
  refreshPackages(cache, "packages 2");
  mkdirSync(join(cache, "_npm"));
  writeFileSync(join(cache, "_npm", "d3.js"), "");
  refreshPackages(cache, "packages 1");
  expect(isThere()).toBe(false);
});

test("a cache without a key is not trusted", () => {
  rmSync(join(cache, ".packages-key"));
  refreshPackages(cache, "packages 1");
  expect(isThere()).toBe(false);
});
