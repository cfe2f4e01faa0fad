/** What an intruder works out from published cells and totals. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attackerBounds,
  isProtected,
  type LinearRelation,
  someDisclosedExactly,
  someKnownSmall,
  sumRelation,
} from "#warehouse/disclosure/attacker-bounds.ts";
import { tableBounds } from "#warehouse/disclosure/table-bounds.ts";
import { testGolden } from "../../golden.ts";

type Cells = (number | null)[];

testGolden("sdc_attacker_bounds", {
  given: ["published_cells", "row_totals", "col_totals", "grand_total", "threshold", "actual"],
  methods: {
    lp_bounds_2d: (row) => {
      const bounds = tableBounds({
        cells: row.json("published_cells") as Cells[],
        rowTotals: row.json("row_totals") as Cells,
        columnTotals: row.json("col_totals") as Cells,
        grandTotal: row.number("grand_total"),
      });
      for (const [i, j, actual] of row.json("actual") as [number, number, number][]) {
        const found = bounds.find((cell) => cell.row === i && cell.column === j)!;
        expect(found.min).toBeLessThanOrEqual(actual);
        expect(found.max ?? actual).toBeGreaterThanOrEqual(actual);
      }
      return {
        suppressed_cell_bounds: bounds.map((b) => [b.row, b.column, b.min, b.max]),
        exactly_disclosed: someDisclosedExactly(bounds),
        upper_below_threshold: someKnownSmall(bounds, row.number("threshold")),
      };
    },
  },
});

const bounds = (min: number, max: number | null) => ({ min, max });

describe("bounds over any relations", () => {
  test("a village is county minus the other villages, through the township's withheld total", () => {
    // 0 county; 1, 2 townships; 3, 4 villages of the first township.
    const relations = [sumRelation(0, [1, 2]), sumRelation(1, [3, 4])];
    expect(attackerBounds([90, null, 60, null, 26], relations)).toEqual([
      { cell: 1, min: 30, max: 30 },
      { cell: 3, min: 4, max: 4 },
    ]);
  });

  test("a cell in no relation has no upper limit, and neither has a withheld total", () => {
    expect(attackerBounds([null, 5, null, null], [sumRelation(2, [1, 3])])).toEqual([
      { cell: 0, min: 0, max: null },
      { cell: 2, min: 5, max: null },
      { cell: 3, min: 0, max: null },
    ]);
  });

  test("three equations in three cells are solved where no single one is", () => {
    const pair = (a: number, b: number, equals: number): LinearRelation => {
      return { cells: [a, b], weights: [1, 1], equals };
    };
    const found = attackerBounds([null, null, null], [pair(0, 1, 3), pair(1, 2, 4), pair(0, 2, 5)]);
    expect(found.map(({ min, max }) => [min, max])).toEqual([
      [2, 2],
      [1, 1],
      [3, 3],
    ]);
  });

  test("bounds are whole counts where the linear programme ends between two", () => {
    // Each two of cells 0, 1, 2 hold at most 1, so all three hold 1.5 at most, which means 1.
    const relations = [
      { cells: [0, 1, 3], weights: [1, 1, 1], equals: 1 },
      { cells: [1, 2, 4], weights: [1, 1, 1], equals: 1 },
      { cells: [0, 2, 5], weights: [1, 1, 1], equals: 1 },
      sumRelation(6, [0, 1, 2]),
    ];
    expect(attackerBounds(new Array<null>(7).fill(null), relations, [6])).toEqual([
      { cell: 6, min: 0, max: 1 },
    ]);
  });

  test("published values that cannot all be true are an error without figures", () => {
    const fault = /contradict[^0-9]*$/;
    expect(() => attackerBounds([5, 3, 3], [sumRelation(0, [1, 2])])).toThrow(fault);
    expect(() => attackerBounds([5, 7, null], [sumRelation(0, [1, 2])])).toThrow(fault);
    const relations = [sumRelation(0, [2, 3]), sumRelation(1, [2, 3])];
    expect(() => attackerBounds([5, 6, null, null], relations)).toThrow(fault);
  });

  test("a relation that does not fit the cells is refused", () => {
    expect(() => attackerBounds([null], [sumRelation(0, [1])])).toThrow('"1"');
    const uneven = { cells: [0], weights: [1, 1], equals: 3 };
    expect(() => attackerBounds([null], [uneven])).toThrow('"2" weights');
  });

  test("a sum that is no whole number is refused", () => {
    const half = { cells: [0, 1], weights: [1, 1], equals: 2.5 };
    expect(() => attackerBounds([null, null], [half])).toThrow("no whole number");
  });

  test("numbers beyond exact arithmetic end in an error, never in a wrong bound", () => {
    const large = 2 ** 30 + 1;
    const relations = [
      { cells: [0, 1, 2], weights: [large, 7, 3], equals: 5 * large + 10 },
      { cells: [0, 1, 2], weights: [3, large, 5], equals: 2 * large + 10 },
    ];
    expect(() => attackerBounds([null, null, null], relations)).toThrow("2^53");
  });

  test("a three-way table of 6 x 6 x 6 known by its faces alone holds the true counts", () => {
    const size = [0, 1, 2, 3, 4, 5];
    const cell = (i: number, j: number, k: number) => (i * 6 + j) * 6 + k;
    const counts = Array.from({ length: 216 }, (_, i) => (i * i * 7) % 31);
    const lines = size.flatMap((a) =>
      size.flatMap((b) => [
        size.map((t) => cell(a, b, t)),
        size.map((t) => cell(a, t, b)),
        size.map((t) => cell(t, a, b)),
      ]),
    );
    const relations = lines.map((cells) => ({
      cells,
      weights: cells.map(() => 1),
      equals: cells.reduce((sum, c) => sum + counts[c]!, 0),
    }));
    const found = attackerBounds(new Array<null>(216).fill(null), relations);
    expect(found.filter((b) => counts[b.cell]! < b.min || counts[b.cell]! > b.max!)).toEqual([]);
  });

  test("a cell is protected when it may reach the threshold over a range as wide", () => {
    expect(isProtected(bounds(0, 10), 10)).toBe(true);
    expect(isProtected(bounds(1, 10), 10)).toBe(false);
    expect(isProtected(bounds(0, 9), 10)).toBe(false);
    expect(isProtected(bounds(30, 39), 10)).toBe(false);
    expect(isProtected(bounds(30, null), 10)).toBe(true);
  });
});

/** Least and most of every withheld value over all whole fillings that fit, by trying them all. */
function triedOut(values: Cells, relations: readonly LinearRelation[], largest: number) {
  const open = values.flatMap((value, cell) => (value === null ? [cell] : []));
  const found = open.map((cell) => ({ cell, min: Number.POSITIVE_INFINITY, max: -1 }));
  const filled = values.map((value) => value ?? 0);
  const fits = () =>
    relations.every(
      ({ cells, weights, equals }) =>
        cells.reduce((sum, cell, i) => sum + weights[i]! * filled[cell]!, 0) === equals,
    );
  const fill = (next: number): void => {
    if (next === open.length) {
      if (!fits()) return;
      for (const cell of found) {
        cell.min = Math.min(cell.min, filled[cell.cell]!);
        cell.max = Math.max(cell.max, filled[cell.cell]!);
      }
      return;
    }
    for (let value = 0; value <= largest; value++) {
      filled[open[next]!] = value;
      fill(next + 1);
    }
  };
  fill(0);
  return found;
}

describe("against trying every filling", () => {
  const small = fc.integer({ min: 0, max: 3 });
  // Cells 0 to 5 are a table of 2 x 3, 6 and 7 its row totals, 8 to 10 its column totals, 11 all.
  const relations = [
    sumRelation(6, [0, 1, 2]),
    sumRelation(7, [3, 4, 5]),
    sumRelation(8, [0, 3]),
    sumRelation(9, [1, 4]),
    sumRelation(10, [2, 5]),
    sumRelation(11, [6, 7]),
    sumRelation(11, [8, 9, 10]),
  ];
  const table = fc.tuple(small, small, small, small, small, small).map((c) => {
    const rows = [c[0] + c[1] + c[2], c[3] + c[4] + c[5]];
    return [...c, ...rows, c[0] + c[3], c[1] + c[4], c[2] + c[5], rows[0]! + rows[1]!];
  });
  const withheld = fc.uniqueArray(fc.integer({ min: 0, max: 10 }), { maxLength: 4 });

  test("bounds of a two-way table are exact, whichever cells and totals are withheld", () => {
    fc.assert(
      fc.property(table, withheld, (full, hidden) => {
        const values = full.map((value, cell) => (hidden.includes(cell) ? null : value));
        expect(attackerBounds(values, relations)).toEqual(triedOut(values, relations, full[11]!));
      }),
      { numRuns: 150 },
    );
  });

  test("bounds in any system of relations hold every filling that fits", () => {
    const values = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 });
    const shape = fc.array(
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(values, shape, (full, weights) => {
        const all = { cells: [0, 1, 2, 3], weights: [1, 1, 1, 1] };
        const system = [all, ...weights.map((w) => ({ ...all, weights: w }))].map((relation) => ({
          ...relation,
          equals: relation.weights.reduce((sum, weight, i) => sum + weight * full[i]!, 0),
        }));
        const unknown = full.map(() => null);
        const exact = triedOut(unknown, system, system[0]!.equals);
        attackerBounds(unknown, system).forEach(({ min, max }, i) => {
          expect(min).toBeLessThanOrEqual(exact[i]!.min);
          expect(max).toBeGreaterThanOrEqual(exact[i]!.max);
        });
      }),
      { numRuns: 60 },
    );
  });
});
