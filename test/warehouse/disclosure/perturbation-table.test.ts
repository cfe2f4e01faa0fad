/** The noise of the cell-key method has the properties it promises. */
import { describe, expect, test } from "vitest";
import { cellKey } from "#warehouse/disclosure/cell-key.ts";
import {
  type PerturbationTable,
  perturb,
  perturbationFaults,
  perturbationTable,
} from "#warehouse/disclosure/perturbation-table.ts";
import { RandomNumbers } from "#warehouse/statistics/random-numbers.ts";

const table = perturbationTable({ seed: "test" });

/** The table with one column replaced. */
function withColumn(count: number, offsets: Int8Array): PerturbationTable {
  return { ...table, columns: table.columns.map((old, i) => (i === count - 1 ? offsets : old)) };
}

describe("a perturbation table", () => {
  test("meets every condition for several seeds and variances", () => {
    for (const variance of [2, 2.5, 3, 4]) {
      for (const seed of ["a", "b", "c"]) {
        expect(perturbationFaults(perturbationTable({ seed, variance }), variance)).toEqual([]);
      }
    }
  });

  test("is the same for the same seed and ordered otherwise for another", () => {
    expect(perturbationTable({ seed: "test" })).toEqual(table);
    expect(perturbationTable({ seed: "other" })).not.toEqual(table);
  });

  test("treats counts of 1 and 2 as rounding to base 3 does", () => {
    const results = (count: number) => [...new Set(table.columns[count - 1])].map((o) => o + count);
    expect(results(1).sort()).toEqual([0, 3]);
    expect(results(2).sort()).toEqual([0, 3]);
  });

  test("uses offsets on both sides up to 5 for larger counts, most often 0", () => {
    const shareOfZero = table.columns[29]!.filter((offset) => offset === 0).length / 256;
    expect(shareOfZero).toBeGreaterThan(0.2);
    expect(new Set(table.columns[29]).size).toBeGreaterThanOrEqual(9);
  });

  test("cannot have a variance that counts of 1 do not allow", () => {
    expect(() => perturbationTable({ seed: "test", variance: 1 })).toThrow('Variance "1"');
    expect(() => perturbationTable({ seed: "test", variance: 9 })).toThrow('Variance "9"');
  });
});

describe("the faults of a table", () => {
  test("a mean, a variance, a result of 2, a result below 0 and a large offset are found", () => {
    const oneUp = table.columns[9]!.map((offset, row) => (row < 4 ? offset + 1 : offset));
    expect(perturbationFaults(withColumn(10, oneUp)).join()).toMatch(/Column 10 has mean offset/);
    const still = new Int8Array(256);
    expect(perturbationFaults(withColumn(10, still))).toEqual([
      "Column 10 has variance 0, expected 2 within 0.05.",
    ]);
    const replaced = (count: number, offset: number) => {
      const column = Int8Array.from(table.columns[count - 1]!);
      column[column.indexOf(0)] = offset;
      return perturbationFaults(withColumn(count, column)).join(" ");
    };
    expect(replaced(4, -2)).toContain("Column 4 turns 4 into 2 (offset -2).");
    expect(replaced(4, -5)).toContain("Column 4 turns 4 into -1 (offset -5).");
    expect(replaced(20, 6)).toContain("Column 20 turns 20 into 26 (offset 6).");
  });

  test("missing rows and columns are found", () => {
    const short = withColumn(5, table.columns[4]!.slice(1));
    expect(perturbationFaults(short)[0]).toBe("Column 5 has 255 rows, expected 256.");
    const narrow = { ...table, columns: table.columns.slice(1) };
    expect(perturbationFaults(narrow)).toEqual(["Table has 29 columns, expected 30."]);
  });
});

describe("perturbed counts", () => {
  const random = new RandomNumbers("records");
  const drawKey = () => Math.floor(random.uniform() * 2 ** 32);
  const cells = Array.from({ length: 20_000 }, (_, i) => {
    return { count: i % 60, key: cellKey([drawKey(), drawKey()]) };
  });
  const offsets = cells.map(({ count, key }) => perturb(count, key, table) - count);

  test("zeros stay zero, and no answer is 1, 2, below zero or more than 5 away", () => {
    const answers = cells.map(({ count }, i) => count + offsets[i]!);
    expect(answers.filter((answer) => answer < 0 || answer === 1 || answer === 2)).toEqual([]);
    expect(offsets.filter((offset) => Math.abs(offset) > 5)).toEqual([]);
    expect(cells.filter(({ count }, i) => count === 0 && offsets[i] !== 0)).toEqual([]);
  });

  test("the mean offset lies within 3 standard errors of 0", () => {
    const mean = offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length;
    expect(Math.abs(mean)).toBeLessThan(3 * Math.sqrt(2 / offsets.length));
  });

  test("a sum reached by two routes gets one answer", () => {
    const villages = [drawKey(), drawKey(), drawKey()];
    const direct = perturb(38, cellKey(villages), table);
    const throughTownship = cellKey([cellKey(villages.slice(0, 2)), villages[2]!]);
    expect(perturb(38, throughTownship, table)).toBe(direct);
  });
});
