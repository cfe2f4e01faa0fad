/** Tables whose lines, quotes and delimiters are not what they should be. */
import {
  type DamagedFile,
  goodRows,
  header,
  loaded,
  refused,
  rejected,
  withRows,
} from "./damaged-file.ts";

const text = withRows();
const lines = text.split("\n");

export const csvStructure: readonly DamagedFile[] = [
  refused("empty.csv", () => "", '"empty.csv" is empty (0 bytes). Ask for the extract again.'),
  refused(
    "only-line-ends.csv",
    () => "\n\n\r\n",
    '"only-line-ends.csv" ends at line 4, before its header is complete. Ask ' +
      "for the extract again, or correct skipRows and headerRows.",
  ),
  refused(
    "only-a-header.csv",
    () => `${header}\n`,
    "No rows: the file has only a header. Ask for the extract again.",
  ),
  rejected(
    "unclosed-quote.csv",
    () => withRows('990521101001,2011-09-04,"女,1,25'),
    22,
    ": the row was not read: a quote is not closed.",
  ),
  rejected(
    "unclosed-quote-at-the-end.csv",
    () => `${header}\n${goodRows(40)}990521101001,"2011-09-04`,
    42,
    ": the row was not read: a quote is not closed.",
  ),
  rejected(
    "quote-inside-a-field.csv",
    () => withRows('990521101001,2011-09-04,女"士",1,25'),
    22,
    ": the row was not read: a quote stands inside a field that is not quoted.",
  ),
  rejected(
    "text-after-a-quote.csv",
    () => withRows('990521101001,"2011"-09-04,女,1,25'),
    22,
    ": the row was not read: text follows a closing quote.",
  ),
  rejected(
    "quote-escaped-by-backslash.csv",
    () => withRows('990521101001,2011-09-04,"女\\"",1,25'),
    22,
    ": the row was not read: a quote is not closed.",
  ),
  rejected(
    "space-before-a-quote.csv",
    () => withRows('990521101001, "2011-09-04",女,1,25'),
    22,
    ": the row was not read: a quote stands inside a field that is not quoted.",
  ),
  rejected(
    "line-break-in-a-cell.csv",
    () => withRows('990521101001,"2011-09-\n04",女,1,25'),
    22,
    ', column "出生日期": found "2011-09-\n04", expected a month or a day that ' +
      "exists, such as 2011-09 or 2011-09-04.",
  ),
  rejected(
    "row-too-short.csv",
    () => withRows("990521101001,2011-09-04,女"),
    22,
    ": the row was not read: it has 3 fields, the header has 5.",
  ),
  rejected(
    "row-too-long.csv",
    () => withRows("990521101001,2011-09-04,女,1,25,26"),
    22,
    ": the row was not read: it has 6 fields, the header has 5.",
  ),
  rejected(
    "unquoted-comma-in-a-cell.csv",
    () => withRows("990521101001,2011-09-04,女,1,1,025"),
    22,
    ": the row was not read: it has 6 fields, the header has 5.",
  ),
  loaded(
    "mixed-line-ends.csv",
    () =>
      lines
        .map((line, i) => line + (i === lines.length - 1 ? "" : ["\n", "\r\n", "\r"][i % 3]))
        .join(""),
    40,
  ),
  loaded("line-ends-cr.csv", () => text.replaceAll("\n", "\r"), 40),
  loaded("line-ends-crlf.csv", () => text.replaceAll("\n", "\r\n"), 40),
  loaded("no-final-line-end.csv", () => text.trimEnd(), 40),
  loaded("blank-lines.csv", () => text.replaceAll("\n", "\n\n"), 40),
  loaded("rows-of-empty-cells.csv", () => withRows(",,,,", ",,,,"), 40, {
    warnings: ['2 rows of empty cells in "rows-of-empty-cells.csv" were skipped.'],
  }),
  loaded("spaces-at-the-end.csv", () => `${text}   \n  `, 40, {
    warnings: ['2 rows of empty cells in "spaces-at-the-end.csv" were skipped.'],
  }),
  rejected(
    "header-twice.csv",
    () => withRows(header),
    22,
    ', column "村编码": found "村编码", expected the code of a known area.',
  ),
  refused(
    "column-twice.csv",
    () => text.replace("孩次", "性别"),
    'The headers "性别" and "性别" both mean "sex". Say in a mapping which ' +
      'one is meant: columns: { sex: "性别" }.',
  ),
  refused(
    "column-renamed.csv",
    () => text.replace("出生日期", "诞辰"),
    '"column-renamed.csv" lacks the required column "month" (accepted ' +
      "headers: month, date_of_birth, birth_date, 出生日期, 出生年月, " +
      '出生时间). It has: "村编码", "诞辰", "性别", "孩次", "母亲年龄".',
  ),
  refused(
    "columns-without-names.csv",
    () => text.replace("出生日期", ""),
    '"columns-without-names.csv" lacks the required column "month" (accepted ' +
      "headers: month, date_of_birth, birth_date, 出生日期, 出生年月, " +
      '出生时间). It has: "村编码", "", "性别", "孩次", "母亲年龄".',
  ),
  loaded(
    "columns-reordered.csv",
    () =>
      text
        .split("\n")
        .map((line) => line.split(",").reverse().join(","))
        .join("\n"),
    40,
  ),
  refused(
    "headers-swapped.csv",
    () => text.replace("出生日期,性别", "性别,出生日期"),
    'None of 40 rows can be accepted: 40 bad_value in "出生日期". For ' +
      'example: births-police: headers-swapped.csv row 2, column "出生日期": ' +
      'found "女", expected a month or a day that exists, such as 2011-09 or ' +
      "2011-09-04.",
  ),
  refused(
    "no-header.csv",
    () => goodRows(40),
    '"no-header.csv" lacks the required column "area" (accepted headers: ' +
      'area, area_code, 区划代码, 行政区划代码, 村编码, 单位代码) and "month" ' +
      "(accepted headers: month, date_of_birth, birth_date, 出生日期, 出生年月, " +
      '出生时间) and "sex" (accepted headers: sex, child_sex, 性别, 婴儿性别). ' +
      "It has: none that may be shown. Its first row looks like data, not like " +
      "a header. Ask for a header, or say in a mapping reader: { headerRows: 0 " +
      "} and which of the columns c1, c2, … is what.",
  ),
  loaded("semicolons.csv", () => text.replaceAll(",", ";"), 40),
  loaded("tabs.txt", () => text.replaceAll(",", "\t"), 40),
  {
    ...refused(
      "delimiter-stated-wrong.csv",
      () => `${text}\n`,
      '"delimiter-stated-wrong.csv" lacks the required column "area" (accepted ' +
        "headers: area, area_code, 区划代码, 行政区划代码, 村编码, 单位代码) and " +
        '"month" (accepted headers: month, date_of_birth, birth_date, 出生日期, ' +
        '出生年月, 出生时间) and "sex" (accepted headers: sex, child_sex, 性别, ' +
        '婴儿性别). It has: "村编码,出生日期,性别,孩次,母亲年龄". If that is a ' +
        "title, say in the mapping how many rows stand above the header and how " +
        "many the header has: reader: { skipRows: 1, headerRows: 1 }.",
    ),
    sidecar: 'reader: { delimiter: ";" }\n',
  },
  loaded("delimiter-named-in-the-first-line.csv", () => `sep=;\n${text.replaceAll(",", ";")}`, 40),
  refused(
    "delimiters-changing.csv",
    () => `${header}\n${goodRows(20)}${goodRows(20).replaceAll(",", ";")}`,
    "20 of 40 rows are rejected, more than the 5 % that this source allows: " +
      "20 unsplittable. For example: births-police: delimiters-changing.csv row " +
      "22: the row was not read: it has 1 fields, the header has 5.",
  ),
  loaded("delimiter-at-every-end.csv", () => text.replaceAll("\n", ",\n"), 40, {
    warnings: ['Columns that the source does not know are not kept: "".'],
  }),
  refused(
    "delimiter-at-row-ends.csv",
    () => text.replaceAll("\n", ",\n").replace(",\n", "\n"),
    "None of 40 rows can be accepted: 40 unsplittable. For example: " +
      "births-police: delimiter-at-row-ends.csv row 2: the row was not read: it " +
      "has 6 fields, the header has 5.",
  ),
  rejected(
    "total-row.csv",
    () => `${text}合计,,40,,\n`,
    42,
    ', column "村编码": found "合计", expected the code of a known area.',
  ),
  rejected(
    "note-below.csv",
    () => `${text}填表人：某某\n`,
    42,
    ": the row was not read: it has 1 fields, the header has 5.",
  ),
  refused(
    "two-tables.csv",
    () => `${text}\n村名,出生人数\n东门村,40\n西门村,0\n北山村,1\n`,
    "4 of 44 rows are rejected, more than the 5 % that this source allows: 4 " +
      "unsplittable. For example: births-police: two-tables.csv row 43: the row " +
      "was not read: it has 2 fields, the header has 5.",
  ),
  refused(
    "comment-above.csv",
    () => `# exported 2011-10-01\n${text}`,
    '"comment-above.csv" lacks the required column "area" (accepted headers: ' +
      'area, area_code, 区划代码, 行政区划代码, 村编码, 单位代码) and "month" ' +
      "(accepted headers: month, date_of_birth, birth_date, 出生日期, 出生年月, " +
      '出生时间) and "sex" (accepted headers: sex, child_sex, 性别, 婴儿性别). ' +
      "It has: none that may be shown. Its first row looks like data, not like " +
      "a header. Ask for a header, or say in a mapping reader: { headerRows: 0 " +
      "} and which of the columns c1, c2, … is what.",
  ),
  refused(
    "title-above.csv",
    () => `青溪县2011年出生登记表,,,,\n${text}`,
    '"title-above.csv" lacks the required column "area" (accepted headers: ' +
      'area, area_code, 区划代码, 行政区划代码, 村编码, 单位代码) and "month" ' +
      "(accepted headers: month, date_of_birth, birth_date, 出生日期, 出生年月, " +
      '出生时间) and "sex" (accepted headers: sex, child_sex, 性别, 婴儿性别). ' +
      'It has: "青溪县2011年出生登记表", "", "", "", "". If that is a title, ' +
      "say in the mapping how many rows stand above the header and how many the " +
      "header has: reader: { skipRows: 1, headerRows: 1 }.",
  ),
  rejected(
    "cell-of-a-megabyte.csv",
    () => withRows(`990521101001,2011-09-04,${"女".repeat(400_000)},1,25`),
    22,
    ": the row was not read: it is longer than 1 MB.",
  ),
  refused(
    "quoted-cell-of-5-megabytes.csv",
    () => withRows(`990521101001,2011-09-04,"${"女\n".repeat(1_300_000)}",1,25`),
    '"quoted-cell-of-5-megabytes.csv" has more than 200000 rows that cannot ' +
      "be read, the first at line 22: a quote is not closed. Check the " +
      "delimiter and the format of the file.",
  ),
  rejected(
    "line-of-50-megabytes.csv",
    () => withRows("x".repeat(50 * 1024 * 1024)),
    22,
    ": the row was not read: it is longer than 1 MB.",
  ),
  refused(
    "100000-columns.csv",
    () => `${"a,".repeat(99_999)}a\n${"1,".repeat(99_999)}1\n`,
    '"100000-columns.csv" has 100000 columns; at most 2000 are read. Check ' +
      "the delimiter, or ask for fewer columns.",
  ),
  refused(
    "one-long-line.csv",
    () => "1234567890,".repeat(300_000),
    '"one-long-line.csv" line 1: the header was not read: it is longer than 1 ' +
      "MB. Correct the header.",
  ),
];
