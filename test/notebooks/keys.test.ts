/** What a built site depends on: nothing is built again without need, nothing stale is served. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { siteKey, templatesKey } from "#notebooks/launcher/keys.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "demograph-keys-"));
  write("notebooks/pages/components/figure.ts", "draw");
  write("notebooks/queries/trend.graphql", "query");
  write("graphql/schema.ts", "schema");
  write("warehouse/measures/crude-birth-rate.ts", "births / personYears");
  write("package-lock.json", "plot 1");
});

afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  const path = join(root, file);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}

const notebooks = () => join(root, "notebooks");
const site = (snapshot = "one", base = "/") => siteKey(notebooks(), snapshot, base);

test("the same snapshot, base and code have the same key", () => {
  const before = [site(), templatesKey(notebooks())];
  write("test/some.test.ts", "no page shows a test");
  write("notebooks/pages/.observablehq/cache/x.js", "what a build left");
  expect([site(), templatesKey(notebooks())]).toEqual(before);
});

test("another snapshot, base, measure, query, component or package makes another site", () => {
  const keys = [site(), site("two"), site("one", "/county/")];
  for (const file of [
    "warehouse/measures/crude-birth-rate.ts",
    "warehouse/measures/crude-death-rate.ts",
    "graphql/schema.ts",
    "notebooks/queries/trend.graphql",
    "notebooks/pages/components/figure.ts",
    "package-lock.json",
  ]) {
    write(file, "changed");
    keys.push(site());
  }
  expect(new Set(keys).size).toBe(keys.length);
});

test("templates are built again for another component or package, not for another measure", () => {
  const before = templatesKey(notebooks());
  write("warehouse/measures/crude-birth-rate.ts", "changed");
  expect(templatesKey(notebooks())).toBe(before);
  write("notebooks/pages/components/figure.ts", "changed");
  const drawn = templatesKey(notebooks());
  write("package-lock.json", "changed");
  expect(new Set([before, drawn, templatesKey(notebooks())]).size).toBe(3);
});
