/** Text in other encodings than it says, in two of them, or in none. */
import { encodeGb18030 } from "#etl/demo-county/gb18030.ts";
import { type DamagedFile, goodRows, header, loaded, refused, withRows } from "./damaged-file.ts";

const text = withRows();
const utf16 = (content: string) => Buffer.from(content, "utf16le");
const bigEndian = (content: string) => utf16(content).swap16();
const mark = "\ufeff";

export const encodings: readonly DamagedFile[] = [
  loaded("gbk-undeclared.csv", () => encodeGb18030(`${text}\n`), 40, {
    warnings: [
      '"gbk-undeclared.csv" is not UTF-8; it was read as GB18030. If names look ' +
        "wrong, state the encoding.",
    ],
  }),
  {
    ...refused(
      "gbk-declared-utf-8.csv",
      () => encodeGb18030(`${text}\n\n`),
      '"gbk-declared-utf-8.csv" is not utf-8 (not allowed at byte 1, line 1). ' +
        "State another encoding, or ask for the extract again.",
    ),
    sidecar: "reader: { encoding: utf-8 }\n",
  },
  {
    ...refused(
      "utf-8-declared-gbk.csv",
      () => `${text}\n\n\n`,
      '"utf-8-declared-gbk.csv" is not gb18030 (not allowed at byte 9, line 1). ' +
        "State another encoding, or ask for the extract again.",
    ),
    sidecar: "reader: { encoding: gbk }\n",
  },
  {
    ...refused(
      "unknown-encoding.csv",
      () => text,
      'Unknown encoding "shorthand". Use utf-8, gb18030, big5, utf-16le, ' +
        "windows-1252 or another label of the WHATWG encoding standard.",
    ),
    sidecar: "reader: { encoding: shorthand }\n",
  },
  loaded("utf-16le-marked.csv", () => utf16(mark + text), 40),
  loaded("utf-16be-marked.csv", () => bigEndian(mark + text), 40),
  refused(
    "utf-16le-unmarked.csv",
    () => utf16(text),
    '"utf-16le-unmarked.csv" has a NUL byte at byte 8: it looks like UTF-16 ' +
      'without a byte order mark, or is damaged. State encoding "utf-16le" (or ' +
      '"utf-16be"), or save it as UTF-8.',
  ),
  refused(
    "utf-16be-unmarked.csv",
    () => bigEndian(text),
    '"utf-16be-unmarked.csv" has a NUL byte at byte 7: it looks like UTF-16 ' +
      'without a byte order mark, or is damaged. State encoding "utf-16le" (or ' +
      '"utf-16be"), or save it as UTF-8.',
  ),
  refused(
    "utf-16le-odd-bytes.csv",
    () => utf16(mark + text).subarray(0, -1),
    '"utf-16le-odd-bytes.csv" is not utf-16le (not allowed at byte 2521, line ' +
      "41). State another encoding, or ask for the extract again.",
  ),
  loaded("utf-8-marked.csv", () => mark + text, 40),
  loaded("utf-8-marked-twice.csv", () => mark + mark + text, 40),
  refused(
    "utf-8-one-wrong-byte.csv",
    () => broken(text, "女"),
    '"utf-8-one-wrong-byte.csv" begins as UTF-8 and is not so at byte 75, ' +
      "line 2: it mixes encodings, or is damaged or cut off. Ask for the " +
      "extract again, or state its encoding.",
  ),
  refused(
    "utf-8-cut-in-a-letter.csv",
    () => Buffer.from(`${header}\n${goodRows(30)}990521101001,2011-09-04,女`).subarray(0, -1),
    '"utf-8-cut-in-a-letter.csv" begins as UTF-8 and is not so at byte 1065, ' +
      "line 32: it mixes encodings, or is damaged or cut off. Ask for the " +
      "extract again, or state its encoding.",
  ),
  refused(
    "utf-8-then-gbk.csv",
    () => Buffer.concat([Buffer.from(`${header}\n${goodRows(20)}`), encodeGb18030(goodRows(20))]),
    '"utf-8-then-gbk.csv" begins as UTF-8 and is not so at byte 767, line 23: ' +
      "it mixes encodings, or is damaged or cut off. Ask for the extract again, " +
      "or state its encoding.",
  ),
  refused(
    "gbk-then-utf-8.csv",
    () => Buffer.concat([encodeGb18030(`${header}\n${goodRows(20)}`), Buffer.from(goodRows(21))]),
    '"gbk-then-utf-8.csv" is neither UTF-8 nor GB18030 (not allowed at byte ' +
      "702, line 22). State its encoding.",
  ),
  refused(
    "read-as-latin-1.csv",
    () => Buffer.from(Buffer.from(text).toString("latin1")),
    '"read-as-latin-1.csv" lacks the required column "area" (accepted ' +
      "headers: area, area_code, 区划代码, 行政区划代码, 村编码, 单位代码) and " +
      '"month" (accepted headers: month, date_of_birth, birth_date, 出生日期, ' +
      '出生年月, 出生时间) and "sex" (accepted headers: sex, child_sex, 性别, ' +
      '婴儿性别). It has: "æç¼ç ", "åºçæ¥æ", "æ§å«", "å­©æ¬¡", ' +
      '"æ¯äº²å¹´é¾". The headers look garbled, state the encoding: --encoding ' +
      "gb18030, utf-8, utf-16le or latin1.",
  ),
  refused(
    "nul-in-a-cell.csv",
    () => text.replace("2011-09-04", "2011-09\0-04"),
    '"nul-in-a-cell.csv" has a NUL byte at byte 170: it looks like UTF-16 ' +
      'without a byte order mark, or is damaged. State encoding "utf-16le" (or ' +
      '"utf-16be"), or save it as UTF-8.',
  ),
  refused(
    "only-nul.csv",
    () => Buffer.alloc(10_000),
    '"only-nul.csv" has a NUL byte at byte 1: it looks like UTF-16 without a ' +
      'byte order mark, or is damaged. State encoding "utf-16le" (or ' +
      '"utf-16be"), or save it as UTF-8.',
  ),
];

/** The second byte of the first `letter` is one that no UTF-8 text has. */
function broken(content: string, letter: string): Buffer {
  const bytes = Buffer.from(content);
  bytes[bytes.indexOf(letter) + 1] = 0xff;
  return bytes;
}
