/** Workbooks as people make them: hidden, merged, titled, calculated or not. */
import { writeWorkbook } from "../readers/write-zip.ts";
import { type DamagedFile, loaded, refused, rejected } from "./damaged-file.ts";
import { row, table, village, workbook } from "./workbook-files.ts";

export const oddWorkbooks: readonly DamagedFile[] = [
  refused(
    "workbook-without-sheets.xlsx",
    () => writeWorkbook({ sheets: {} }),
    '"workbook-without-sheets.xlsx" has no visible sheet. Show the sheet with ' + "the table.",
  ),
  refused(
    "workbook-of-hidden-sheets.xlsx",
    () => workbook("", { states: { 出生: "veryHidden" } }),
    '"workbook-of-hidden-sheets.xlsx" has no visible sheet. Show the sheet ' + "with the table.",
  ),
  refused(
    "workbook-empty.xlsx",
    () => writeWorkbook({ sheets: { Sheet1: "<sheetData/>" } }),
    '"workbook-empty.xlsx", sheet "Sheet1": it has no header row. Send the table.',
  ),
  refused(
    "workbook-first-sheet-empty.xlsx",
    () => writeWorkbook({ sheets: { Sheet1: "<sheetData/>", 出生: table("") } }),
    '"workbook-first-sheet-empty.xlsx", sheet "Sheet1": it has no header row. ' +
      'State one of the sheets with data: "出生".',
  ),
  loaded(
    "workbook-with-a-hidden-sheet.xlsx",
    () =>
      writeWorkbook({ sheets: { 旧: table(row("x")), 出生: table("") }, states: { 旧: "hidden" } }),
    40,
    { warnings: ['"workbook-with-a-hidden-sheet.xlsx": hidden "旧" has data that was not read.'] },
  ),
  {
    ...refused(
      "workbook-without-the-stated-sheet.xlsx",
      () => workbook(row()),
      '"workbook-without-the-stated-sheet.xlsx" has no sheet "出身". Did you ' +
        'mean "出生"? It has "出生".',
    ),
    sidecar: "reader: { sheet: 出身 }\n",
  },
  refused(
    "workbook-with-a-title.xlsx",
    () => writeWorkbook({ sheets: { 出生: table("", "", [["青溪县2011年出生登记表"], []]) } }),
    '"workbook-with-a-title.xlsx" lacks the required column "area" (accepted ' +
      "headers: area, area_code, 区划代码, 行政区划代码, 村编码, 单位代码) and " +
      '"month" (accepted headers: month, date_of_birth, birth_date, 出生日期, ' +
      '出生年月, 出生时间) and "sex" (accepted headers: sex, child_sex, 性别, ' +
      '婴儿性别). It has: "青溪县2011年出生登记表". If that is a title, say in ' +
      "the mapping how many rows stand above the header and how many the header " +
      "has: reader: { skipRows: 1, headerRows: 1 }.",
  ),
  rejected(
    "workbook-with-errors.xlsx",
    () => workbook(row(village, "2011-09-04", "女", "1", '<c t="e"><v>#DIV/0!</v></c>')),
    42,
    ', column "母亲年龄": found "#DIV/0!", expected an age in whole years or ' +
      "a band such as 15-19 or 85+, from 10 to 60.",
  ),
  rejected(
    "workbook-with-an-error-as-code.xlsx",
    () => workbook(row('<c t="e"><v>#REF!</v></c>', "2011-09-04", "女", "1", "25")),
    42,
    ', column "村编码": found "#REF!", expected the code of a known area.',
  ),
  loaded(
    "workbook-never-calculated.xlsx",
    () => workbook(row(village, "2011-09-04", "女", "1", "<c><f>20+5</f></c>")),
    40,
    {
      rejects: [
        [
          1,
          'births-police: workbook-never-calculated.xlsx row 42, column "母亲年龄": ' +
            'found "#formula without a result", expected an age in whole years or a ' +
            "band such as 15-19 or 85+, from 10 to 60.",
        ],
      ],
      warnings: [
        '"workbook-never-calculated.xlsx", sheet "出生": 1 cells with formulas, ' +
          "whose results were read as they were last calculated.",
        '"workbook-never-calculated.xlsx", sheet "出生": 1 formulas without a ' +
          "result, whose cells are refused: open and save it in a spreadsheet program.",
      ],
    },
  ),
  loaded(
    "workbook-with-formulas.xlsx",
    () => workbook(row(village, "2011-09-04", "女", "1", "<c><f>20+5</f><v>25</v></c>")),
    41,
    {
      warnings: [
        '"workbook-with-formulas.xlsx", sheet "出生": 1 cells with formulas, ' +
          "whose results were read as they were last calculated.",
      ],
    },
  ),
  loaded(
    "workbook-with-merged-rows.xlsx",
    () =>
      workbook(
        row("", "2011-09-04", "女", "1", "25"),
        {},
        '<mergeCells><mergeCell ref="A41:A42"/></mergeCells>',
      ),
    40,
    {
      rejects: [
        [
          1,
          'births-police: workbook-with-merged-rows.xlsx row 42, column "村编码": ' +
            "found nothing, expected the code of a known area.",
        ],
      ],
      warnings: [
        '"workbook-with-merged-rows.xlsx", sheet "出生": 1 merged ranges below ' +
          "the header; only their first cells have values.",
      ],
    },
  ),
  loaded(
    "workbook-with-a-code-as-number.xlsx",
    () => workbook(row("<c><v>9.90521101001E11</v></c>", "2011-09-04", "女", "1", "25")),
    41,
  ),
  loaded(
    "workbook-counting-from-1904.xlsx",
    () =>
      workbook(row(village, '<c s="1"><v>39328</v></c>', "女", "1", "25"), {
        from1904: true,
        formats: ["yyyy-mm-dd"],
      }),
    41,
  ),
  loaded(
    "workbook-with-an-impossible-day.xlsx",
    () =>
      workbook(row(village, '<c s="1"><v>60</v></c>', "女", "1", "25"), {
        formats: ["yyyy-mm-dd"],
      }),
    40,
    {
      rejects: [
        [
          1,
          "births-police: workbook-with-an-impossible-day.xlsx row 42, column " +
            '"出生日期": found "60", expected a month or a day that exists, such as ' +
            "2011-09 or 2011-09-04.",
        ],
      ],
      warnings: [
        '"workbook-with-an-impossible-day.xlsx", sheet "出生": 1 dates outside ' +
          "the calendar; they were read as numbers.",
      ],
    },
  ),
  rejected(
    "workbook-with-shares.xlsx",
    () =>
      workbook(row(village, "2011-09-04", "女", "1", '<c s="1"><v>0.25</v></c>'), {
        formats: ["0%"],
      }),
    42,
    ', column "母亲年龄": found "25%", expected an age in whole years or a ' +
      "band such as 15-19 or 85+, from 10 to 60.",
  ),
];
