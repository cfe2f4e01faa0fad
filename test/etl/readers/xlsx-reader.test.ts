/** XLSX: what a spreadsheet shows is what is read, and what it hides is told. */
import { describe, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { readingFolder } from "./reading.ts";
import { sheetData, writeWorkbook } from "./write-zip.ts";

const { read } = readingFolder();

const readWorkbook = (bytes: Uint8Array, options = {}) => read(bytes, options, "births.xlsx");

/** One sheet with the header a, b and the given rows. */
const withRows = (rows: string, rest = "") =>
  `<sheetData><row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>${rows}</sheetData>${rest}`;

describe("cells", () => {
  it("of a real program's workbook come as text", async () => {
    const bytes = await writeExcelFile([
      ["地区", "births", "rate", "day", "live", "note"],
      ["0110", 5, 0.1, { value: new Date(Date.UTC(2011, 8, 4)), format: "yyyy/m/d" }, true, null],
      [
        "0111",
        1234567,
        1e-7,
        { value: new Date(Date.UTC(2012, 1, 29)), format: "yyyy-mm" },
        false,
        " x ",
      ],
    ]).toBuffer();
    const staged = await readWorkbook(bytes);
    expect(staged.header).toEqual(["地区", "births", "rate", "day", "live", "note"]);
    expect(staged.rows).toEqual([
      [1, "0110", "5", "0.1", "2011-09-04", "TRUE", null],
      [2, "0111", "1234567", "0.0000001", "2012-02-29", "FALSE", " x "],
    ]);
    expect(staged).toMatchObject({ format: "xlsx", encoding: null, warnings: [], broken: [] });
    expect([staged.lineOf(2), staged.byteOffsetOf(2)]).toEqual([3, null]);
  });

  it("of every type are visible: rich and shared texts, errors, cached formulas", async () => {
    const staged = await readWorkbook(
      writeWorkbook({
        texts:
          "<si><t>plain</t></si>" +
          "<si><r><t>two </t></r><r><rPr/><t>runs</t></r><rPh><t>reading</t></rPh></si>" +
          "<si><t>line_x000D_&amp;_x0041_</t></si>",
        sheets: {
          s: withRows(
            '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row>' +
              '<row r="3"><c r="B3" t="e"><v>#DIV/0!</v></c></row>' +
              '<row r="5"><c r="A5"><f>1+1</f><v>2</v></c>' +
              '<c r="B5" t="str"><f>"x"</f><v>x</v></c></row>' +
              '<row r="6"><c r="A6" t="s"><v>2</v></c><c r="B6" t="d"><v>2011-09-04</v></c></row>' +
              '<row r="7"><c r="A7" t="inlineStr">' +
              "<is><r><t>in</t></r><r><t>line</t></r></is></c></row>",
          ),
        },
      }),
    );
    expect(staged.rows).toEqual([
      [1, "plain", "two runs"],
      [2, null, "#DIV/0!"],
      [3, "2", "x"],
      [4, "line\r&A", "2011-09-04"],
      [5, "inline", null],
    ]);
    expect([1, 2, 3, 4, 5].map((row) => staged.lineOf(row))).toEqual([2, 3, 5, 6, 7]);
  });

  it("formulas without a result are no empty cells, and all formulas are counted", async () => {
    const staged = await readWorkbook(
      writeWorkbook({
        sheets: {
          s: withRows(
            "<row><c><f>1+1</f></c><c><v>1</v></c></row>" +
              "<row><c><f>1+1</f><v/></c><c><f>1+1</f><v>2</v></c></row>" +
              '<row><c t="str"><f>""</f><v></v></c><c t="str"><f>A1</f></c></row>' +
              '<row><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
          ),
        },
      }),
    );
    expect(staged.rows).toEqual([
      [1, "#formula without a result", "1"],
      [2, "#formula without a result", "2"],
      [3, null, "#formula without a result"],
      [4, "#DIV/0!", null],
    ]);
    expect(staged.warnings).toEqual([
      '"births.xlsx", sheet "s": 6 cells with formulas, whose results were read as they were ' +
        "last calculated.",
      '"births.xlsx", sheet "s": 3 formulas without a result, whose cells are refused: open and ' +
        "save it in a spreadsheet program.",
    ]);
  });

  it("shares come as they are shown, and thousands without their separators", async () => {
    const row =
      '<row><c s="1"><v>0.125</v></c><c s="2"><v>1234567</v></c><c s="3"><v>1234567</v></c>' +
      '<c s="1" t="str"><v>0.125</v></c></row>';
    const header = sheetData([["a", "b", "c", "d"]]).replace("</sheetData>", "");
    const sheets = { s: `${header}${row}</sheetData>` };
    const formats = ["0.0%", "#,##0", "#,##0.00,"];
    const staged = await readWorkbook(writeWorkbook({ sheets, formats }));
    expect(staged.rows).toEqual([[1, "12.5%", "1234567", "1234567", "0.125"]]);
  });

  it("indented texts begin with two spaces a level, indented numbers and headers do not", async () => {
    const cell = (style: number, text: string) => `<c t="str" s="${style}"><v>${text}</v></c>`;
    const rows =
      `<row>${cell(2, "地区")}${cell(0, "births")}</row>` +
      `<row>${cell(0, "全县")}<c s="1"><v>5</v></c></row>` +
      `<row>${cell(1, "城关镇")}</row><row>${cell(2, "东门村")}</row><row>${cell(1, "")}</row>`;
    const sheets = { s: `<sheetData>${rows}</sheetData>` };
    const staged = await readWorkbook(
      writeWorkbook({ sheets, formats: ["@", "@"], indents: [1, 2] }),
    );
    expect(staged.header).toEqual(["地区", "births"]);
    expect(staged.rows).toEqual([
      [1, "全县", "5"],
      [2, "  城关镇", null],
      [3, "    东门村", null],
    ]);
  });

  it("dates follow the format and the calendar of the workbook", async () => {
    const formats = [
      "yyyy&quot;年&quot;m&quot;月&quot;",
      "[$-804]h:mm",
      "0&quot;日&quot;",
      "[h]:mm",
    ];
    const row =
      '<row><c s="1"><v>40790</v></c><c s="2"><v>0.5</v></c><c s="3"><v>40790</v></c>' +
      '<c s="4"><v>1.5</v></c><c s="1"><v>40790.25</v></c><c s="1"><v>60</v></c></row>';
    const header = sheetData([["a", "b", "c", "d", "e", "f"]]).replace("</sheetData>", "");
    const sheets = { s: `${header}${row}</sheetData>` };
    const from1900 = await readWorkbook(writeWorkbook({ sheets, formats }));
    expect(from1900.rows).toEqual([
      [1, "2011-09-04", "12:00:00", "40790", "1.5", "2011-09-04T06:00:00", "60"],
    ]);
    expect(from1900.warnings).toEqual([
      '"births.xlsx", sheet "s": 1 dates outside the calendar; they were read as numbers.',
    ]);
    const from1904 = await readWorkbook(writeWorkbook({ sheets, formats, from1904: true }));
    expect(from1904.rows[0]!.slice(1)).toEqual([
      "2015-09-05",
      "12:00:00",
      "40790",
      "1.5",
      "2015-09-05T06:00:00",
      "1904-03-01",
    ]);
  });

  it("identity numbers that were typed as numbers are warned of", async () => {
    const staged = await readWorkbook(
      writeWorkbook({ sheets: { s: withRows("<row><c><v>4.10123199001011E+17</v></c></row>") } }),
    );
    expect(staged.rows).toEqual([[1, "410123199001011000", null]]);
    expect(staged.warnings[0]).toContain("1 numbers of more than 15 digits");
  });

  it("element names with a prefix are read like others", async () => {
    const sheet = withRows("<row><c><v>1</v></c></row>").replace(/<(\/?)(\w)/g, "<$1x:$2");
    const staged = await readWorkbook(writeWorkbook({ sheets: { s: sheet } }));
    expect(staged).toMatchObject({ header: ["a", "b"], rows: [[1, "1", null]] });
  });
});

describe("headers and rows", () => {
  it("merged header cells give their name to all columns below them", async () => {
    const staged = await readWorkbook(
      writeWorkbook({
        sheets: {
          s:
            sheetData([
              ["2011 年出生统计", null, null, null],
              ["地区", "出生", null, "备注"],
              [null, "男", "女", null],
              ["0110", 5, 4, null],
              ["合计", 5, 4, null],
            ]) +
            '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A2:A3"/>' +
            '<mergeCell ref="B2:C2"/><mergeCell ref="D2:E3"/></mergeCells>',
        },
      }),
      { skipRows: 1, headerRows: 2, footerRows: 1 },
    );
    expect(staged.header).toEqual(["地区", "出生 / 男", "出生 / 女", "备注", "备注"]);
    expect(staged.rows).toEqual([[1, "0110", "5", "4", null, null]]);
    expect(staged).toMatchObject({ rowsRead: 1, warnings: [] });
  });

  it("rows with values beyond the header are broken, also far beyond", async () => {
    const staged = await readWorkbook(
      writeWorkbook({
        sheets: {
          s: withRows(
            '<row r="2"><c r="A2"><v>1</v></c></row>' +
              '<row r="3"><c r="A3"><v>2</v></c><c r="XFD3"><v>9</v></c></row>' +
              '<row r="4"><c r="A4"><v>3</v></c><c r="D4"><v>9</v></c></row>' +
              '<row r="5"><c r="A5"><v>4</v></c><c r="D5"/></row>',
          ),
        },
      }),
    );
    expect(staged.rows).toEqual([
      [1, "1", null],
      [4, "4", null],
    ]);
    expect(staged.broken).toMatchObject([
      { row: 2, line: 3, reason: "it has a value in column XFD, far beyond the header" },
      { row: 3, line: 4, reason: "it has a value beyond the header, which ends at column B" },
    ]);
    expect(staged.rowsRead).toBe(4);
  });

  it("hidden rows and columns and merged data are read and told", async () => {
    const staged = await readWorkbook(
      writeWorkbook({
        sheets: {
          s:
            '<cols><col min="2" max="3" hidden="1"/></cols>' +
            withRows(
              '<row hidden="1"><c><v>1</v></c></row><row><c><v>2</v></c></row><row/>',
              '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>',
            ),
        },
      }),
    );
    expect(staged.rows.length).toBe(2);
    expect(staged.warnings).toEqual([
      '"births.xlsx", sheet "s": 1 hidden rows, which were read.',
      '"births.xlsx", sheet "s": 2 hidden columns, which were read.',
      '"births.xlsx", sheet "s": 1 merged ranges below the header; ' +
        "only their first cells have values.",
    ]);
  });

  it("a sheet without a header numbers its columns", async () => {
    const bytes = writeWorkbook({ sheets: { s: sheetData([[1], [2, 3]]) } });
    expect(await readWorkbook(bytes, { headerRows: 0 })).toMatchObject({
      header: ["c1", "c2"],
      rows: [
        [1, "1", null],
        [2, "2", "3"],
      ],
    });
  });
});

describe("sheets", () => {
  const table = sheetData([["a"], [1]]);
  const other = sheetData([["b"], [2]]);

  it("the first visible one is read, and others with data are named", async () => {
    const staged = await readWorkbook(
      writeWorkbook({
        sheets: { 旧: other, 一月: table, 二月: other, 空: "<sheetData/>" },
        states: { 旧: "hidden" },
      }),
    );
    expect(staged.header).toEqual(["a"]);
    expect(staged.warnings).toEqual([
      '"births.xlsx": sheet "一月" was read; "二月" also has data.',
      '"births.xlsx": hidden "旧" has data that was not read.',
    ]);
  });

  it("a stated one is read, hidden or not", async () => {
    const bytes = writeWorkbook({ sheets: { one: table, two: other }, states: { two: "hidden" } });
    expect(await readWorkbook(bytes, { sheet: "two" })).toMatchObject({
      header: ["b"],
      warnings: ['"births.xlsx": sheet "two" is hidden; it was read.'],
    });
    await expect(readWorkbook(bytes, { sheet: "twoo" })).rejects.toThrow(
      '"births.xlsx" has no sheet "twoo". Did you mean "two"? It has "one", "two".',
    );
  });

  it("an empty one is refused with the names of those that have data", async () => {
    const bytes = writeWorkbook({ sheets: { one: "<sheetData/>", two: other } });
    await expect(readWorkbook(bytes)).rejects.toThrow(
      '"births.xlsx", sheet "one": it has no header row. State one of the sheets with data: "two".',
    );
  });
});
