/** Workbooks that are cut, lie about themselves, or are something else. */
import { packedZeros, writeZip } from "../readers/write-zip.ts";
import { type DamagedFile, goodRows, header, loaded, refused, rejected } from "./damaged-file.ts";
import { row, sheet, sheetPart, table, withParts, workbook } from "./workbook-files.ts";

export const brokenWorkbooks: readonly DamagedFile[] = [
  refused(
    "workbook-cut-off.xlsx",
    () => workbook("").subarray(0, -400),
    '"workbook-cut-off.xlsx" is a damaged workbook: its ZIP directory cannot ' +
      "be read, as when a download was cut off. Open it in a spreadsheet " +
      "program, save it again and send that.",
  ),
  refused(
    "workbook-with-a-wrong-checksum.xlsx",
    () =>
      withParts({
        name: sheetPart,
        content: `<worksheet>${table("")}</worksheet>`,
        declaredChecksum: 1,
      }),
    '"workbook-with-a-wrong-checksum.xlsx" is a damaged workbook: the ' +
      'checksum of its part "xl/worksheets/0.xml" is wrong. Open it in a ' +
      "spreadsheet program, save it again and send that.",
  ),
  refused(
    "workbook-lying-about-sizes.xlsx",
    () =>
      withParts({
        name: sheetPart,
        content: `<worksheet>${table("")}</worksheet>`,
        declaredSize: 99,
      }),
    '"workbook-lying-about-sizes.xlsx" is a damaged workbook: its part ' +
      '"xl/worksheets/0.xml" cannot be unzipped. Open it in a spreadsheet ' +
      "program, save it again and send that.",
  ),
  refused(
    "workbook-with-a-part-twice.xlsx",
    () => {
      const part = { name: sheetPart, content: "<worksheet/>" };
      return withParts(part, part);
    },
    '"workbook-with-a-part-twice.xlsx" is a damaged workbook: a part of it is ' +
      "there twice. Open it in a spreadsheet program, save it again and send that.",
  ),
  refused(
    "workbook-text-not-there.xlsx",
    () => workbook(row('<c t="s"><v>7</v></c>')),
    '"workbook-text-not-there.xlsx" is a damaged workbook: a cell of row 42 ' +
      "names a text that is not there. Open it in a spreadsheet program, save " +
      "it again and send that.",
  ),
  refused(
    "workbook-sheet-cut.xlsx",
    () => sheet(`<worksheet>${table("")}`.slice(0, -300)),
    '"workbook-sheet-cut.xlsx" is a damaged workbook: its part ' +
      '"xl/worksheets/0.xml" is not well-formed or cut off. Open it in a ' +
      "spreadsheet program, save it again and send that.",
  ),
  refused(
    "workbook-cell-beyond-the-last-column.xlsx",
    () => workbook('<row r="42"><c r="ZZZ42"><v>1</v></c></row>'),
    '"workbook-cell-beyond-the-last-column.xlsx" is a damaged workbook: a ' +
      "cell of row 42 has a wrong place. Open it in a spreadsheet program, save " +
      "it again and send that.",
  ),
  rejected(
    "workbook-cell-far-to-the-right.xlsx",
    () => workbook('<row r="42"><c r="XFD42"><v>1</v></c></row>'),
    42,
    ": the row was not read: it has a value in column XFD, far beyond the header.",
  ),
  refused(
    "workbook-row-beyond-the-last.xlsx",
    () => workbook('<row r="1048577"/>'),
    '"workbook-row-beyond-the-last.xlsx" is a damaged workbook: a row after ' +
      "row 41 has a wrong number. Open it in a spreadsheet program, save it " +
      "again and send that.",
  ),
  refused(
    "workbook-with-entities.xlsx",
    () =>
      sheet(
        `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>${table("")}</worksheet>`,
      ),
    '"workbook-with-entities.xlsx" is a damaged workbook: its part ' +
      '"xl/worksheets/0.xml" has a document type, which no workbook needs. Open ' +
      "it in a spreadsheet program, save it again and send that.",
  ),
  refused(
    "workbook-of-10-gigabytes.xlsx",
    bomb,
    '"workbook-of-10-gigabytes.xlsx" is refused: it has 10737 MB unzipped. ' +
      "Save only the table as a new workbook or as CSV.",
  ),
  refused(
    "workbook-of-spaces.xlsx",
    () =>
      withParts({
        name: sheetPart,
        content: "",
        packed: packedZeros(2),
        declaredSize: 128 * 1024 * 1024,
      }),
    '"workbook-of-spaces.xlsx" is refused: it has text that unzips to more ' +
      "than 100 times its size. Save only the table as a new workbook or as CSV.",
  ),
  refused(
    "page-named-workbook.xlsx",
    () => `<html><table><tr><td>村编码</td></tr></table></html>`,
    '"page-named-workbook.xlsx" is a web page or XML text, not a table. Open ' +
      "it in a spreadsheet program and save it as .xlsx or CSV.",
  ),
  loaded("text-named-workbook.xlsx", () => `${header}\n${goodRows(33)}`, 33, {
    warnings: ['"text-named-workbook.xlsx" is named .xlsx but is text; it was read as CSV.'],
  }),
  refused(
    "old-or-locked-workbook.xls",
    () => Buffer.from("d0cf11e0a1b11ae1".padEnd(1024, "0"), "hex"),
    '"old-or-locked-workbook.xls" is an old .xls workbook or one with a ' +
      "password. Open it in a spreadsheet program and save it as .xlsx or CSV " +
      "without a password.",
  ),
  refused(
    "binary-workbook.xlsb",
    () =>
      writeZip([
        { name: "[Content_Types].xml", content: "<Types/>" },
        { name: "xl/workbook.bin", content: "x" },
      ]),
    '"binary-workbook.xlsb" is a binary workbook (.xlsb). Open it in its ' +
      "program and save it as .xlsx or CSV.",
  ),
  refused(
    "open-document.ods",
    () =>
      writeZip([
        { name: "mimetype", content: "application/vnd.oasis" },
        { name: "content.xml", content: "<x/>" },
      ]),
    '"open-document.ods" is an OpenDocument file. Open it in its program and ' +
      "save it as .xlsx or CSV.",
  ),
];

/** Ten sheets that say honestly how large they are. */
function bomb(): Buffer {
  const packed = packedZeros(16);
  const declaredSize = 1024 ** 3;
  return withParts(
    ...Array.from({ length: 10 }, (_, index) => ({
      name: `xl/worksheets/${index}.xml`,
      content: "",
      packed,
      declaredSize,
    })),
  );
}
