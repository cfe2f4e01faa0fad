/** Days and codes that a program has changed, or that never were. */
import { type DamagedFile, rejected, withCell } from "./damaged-file.ts";

const day = (value: string) => () => withCell("出生日期", value);
const code = (value: string) => () => withCell("村编码", value);

export const daysAndCodes: readonly DamagedFile[] = [
  rejected(
    "day-february-30.csv",
    day("2011-02-30"),
    22,
    ', column "出生日期": found "2011-02-30", expected a month or a day that ' +
      "exists, such as 2011-09 or 2011-09-04.",
  ),
  rejected(
    "day-of-month-13.csv",
    day("2011-13-01"),
    22,
    ', column "出生日期": found "2011-13-01", expected a month or a day that ' +
      "exists, such as 2011-09 or 2011-09-04.",
  ),
  rejected(
    "day-in-2211.csv",
    day("2211-09-04"),
    22,
    ', column "出生日期": found "2211-09-04", expected a month or a day that ' +
      "exists, such as 2011-09 or 2011-09-04.",
  ),
  rejected(
    "day-zero.csv",
    day("0000-00-00"),
    22,
    ', column "出生日期": found "0000-00-00", expected a month or a day that ' +
      "exists, such as 2011-09 or 2011-09-04.",
  ),
  rejected(
    "day-american.csv",
    day("9/4/2011"),
    22,
    ', column "出生日期": found "9/4/2011", expected a month or a day that ' +
      "exists, such as 2011-09 or 2011-09-04. Did the file mean 2011-04-09 or " +
      '2011-09-04? Declare it in a mapping: format: "%d/%m/%Y" or "%m/%d/%Y".',
  ),
  rejected(
    "day-mangled-by-a-spreadsheet.csv",
    day("4-Sep"),
    22,
    ', column "出生日期": found "4-Sep", expected a month or a day that ' +
      "exists, such as 2011-09 or 2011-09-04.",
  ),
  rejected(
    "day-hashes.csv",
    day("########"),
    22,
    ', column "出生日期": found "########", expected a month or a day that ' +
      "exists, such as 2011-09 or 2011-09-04.",
  ),
  rejected(
    "day-infinite.csv",
    day("infinity"),
    22,
    ', column "出生日期": found "infinity", expected a month or a day that ' +
      "exists, such as 2011-09 or 2011-09-04.",
  ),
  rejected(
    "day-relative.csv",
    day("yesterday"),
    22,
    ', column "出生日期": found "yesterday", expected a month or a day that ' +
      "exists, such as 2011-09 or 2011-09-04.",
  ),
  rejected(
    "day-missing.csv",
    day(""),
    22,
    ', column "出生日期": found nothing, expected a month or a day that ' +
      "exists, such as 2011-09 or 2011-09-04.",
  ),
  rejected(
    "code-with-exponent.csv",
    code("9.90521E+11"),
    22,
    ', column "村编码": found "9.90521E+11", expected the code of a known area.',
  ),
  rejected(
    "code-with-decimals.csv",
    code("990521101001.0"),
    22,
    ', column "村编码": found "990521101001.0", expected the code of a known ' +
      'area. Did you mean "990521101001" (东门村)?',
  ),
  rejected(
    "code-without-its-first-digit.csv",
    code("90521101001"),
    22,
    ', column "村编码": found "90521101001", expected the code of a known ' +
      'area. Did you mean "990521101001" (东门村)?',
  ),
  rejected(
    "code-mistyped.csv",
    code("990521101002 1"),
    22,
    ', column "村编码": found "990521101002 1", expected the code of a known ' +
      'area. Did you mean "990521101001" (东门村)?',
  ),
  rejected(
    "code-one-digit-wrong.csv",
    code("990521101009"),
    22,
    ', column "村编码": found "990521101009", expected the code of a known ' +
      'area. Did you mean "990521101001" (东门村)?',
  ),
  rejected(
    "code-with-an-apostrophe.csv",
    code("'990521101001"),
    22,
    ', column "村编码": found "\'990521101001", expected the code of a known ' +
      'area. Did you mean "990521101001" (东门村)?',
  ),
  rejected(
    "code-of-a-prototype.csv",
    code("__proto__"),
    22,
    ', column "村编码": found "__proto__", expected the code of a known area.',
  ),
];
