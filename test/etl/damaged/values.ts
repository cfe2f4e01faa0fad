/** Cells that a database would take, drop or change in silence. */
import {
  type DamagedFile,
  goodRows,
  header,
  loaded,
  refused,
  rejected,
  withCell,
  withRows,
} from "./damaged-file.ts";

const day = (value: string) => () => withCell("出生日期", value);
const age = (value: string) => () => withCell("母亲年龄", value);

/** Rows that stand for many births each. */
const count = (value: string) => () => {
  const rows = goodRows(40).replaceAll("\n", ",1\n");
  return `${header},出生人数\n${rows}990521101001,2011-09-04,女,1,25,${value}\n`;
};

export const values: readonly DamagedFile[] = [
  rejected(
    "count-hexadecimal.csv",
    count("0x1F"),
    42,
    ', column "出生人数": found "0x1F", expected a whole number, at least 0.',
  ),
  rejected(
    "count-with-exponent.csv",
    count("1e3"),
    42,
    ', column "出生人数": found "1e3", expected a whole number, at least 0.',
  ),
  rejected(
    "count-with-underscore.csv",
    count("1_000"),
    42,
    ', column "出生人数": found "1_000", expected a whole number, at least 0.',
  ),
  rejected(
    "count-nan.csv",
    count("nan"),
    42,
    ', column "出生人数": found "nan", expected a whole number, at least 0.',
  ),
  rejected(
    "count-infinite.csv",
    count("inf"),
    42,
    ', column "出生人数": found "inf", expected a whole number, at least 0.',
  ),
  rejected(
    "count-of-half-a-person.csv",
    count("1.5"),
    42,
    ', column "出生人数": found "1.5", expected a whole number, at least 0. ' +
      "Did the file mean 2? Declare it in a mapping: round: true.",
  ),
  rejected(
    "count-below-zero.csv",
    count("-1"),
    42,
    ', column "出生人数": found "-1", expected a whole number, at least 0.',
  ),
  rejected(
    "count-of-30-digits.csv",
    count("1".repeat(30)),
    42,
    ', column "出生人数": found "111111111111111111111111111111", expected a ' +
      "whole number, at least 0.",
  ),
  loaded("count-full-width.csv", count("１２"), 41),
  loaded("count-full-width-thousands.csv", count('"１，２０４"'), 41),
  rejected(
    "count-badly-grouped.csv",
    count('"1,20"'),
    42,
    ', column "出生人数": found "1,20", expected a whole number, at least 0.',
  ),
  rejected(
    "count-true.csv",
    count("true"),
    42,
    ', column "出生人数": found "true", expected a whole number, at least 0.',
  ),
  rejected(
    "count-as-a-formula.csv",
    count("=1+1"),
    42,
    ', column "出生人数": found "=1+1", expected a whole number, at least 0.',
  ),
  rejected(
    "count-spreadsheet-error.csv",
    count("#REF!"),
    42,
    ', column "出生人数": found "#REF!", expected a whole number, at least 0.',
  ),
  rejected(
    "code-of-a-constructor.csv",
    () => withCell("性别", "constructor"),
    22,
    ', column "性别": found "constructor", expected 男, 女, 1 or 2.',
  ),
  loaded("header-of-a-prototype.csv", () => withRows().replace("孩次", "__proto__"), 40, {
    warnings: ['Columns that the source does not know are not kept: "__proto__".'],
  }),
  rejected(
    "sex-of-another-table.csv",
    () => withCell("性别", "3"),
    22,
    ', column "性别": found "3", expected 男, 女, 1 or 2.',
  ),
  rejected(
    "age-of-200.csv",
    age("200"),
    22,
    ', column "母亲年龄": found "200", expected an age in whole years or a ' +
      "band such as 15-19 or 85+, from 10 to 60.",
  ),
  rejected(
    "age-with-letters.csv",
    age("2O"),
    22,
    ', column "母亲年龄": found "2O", expected an age in whole years or a ' +
      "band such as 15-19 or 85+, from 10 to 60.",
  ),
  loaded("invisible-letters.csv", () => withCell("性别", "\u200b女\u00a0"), 41),
  rejected(
    "control-letters.csv",
    () => withCell("性别", "女\u0007"),
    22,
    ', column "性别": found "女", expected 男, 女, 1 or 2.',
  ),
  rejected(
    "statement-in-a-cell.csv",
    () => withCell("村编码", "'); DROP TABLE areas; --"),
    22,
    ', column "村编码": found "\'); DROP TABLE areas; --", expected the code ' + "of a known area.",
  ),
  loaded(
    "statement-in-a-header.csv",
    () => withRows().replace("孩次", '"孩次""); DROP TABLE areas; --"'),
    40,
    {
      warnings: [
        'Columns that the source does not know are not kept: "孩次"); DROP TABLE ' + 'areas; --".',
      ],
    },
  ),
  {
    ...rejected(
      "birth-before-the-coverage.csv",
      day("2010-12-31"),
      22,
      ', column "出生日期": found "2010-12-31", expected a time within 990521 ' +
        "from 2011-01 to 2011-12, which this extract covers.",
    ),
    sidecar: 'covers: [{ area: "990521", from: 2011, to: 2011 }]\n',
  },
  rejected(
    "row-twice.csv",
    () =>
      `${withRows()
        .replaceAll("\n", ",X\n")
        .replace(",X\n", ",出生证编号\n")
        .replaceAll(",X\n", () => `,X${serial()}\n`)}990521101001,2011-09-04,女,1,25,X7\n`,
    42,
    ', column "出生证编号": found the same value as in row 8, expected each ' + "only once.",
  ),
  refused(
    "most-rows-wrong.csv",
    () => `${header}\n${goodRows(20)}${goodRows(2).replaceAll("2011", "2o11")}`,
    "2 of 22 rows are rejected, more than the 5 % that this source allows: 2 " +
      'bad_value in "出生日期". For example: births-police: most-rows-wrong.csv ' +
      'row 22, column "出生日期": found "2o11-09-01", expected a month or a day ' +
      "that exists, such as 2011-09 or 2011-09-04.",
  ),
  refused(
    "all-rows-wrong.csv",
    () => `${header}\n${goodRows(20).replaceAll("2011", "2o11")}`,
    'None of 20 rows can be accepted: 20 bad_value in "出生日期". For ' +
      'example: births-police: all-rows-wrong.csv row 2, column "出生日期": ' +
      'found "2o11-09-01", expected a month or a day that exists, such as ' +
      "2011-09 or 2011-09-04.",
  ),
];

let last = 0;
function serial(): number {
  return ++last;
}
