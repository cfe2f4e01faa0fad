/** What is no file, or is a document that no reader takes. */
import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { type DamagedFile, refused, withRows } from "./damaged-file.ts";

export const otherKinds: readonly DamagedFile[] = [
  refused(
    "pipe.csv",
    { at: (path) => void execFileSync("mkfifo", [path]) },
    '"pipe.csv" is a pipe, not a file. Name the file itself.',
  ),
  refused(
    "link.csv",
    {
      at(path) {
        writeFileSync(`${path}.target`, withRows());
        symlinkSync(`${path}.target`, path);
      },
    },
    '"link.csv" is a symbolic link, not a file. Name the file itself.',
  ),
  refused(
    "device.csv",
    { at: (path) => symlinkSync("/dev/zero", path) },
    '"device.csv" is a symbolic link, not a file. Name the file itself.',
  ),
  refused(
    "document.pdf",
    () => "%PDF-1.7\n",
    '"document.pdf" is a PDF. Ask for the table itself as .xlsx or CSV.',
  ),
  refused(
    "document.rtf",
    () => "{\\rtf1 births}",
    '"document.rtf" is a text document (RTF). Ask for the table itself as ' + ".xlsx or CSV.",
  ),
  refused(
    "page.csv",
    () => "<!DOCTYPE html><html><body>Please log in</body></html>",
    '"page.csv" is a web page or XML text, not a table. Open it in a ' +
      "spreadsheet program and save it as .xlsx or CSV.",
  ),
  refused(
    "picture.csv",
    () => Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
    '"picture.csv" is a picture. Ask for the table itself as .xlsx or CSV.',
  ),
];
