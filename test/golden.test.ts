import { expect, test } from "vitest";
import { type GoldenFile, GoldenRow, mismatches } from "./golden.ts";

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
