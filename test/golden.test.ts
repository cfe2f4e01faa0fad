/** The reader of golden vectors fails where it should, and no golden file is left without a test. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type GoldenFile, GoldenRow, mismatches } from "./golden.ts";
import { sharedFolder, sharedIsThere } from "./shared-folder.ts";

const row = (cells: Record<string, string>) => new GoldenRow(new Map(Object.entries(cells)));
const file: GoldenFile = {
  given: ["x"],
  methods: { twice: (r) => ({ value: 2 * r.number("x") }) },
};
const stated = { case_id: "A-1", x: "2", tol_rel: "0", tol_abs: "0.1" };

test("a figure inside the tolerance passes", () => {
  expect(mismatches(row({ ...stated, method: "twice", value: "4.1" }), file)).toEqual([]);
});

test("a figure outside the tolerance fails and shows both numbers", () => {
  const found = mismatches(row({ ...stated, method: "twice", value: "4.2" }), file);
  expect(found).toEqual(["value[0]: got 4, expected 4.2"]);
});

test("a method without a handler fails", () => {
  const found = mismatches(row({ ...stated, method: "thrice", value: "6" }), file);
  expect(found).toEqual(['no handler for method "thrice"']);
});

test("a stated figure that nobody answers fails", () => {
  const found = mismatches(row({ ...stated, method: "twice", value: "4", upper: "5" }), file);
  expect(found).toEqual(["upper: stated as 5, not answered"]);
});

test("without tolerance columns whole numbers must be equal", () => {
  const bare = row({ case_id: "A-1", method: "twice", x: "2.0000000001", value: "4" });
  expect(mismatches(bare, file)).toEqual(["value[0]: got 4.0000000002, expected 4"]);
});

/** Names that no test text reads: by testGolden, or by readGolden with a stated file. */
function withoutTest(names: readonly string[], texts: readonly string[]): string[] {
  const read = texts.flatMap((text) =>
    [...text.matchAll(/(?:\btestGolden\(|\bfile: )"(\w+)"/g)].map((match) => match[1]!),
  );
  return names.filter((name) => !read.includes(name));
}

test("a golden file that no test reads is found", () => {
  expect(withoutTest(["read", "left"], ['testGolden("read", {', '// "left"'])).toEqual(["left"]);
});

describe.skipIf(!sharedIsThere)("golden files", () => {
  test("every one of them has a test", () => {
    const names = readdirSync(new URL("golden/", sharedFolder))
      .filter((name) => name.endsWith(".csv"))
      .map((name) => name.slice(0, -".csv".length));
    const texts = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".test.ts") && path !== "golden.test.ts")
      .map((path) => readFileSync(`${import.meta.dirname}/${path}`, "utf8"));
    expect(names.length).toBeGreaterThan(0);
    expect(withoutTest(names, texts)).toEqual([]);
  });
});
