/** Figures as documents print them: numbers, bounds, signs, and what no longer is a number. */
import { expect, test } from "vitest";
import { readFigure } from "#etl/audit/figure.ts";
import { readPrinted } from "#etl/audit/read-printed.ts";

const unbounded = Number.POSITIVE_INFINITY;

test.each([
  ["11.05", { value: 11.05, bound: "exact", sign: null, numeral: "11.05" }],
  ["316 842", { value: 316842, range: { low: 316842, high: 316842 } }],
  ["1,386,000元", { value: 1386000 }],
  ["１２．５％", { value: 12.5, sign: "%", numeral: "12.5" }],
  ["9.24‰", { value: 9.24, sign: "‰" }],
  ["47万", { value: 470000, numeral: "47", range: { low: 465000, high: 475000 } }],
  ["3000多名", { value: 3000, bound: "above", range: { low: 3000, high: unbounded } }],
  ["90%以上", { value: 90, bound: "above", sign: "%" }],
  ["more than 3000", { value: 3000, bound: "above" }],
  ["不到9.5‰", { value: 9.5, bound: "below", range: { low: -unbounded, high: 9.5 } }],
  ["不少于20", { value: 20, bound: "above" }],
  ["约3000", { value: 3000, bound: "about", range: { low: 2500, high: 3500 } }],
  ["−1.07", { value: -1.07, numeral: "-1.07" }],
])("%s is read", (text, expected) => {
  expect(readPrinted(text)).toMatchObject({ kind: "number", ...expected });
});

test.each([
  ["1: / 3000 / (1)", "is broken over lines", "1:3000"],
  ["1O5", "has letters among its digits", "105"],
  ["3.4.1", "is no number", null],
  ["3,41", "is no number", "3.41"],
  ["12 或 14", "holds more than one number", null],
  ["不详", "holds no number", null],
])("%s is damaged", (text, reason, likely) => {
  expect(readPrinted(text)).toEqual({ kind: "damaged", reason, likely });
});

const stated = {
  id: "x",
  label: null,
  quantity: null,
  unit: null,
  decimals: null,
  clause: null,
  place: { file: "x.yaml", line: 1 },
};

test("a share above 100 % with a year in it was a 10 before the year of copying", () => {
  const figure = readFigure({ ...stated, printed: "20230%" });
  expect(figure.reading).toMatchObject({ kind: "damaged", likely: "100%" });
  expect(readFigure({ ...stated, printed: "133.33%" }).reading).toMatchObject({ value: 133.33 });
});

test("a substitution that a document declares damages every print that it is in", () => {
  const damages = [{ found: "2023", was: "10" }];
  const figure = readFigure({ ...stated, printed: "2023元" }, damages);
  expect(figure.reading).toMatchObject({ kind: "damaged", likely: "10元" });
});

test("a rate without a sign and a unit is not computed with; with a unit it is", () => {
  const rate = { ...stated, quantity: "crudeBirthRate", printed: "3.41" };
  expect(readFigure(rate).reading).toEqual({
    kind: "damaged",
    reason: "has no sign, and no unit is stated for 出生率 (crudeBirthRate)",
    likely: "3.41‰",
  });
  expect(readFigure({ ...rate, unit: "‰" })).toMatchObject({ factor: 1, unit: "‰" });
  // The sign of the print is nearer to the number than the heading of its column.
  expect(readFigure({ ...rate, printed: "0.341%", unit: "‰" })).toMatchObject({ factor: 10 });
  expect(readFigure({ ...rate, unit: "公斤" }).reading).toMatchObject({
    reason: 'has the unit "公斤", which "crudeBirthRate" cannot have',
  });
});
