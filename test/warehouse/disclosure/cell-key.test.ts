/** Cell keys add up and pick the rows and columns of a perturbation table. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellKey, perturbationColumn, topByte } from "#warehouse/disclosure/cell-key.ts";
import { testGolden } from "../../golden.ts";

testGolden("sdc_cellkey", {
  given: ["record_keys", "count", "ptable_columns", "small_n"],
  methods: {
    cell_key_sum_mod_2_32: (row) => {
      const key = cellKey(row.numbers("record_keys"));
      return { cell_key: key, ptable_row_top_byte: topByte(key) };
    },
    ptable_column_wrap: (row) => ({
      ptable_column: perturbationColumn(row.number("count"), {
        columns: row.number("ptable_columns"),
        turns: row.number("small_n"),
      }),
    }),
  },
});

const keys = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 30 });

describe("cell keys", () => {
  test("a parent's key is the sum of its children's keys, by any route", () => {
    fc.assert(
      fc.property(keys, keys, keys, (a, b, c) => {
        const direct = cellKey([...c, ...a, ...b]);
        expect(cellKey([cellKey([cellKey(a), cellKey(b)]), cellKey(c)])).toBe(direct);
      }),
    );
  });

  test("an empty cell has key 0", () => {
    expect(cellKey([])).toBe(0);
  });

  test("counts above 30 use all of columns 21 to 30 and no other", () => {
    const used = Array.from({ length: 10 }, (_, i) => perturbationColumn(31 + i));
    expect(used).toEqual([22, 23, 24, 25, 26, 27, 28, 29, 30, 21]);
  });

  test("keys that are no 32-bit numbers and counts without a column are refused", () => {
    expect(() => cellKey([1, 2 ** 32])).toThrow("4294967295");
    expect(() => topByte(-1)).toThrow("4294967295");
    expect(() => perturbationColumn(0)).toThrow("1 or more");
  });
});
