import { expect, test } from "vitest";
import { csvOf } from "#warehouse/csv.ts";
import { formatNumber } from "#warehouse/display.ts";
import { didYouMean } from "#warehouse/input-error.ts";

test("numbers are rounded half away from zero, with a true minus sign", () => {
  expect(formatNumber(2.675, 2, "en")).toBe("2.68");
  expect(formatNumber(-2.5, 0, "en")).toBe("−3");
  expect(formatNumber(1234.5, 1, "zh")).toBe("1,234.5");
});

test("CSV cells cannot run as formulas, and numbers stay numbers", () => {
  expect(
    csvOf(
      ["a", "b"],
      [
        ["=1+1", -3],
        ['say "x"', null],
      ],
    ),
  ).toBe('\ufeffa,b\r\n\'=1+1,-3\r\n"say ""x""",\r\n');
});

test("the nearest name is offered when it is near, and none when it is far", () => {
  expect(didYouMean("birthrate", ["birthRate", "deathRate"])).toBe(' Did you mean "birthRate"?');
  expect(didYouMean("zebra", ["birthRate"])).toBe("");
  expect(didYouMean("x", [])).toBe("");
});
