/** CSV: what is right is kept letter by letter, what is broken harms no other line. */
import { describe, expect, it } from "vitest";
import { readingFolder } from "./reading.ts";

const { read } = readingFolder();

describe("delimited text", () => {
  it("keeps every letter of a cell and makes an empty one NULL", async () => {
    const staged = await read('area,births,note\n0110,"1,234", two  spaces \n0111,,""\n');
    expect(staged.header).toEqual(["area", "births", "note"]);
    expect(staged.rows).toEqual([
      [1, "0110", "1,234", " two  spaces "],
      [2, "0111", null, null],
    ]);
    expect(staged).toMatchObject({ format: "csv", encoding: "utf-8", rowsRead: 2, broken: [] });
  });

  it("reads doubled quotes and newlines inside quotes, and counts their lines", async () => {
    const staged = await read('a,b\r\n1,"say ""x"""\r\n2,"one\r\ntwo\nthree"\r\n3,z\r\n');
    expect(staged.rows).toEqual([
      [1, "1", 'say "x"'],
      [2, "2", "one\r\ntwo\nthree"],
      [3, "3", "z"],
    ]);
    expect([1, 2, 3].map((row) => staged.lineOf(row))).toEqual([2, 3, 6]);
    expect([1, 2, 3].map((row) => staged.byteOffsetOf(row))).toEqual([5, 20, 40]);
  });

  it("reads LF, CRLF and CR mixed in one file", async () => {
    const staged = await read("a,b\n1,x\r\n2,y\r3,z\n\n4,w");
    expect(staged.rows.map(([, ...cells]) => cells.join(""))).toEqual(["1x", "2y", "3z", "4w"]);
    expect([1, 2, 3, 4].map((row) => staged.lineOf(row))).toEqual([2, 3, 4, 6]);
    expect([1, 2, 3, 4].map((row) => staged.byteOffsetOf(row))).toEqual([4, 9, 13, 18]);
  });

  it.each([
    ["semicolon", "area;births\n1;1,5\n2;2,5\n"],
    ["tab", "area\tbirths\n1\t1,5\n2\t2,5\n"],
    ["bar", "area|births\n1|1,5\n2|2,5\n"],
  ])("finds the %s as delimiter though numbers have commas", async (_, text) => {
    const staged = await read(text);
    expect(staged.header).toEqual(["area", "births"]);
    expect(staged.rows).toEqual([
      [1, "1", "1,5"],
      [2, "2", "2,5"],
    ]);
  });

  it("uses a stated delimiter, even an unusual one", async () => {
    expect((await read("a~b\n1,2~3\n", { delimiter: "~" })).rows).toEqual([[1, "1,2", "3"]]);
    await expect(read("a,b\n1,2\n", { delimiter: "ab" })).rejects.toThrow(
      '"ab" cannot be a delimiter. Use one character such as , ; | or a tab.',
    );
  });

  it("reads one column without any delimiter", async () => {
    expect((await read("area\n0110\n0111\n")).rows).toEqual([
      [1, "0110"],
      [2, "0111"],
    ]);
  });

  it("lists ragged rows with their place and reads the rows around them", async () => {
    const staged = await read("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n");
    expect(staged.rows).toEqual([
      [1, "1", "2", "3"],
      [4, "10", "11", "12"],
    ]);
    expect(staged.rowsRead).toBe(4);
    expect(staged.broken).toEqual([
      { row: 2, line: 3, byteOffset: 12, length: 4, reason: "it has 2 fields, the header has 3" },
      { row: 3, line: 4, byteOffset: 16, length: 8, reason: "it has 4 fields, the header has 3" },
    ]);
  });

  it("an unclosed quote breaks its own line only", async () => {
    const staged = await read('a,b\n1,"open\n2,x\n3,"closed"\n4,y\n');
    expect(staged.rows.map(([row]) => row)).toEqual([2, 3, 4]);
    expect(staged.broken).toEqual([
      { row: 1, line: 2, byteOffset: 4, length: 8, reason: "a quote is not closed" },
    ]);
  });

  it("an unclosed quote at the end of the file breaks the last line only", async () => {
    const staged = await read('a,b\n1,x\n2,"open');
    expect(staged.rows).toEqual([[1, "1", "x"]]);
    expect(staged.broken).toMatchObject([{ row: 2, line: 3, length: 7 }]);
  });

  it("a quote inside an unquoted field and text after a closing quote break the row", async () => {
    const staged = await read('a,b\n1,5" pipe\n2,"x"y\n3,z\n');
    expect(staged.rows).toEqual([[3, "3", "z"]]);
    expect(staged.broken.map(({ reason }) => reason)).toEqual([
      "a quote stands inside a field that is not quoted",
      "text follows a closing quote",
    ]);
  });

  it("a row of more than 1 MB is broken, wherever its end is", async () => {
    for (const megabytes of [1.5, 4, 9]) {
      const long = "x".repeat(megabytes * 1024 * 1024);
      const staged = await read(`a,b\n1,x\n2,${long}\n3,z\n4,"${long}\n5,w\n`);
      expect(staged.rows.map(([row]) => row)).toEqual([1, 3, 5]);
      expect(staged.broken).toEqual([
        {
          row: 2,
          line: 3,
          byteOffset: 8,
          length: long.length + 3,
          reason: "it is longer than 1 MB",
        },
        {
          row: 4,
          line: 5,
          byteOffset: long.length + 15,
          length: long.length + 4,
          reason: "it is longer than 1 MB",
        },
      ]);
    }
  });

  it("a quote that stays open for more than 1 MB swallows no line", async () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => `${index},line`);
    const staged = await read(`a,b\n0,"open\n${lines.join("\n")}\n`);
    expect(staged.broken).toMatchObject([{ row: 1, line: 2, reason: "a quote is not closed" }]);
    expect(staged.rows.length).toBe(200_000);
    expect(staged.rows.at(-1)).toEqual([200_001, "199999", "line"]);
  });

  it("says how many rows of empty cells were skipped", async () => {
    const staged = await read("a,b\n1,x\n,\n,\n2,y\n");
    expect(staged.rows.map(([row]) => row)).toEqual([1, 2]);
    expect(staged.lineOf(2)).toBe(5);
    expect(staged.warnings).toEqual(['2 rows of empty cells in "births.csv" were skipped.']);
  });

  it("refuses a header with too many columns at once", async () => {
    const header = Array.from({ length: 100_000 }, (_, index) => `c${index}`).join(",");
    await expect(read(`${header}\n1,2\n`)).rejects.toThrow(
      '"births.csv" has 100000 columns; at most 2000 are read.',
    );
  });

  it("stops at a file that has hardly any row that fits its header", async () => {
    await expect(read(`a,b\n${"1\n".repeat(200_001)}`)).rejects.toThrow(
      "more than 200000 rows that cannot be read, the first at line 2: it has 1 fields",
    );
  });

  it("names the line of a broken header and quotes nothing of it", async () => {
    await expect(read('title\n"a"x,b\n1,2\n', { skipRows: 1 })).rejects.toThrow(
      '"births.csv" line 2: the header was not read: text follows a closing quote.',
    );
  });

  it.each(["\n\n \n".slice(0, 2), "title only\n"])(
    "refuses a file without a header",
    async (text) => {
      const options = { skipRows: text.startsWith("title") ? 1 : 0 };
      await expect(read(text, options)).rejects.toThrow("before its header is complete");
    },
  );

  it("gives no rows for a header alone", async () => {
    expect(await read("a,b\n")).toMatchObject({ header: ["a", "b"], rowsRead: 0, rows: [] });
  });
});

describe("titles, headers and footers", () => {
  it("skips title lines, joins header rows and leaves out the footer", async () => {
    const staged = await read(
      "2011 births\n\nArea,Births,,Note\n,boys,girls,\n01,5,4,\n02,6,7,x\nTotal of two\nsigned\n",
      { skipRows: 1, headerRows: 2, footerRows: 2 },
    );
    expect(staged.header).toEqual(["Area", "Births / boys", "Births / girls", "Note"]);
    expect(staged).toMatchObject({ rowsRead: 2, broken: [] });
    expect(staged.rows).toEqual([
      [1, "01", "5", "4", null],
      [2, "02", "6", "7", "x"],
    ]);
    expect(staged.lineOf(1)).toBe(5);
  });

  it("leaves out footer rows that do fit the header", async () => {
    const staged = await read("a,b\n1,2\n合计,2\n", { footerRows: 1 });
    expect(staged).toMatchObject({ rowsRead: 1, rows: [[1, "1", "2"]] });
  });

  it("numbers the columns of a file without a header", async () => {
    const staged = await read("1,2\n3,4\n", { headerRows: 0 });
    expect(staged.header).toEqual(["c1", "c2"]);
    expect(staged.rows.length).toBe(2);
    expect(staged.lineOf(1)).toBe(1);
  });
});
