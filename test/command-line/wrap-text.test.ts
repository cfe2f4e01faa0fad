/** Sentences in the width of a terminal, half of it Chinese. */
import { expect, test } from "vitest";
import { columnsOf, padColumns, wrapText } from "../../command-line/wrap-text.ts";

test("words stay whole, later lines are indented, a Chinese character is two columns wide", () => {
  expect(wrapText("  rows of 青溪县城关镇 are totals", 16, 4)).toEqual([
    "  rows of 青溪县",
    "    城关镇 are",
    "    totals",
  ]);
});

test("a closing mark stays with the character before it", () => {
  expect(wrapText('列 "性别": x', 8)).toEqual(['列 "性', '别": x']);
});

test("a word that is wider than the line stands alone, and nothing is lost", () => {
  expect(wrapText("a bbbbbbbbbb c", 4)).toEqual(["a", "bbbbbbbbbb", "c"]);
  expect(wrapText("a b c", Number.POSITIVE_INFINITY)).toEqual(["a b c"]);
});

test("padding counts columns", () => {
  expect([columnsOf("青a"), padColumns("青a", 5)]).toEqual([3, "青a  "]);
});
