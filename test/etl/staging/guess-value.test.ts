/** What an error offers for a value outside the grammar: something to declare, never a value taken. */
import { describe, expect, test } from "vitest";
import type { ColumnType } from "#etl/define-source.ts";
import { asWritten } from "#etl/staging/column-usage.ts";
import { guessOf } from "#etl/staging/guess-value.ts";
import { loadFiles } from "../load-fixture.ts";

function guess(type: ColumnType, text: string, factor = 1): string {
  const column = { type, holds: "", synonyms: [] };
  const planned = { ...asWritten, factor, name: "x", label: "x", present: true, column };
  return guessOf({ ...planned, values: "values_x", expected: "" }, text);
}

describe("a guess", () => {
  test.each<[ColumnType, string, string]>([
    [
      "decimal",
      "12.5万",
      'Did the file mean 125000? Declare it in a mapping: units: { "万": 10000 }.',
    ],
    ["integer", "1,200人", 'Did the file mean 1200? Declare it in a mapping: units: { "人": 1 }.'],
    ["decimal", "3 ‰", 'Did the file mean 0.003? Declare it in a mapping: units: { "‰": 0.001 }.'],
    ["integer", "1 000", "Did the file mean 1000? Write it without spaces."],
    ["integer", "12.0", ""],
    ["integer", "12.4", "Did the file mean 12? Declare it in a mapping: round: true."],
    ["share", "85.3", "Did the file mean 85.3 %? Declare it in a mapping: factor: 0.01."],
    [
      "month",
      "2011.1",
      'Did the file mean 2011-01 or 2011-10? Declare it in a mapping: format: "%Y.%m" for January.',
    ],
    [
      "date",
      "4/9/2011",
      "Did the file mean 2011-09-04 or 2011-04-09? Declare it in a mapping: " +
        'format: "%d/%m/%Y" or "%m/%d/%Y".',
    ],
    [
      "date",
      "24/9/2011",
      'Did the file mean 2011-09-24? Declare it in a mapping: format: "%d/%m/%Y".',
    ],
    ["date", "24/19/2011", ""],
    ["decimal", "约12", ""],
    ["text", "12万", ""],
  ])("%s %s: %s", (type, text, sentence) => {
    expect(guess(type, text)).toBe(sentence && ` ${sentence}`);
  });

  test("stands at the end of the reject's sentence", async () => {
    const { reports } = await loadFiles(
      { "x.csv": "村编码,出生日期,性别,出生人数\n990521101001,2011-09,女,1.5千\n" },
      { source: "births-police" },
    );
    expect(reports[0]!.rejects[0]!.example).toBe(
      'births-police: x.csv row 2, column "出生人数": found "1.5千", expected a whole number, ' +
        'at least 0. Did the file mean 1500? Declare it in a mapping: units: { "千": 1000 }.',
    );
  });
});

test("signs for nothing are no certificate's number: such rows are no duplicates", async () => {
  const { reports } = await loadFiles(
    {
      "x.csv":
        "村编码,出生日期,性别,出生证编号\n990521101001,2011-09,女,无\n990521101001,2011-09,男,无\n",
    },
    { source: "births-police" },
  );
  expect(reports[0]!.rows).toMatchObject({ accepted: 2, rejected: 0 });
});
