/** CSV written by us runs nothing in a spreadsheet, and loses nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldsOf } from "#etl/readers/scan-csv.ts";
import { csvOf, harmless, original } from "#warehouse/csv.ts";
import { tableText } from "../../notebooks/pages/components/csv-text.ts";

const attacks = [
  "=1+1",
  "+1+1",
  "-1+1",
  "@SUM(A1:A9)",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  "＝1+1",
  "＋1+1",
  "－1+1",
  "＠SUM(A1)",
  '=HYPERLINK("http://example.org","x")',
  "=cmd|' /C calc'!A0",
  "'=1+1",
];

describe("a text that a spreadsheet would run", () => {
  test.each(attacks)("%j gets an apostrophe and comes back", (text) => {
    expect(harmless(text)).toBe(`'${text}`);
    expect(original(harmless(text))).toBe(text);
  });

  test("gets it in the header and in the download of a page too", () => {
    expect(csvOf(["=a"], [["=b"]])).toBe("\ufeff'=a\r\n'=b\r\n");
    const columns = [{ label: "=a", text: (row: string) => row }];
    expect(tableText({ columns, rows: ["=b", "−1,234.5", "-c"] })).toBe(
      "'=a\r\n'=b\r\n-1234.5\r\n'-c",
    );
  });
});

describe("what runs nothing", () => {
  test.each(["-5", "+5", "-0.25", "-.5", "1e3", "-1E-7", "青溪县", "a=b", "'quoted'", "", "—"])(
    "%j stays as it is",
    (text) => {
      expect(harmless(text)).toBe(text);
      expect(original(text)).toBe(text);
    },
  );

  test("numbers stay numbers", () => {
    expect(csvOf(["n"], [[-5], [0.1], [null]])).toBe("\ufeffn\r\n-5\r\n0.1\r\n\r\n");
  });
});

test("every text that is written is read back", () => {
  const start = fc.constantFrom("", "=", "+", "-", "@", "\t", "\r", "'", "''=", "＝", "0");
  const text = fc.tuple(start, fc.string({ unit: "binary" })).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (row) => {
      const bytes = Buffer.from(csvOf([], [row]).slice(1 + 2, -2));
      const cells = fieldsOf(bytes, 0, bytes.length, 44).map((cell) => original(cell ?? ""));
      expect(cells).toEqual(row.map((cell) => Buffer.from(cell).toString()));
      expect(fieldsOf(bytes, 0, bytes.length, 44).some(isRun)).toBe(false);
    }),
  );
});

function isRun(cell: string | null): boolean {
  return /^[=+\-@＝＋－＠\t\r\n]/.test(cell ?? "") && Number.isNaN(Number(cell));
}
