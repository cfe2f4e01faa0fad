/** What must hold for every CSV file: the text comes back, and no row is lost or made up. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeGb18030 } from "#etl/demo-county/gb18030.ts";
import { readingFolder } from "./reading.ts";

const { read } = readingFolder();

const cell = fc.string({ unit: fc.constantFrom(..."ab,;|\t\"' \r\n男é😀"), maxLength: 6 });
const table = fc
  .integer({ min: 2, max: 4 })
  .chain((columns) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 12 }),
  );

function quoted(value: string): string {
  return /["\r\n,;|\t]/.test(value) || value === "" ? `"${value.replaceAll('"', '""')}"` : value;
}

it("whatever cells hold, they come back as they were written", async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(",", ";", "|", "\t"),
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.boolean(),
      async (rows, delimiter, lineEnd, isGb18030) => {
        const header = ["h1", "h2", "h3", "h4"].slice(0, rows[0]?.length ?? 2);
        const text = [header, ...rows]
          .map((row) => row.map(quoted).join(delimiter) + lineEnd)
          .join("");
        const bytes = isGb18030 ? encodeGb18030(text) : Buffer.from(text);
        const encoding = isGb18030 ? "gb18030" : "utf-8";
        const staged = await read(bytes, { delimiter, encoding });
        expect(staged.broken).toEqual([]);
        expect(staged.rows).toEqual(
          rows.map((row, index) => [index + 1, ...row.map((value) => value || null)]),
        );
      },
    ),
    { numRuns: 100 },
  );
});

it("with random damage, rows read = rows staged + rows broken, each at its own place", async () => {
  const damage = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 399 }),
      letter: fc.constantFrom('"', ",", "\n", "\r", '""', "x"),
    }),
    { maxLength: 6 },
  );
  const clean = Array.from({ length: 40 }, (_, index) => `${index + 100},"v",abc\n`).join("");
  await fc.assert(
    fc.asyncProperty(damage, async (damages) => {
      const letters = [...clean];
      for (const { at, letter } of damages) letters[at] = letter;
      const text = `a,b,c\n${letters.join("")}`;
      const staged = await read(text, { delimiter: "," });
      expect(staged.rows.length + staged.broken.length).toBe(staged.rowsRead);
      const lines = text.split(/(?<=\n)|(?<=\r)(?!\n)/);
      const offsets = lines.map((_, index) => lines.slice(0, index).join("").length);
      for (const [row, first] of staged.rows) {
        const line = lines[staged.lineOf(row as number) - 1]!;
        const start = String(first ?? "").split(/[\r\n]/)[0]!;
        expect(line.replaceAll('"', "").startsWith(start.replaceAll('"', ""))).toBe(true);
        expect(staged.byteOffsetOf(row as number)).toBe(offsets[staged.lineOf(row as number) - 1]);
      }
      for (const { line, byteOffset, length } of staged.broken) {
        expect([byteOffset, length]).toEqual([offsets[line - 1], lines[line - 1]!.length]);
      }
      // A line that nobody touched is read, unless a quote that was put in takes it along.
      const numbers = new Set(staged.rows.map(([, first]) => first));
      if (!damages.some(({ letter }) => letter.includes('"'))) {
        for (const line of lines.slice(1)) {
          if (/^\d{3},"v",abc\n$/.test(line)) expect(numbers.has(line.slice(0, 3))).toBe(true);
        }
      }
    }),
    { numRuns: 120 },
  );
});

it("a file of many windows is read the same in every encoding", async () => {
  const rows = Array.from(
    { length: 60_000 },
    (_, index) => `${index},"第${index}村, ""户""${index % 7 === 0 ? "\r\n二行" : ""}",结束é😀`,
  );
  const text = `编号,村名,备注\r\n${rows.join("\r\n")}\r\n`;
  const wide = Buffer.from(`\ufeff${text}`, "utf16le");
  const utf8 = await read(text);
  const gb18030 = await read(encodeGb18030(text));
  const marked = await read(`\ufeff${text}`);
  const utf16 = await read(wide);
  expect(utf8.rows.length).toBe(60_000);
  expect(utf8.rows[7]).toEqual([8, "7", '第7村, "户"\r\n二行', "结束é😀"]);
  for (const other of [gb18030, marked, utf16]) {
    expect(other.header).toEqual(["编号", "村名", "备注"]);
    expect(other.rows).toEqual(utf8.rows);
    expect(other.lineOf(60_000)).toBe(utf8.lineOf(60_000));
  }
  expect([utf8, gb18030, marked, utf16].map(({ encoding }) => encoding)).toEqual([
    "utf-8",
    "gb18030",
    "utf-8",
    "utf-16le",
  ]);
  const last = text.lastIndexOf("59999,");
  expect(utf8.byteOffsetOf(60_000)).toBe(Buffer.byteLength(text.slice(0, last)));
  expect(marked.byteOffsetOf(60_000)).toBe(Buffer.byteLength(text.slice(0, last)) + 3);
  expect(gb18030.byteOffsetOf(60_000)).toBe(encodeGb18030(text.slice(0, last)).length);
  expect(utf16.byteOffsetOf(60_000)).toBe(2 + 2 * last);
});
