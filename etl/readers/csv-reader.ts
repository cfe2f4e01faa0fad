/**
 * Reads delimited text: finds delimiter and header, copies every record that is right to the clean
 * rows, and lists every other one. After a broken record reading goes on at the next line of the
 * file, so an unclosed quote never swallows the lines that follow.
 */
import { InputError } from "#warehouse/input-error.ts";
import { BrokenRows } from "./broken-rows.ts";
import { CleanRows, type StagingTable } from "./clean-rows.ts";
import { detectDelimiter } from "./detect-delimiter.ts";
import type { ExtractFile } from "./extract-file.ts";
import { fillRight, joinHeader } from "./join-header.ts";
import type { ReaderOptions } from "./read-extract.ts";
import { maximumColumns, maximumRowBytes, type ReadRows, RowLines } from "./read-rows.ts";
import { CsvScanner, fieldsOf, physicalLine } from "./scan-csv.ts";
import type { TextWindow } from "./text-window.ts";

const lineFeed = 10;
const carriageReturn = 13;

/** @throws InputError when there is no header, or it has too many columns. */
export async function readCsv(
  file: ExtractFile,
  text: TextWindow,
  options: ReaderOptions,
  target: StagingTable,
): Promise<ReadRows> {
  const head = await readHead(file, text, options);
  const rows = new CleanRows(target, head.delimiter, head.header.length);
  const body = new CsvBody(file, text, head, rows);
  while (body.consume()) {
    await rows.handOver();
    await text.more();
  }
  const rowsRead = Math.max(0, body.row - (options.footerRows ?? 0));
  await rows.finish(head.header.length, rowsRead);
  const warnings = [...text.encoding.warnings];
  if (body.emptyRows > 0) {
    warnings.push(`${body.emptyRows} rows of empty cells in "${file.name}" were skipped.`);
  }
  return {
    header: head.header,
    encoding: text.encoding.name,
    rowsRead,
    broken: body.broken.list(rowsRead, text.lineStarts),
    warnings,
    lineOf: (row) => body.lines.lineOf(row),
    byteOffsetOf: (row) => text.lineStarts.startOf(body.lines.lineOf(row)),
  };
}

interface CsvHead {
  readonly delimiter: string;
  readonly header: readonly string[];
  /** The line after the header. */
  readonly line: number;
}

async function readHead(
  file: ExtractFile,
  text: TextWindow,
  options: ReaderOptions,
): Promise<CsvHead> {
  let line = 1;
  const skip = async (isSkipped: () => boolean) => {
    while (isSkipped()) {
      await text.fill(maximumRowBytes);
      const found = physicalLine(text.bytes, text.from, text.to, text.atEnd);
      if (!found || text.from >= text.to) throw noHeader(file, line);
      text.from = found.next;
      line++;
    }
    await text.fill(maximumRowBytes);
  };
  const { skipRows = 0, headerRows = 1 } = options;
  await skip(() => line <= skipRows);
  const isBlank = () =>
    text.from < text.to &&
    (text.bytes[text.from] === lineFeed || text.bytes[text.from] === carriageReturn);
  await skip(isBlank);
  const named = namedDelimiter(text);
  const nameLine = line;
  if (named) await skip(() => line === nameLine);
  const stated = options.delimiter ? checkedDelimiter(options.delimiter) : named;
  const delimiter = stated ?? detectDelimiter(text.bytes, text.from, text.to, text.atEnd);
  const scanner = new CsvScanner(delimiter.charCodeAt(0));
  const records: (string | null)[][] = [];
  for (let number = 0; number < Math.max(1, headerRows); number++) {
    await skip(isBlank);
    if (text.from >= text.to) throw noHeader(file, line);
    if (scanner.scan(text.bytes, text.from, text.to, text.atEnd) !== "whole") {
      const reason = scanner.reason || "it is longer than 1 MB";
      throw new InputError(
        `"${file.name}" line ${line}: the header was not read: ${reason}. Correct the header.`,
      );
    }
    if (scanner.fields > maximumColumns) throw tooManyColumns(file, scanner.fields);
    records.push(fieldsOf(text.bytes, text.from, scanner.end, delimiter.charCodeAt(0)));
    if (headerRows === 0) break;
    text.from = scanner.next;
    line += 1 + scanner.breaks;
  }
  const columns = Math.max(...records.map((record) => record.length));
  const header =
    headerRows === 0
      ? Array.from({ length: columns }, (_, index) => `c${index + 1}`)
      : joinHeader(fillRight(records), columns);
  return { delimiter, header, line };
}

/** The records after the header, window by window. */
class CsvBody {
  /** Data rows so far. */
  row = 0;
  emptyRows = 0;
  readonly lines = new RowLines();
  readonly broken: BrokenRows;
  readonly #text: TextWindow;
  readonly #rows: CleanRows;
  readonly #scanner: CsvScanner;
  readonly #columns: number;
  #line: number;
  /** In the middle of a line too long for the window. */
  #discarding = false;

  constructor(file: ExtractFile, text: TextWindow, head: CsvHead, rows: CleanRows) {
    this.broken = new BrokenRows(file.name);
    this.#text = text;
    this.#rows = rows;
    this.#scanner = new CsvScanner(head.delimiter.charCodeAt(0));
    this.#columns = head.header.length;
    this.#line = head.line;
  }

  /** Takes every record that the window holds whole; false at the end of the file. */
  consume(): boolean {
    const text = this.#text;
    while (text.from < text.to) {
      if (this.#discarding || this.#isLineEnd()) {
        if (!this.#skipLine()) break;
        this.#discarding = false;
        continue;
      }
      const found = this.#scanner.scan(text.bytes, text.from, text.to, text.atEnd);
      if (found === "partial" && text.to - text.from < maximumRowBytes) break;
      const reason = this.#reasonToBreak(found);
      if (reason === null || this.#isSpace(found)) {
        this.#take();
        continue;
      }
      this.row++;
      this.lines.add(this.row, this.#line);
      this.broken.add(this.row, this.#line, reason);
      this.#discarding = !this.#skipLine();
      if (this.#discarding) break;
    }
    return !(text.atEnd && text.from >= text.to);
  }

  #isLineEnd(): boolean {
    const byte = this.#text.bytes[this.#text.from];
    return byte === lineFeed || byte === carriageReturn;
  }

  /** Moves behind the line's end; when the window does not hold it, to the window's end. */
  #skipLine(): boolean {
    const text = this.#text;
    const found = physicalLine(text.bytes, text.from, text.to, text.atEnd);
    if (!found) {
      // A CR at the window's end may be half of a CRLF: it is looked at again.
      text.from = text.bytes[text.to - 1] === carriageReturn ? text.to - 1 : text.to;
      return false;
    }
    text.from = found.next;
    this.#line++;
    return true;
  }

  #reasonToBreak(found: "broken" | "partial" | "whole"): string | null {
    const { breaks, fields, reason, end } = this.#scanner;
    const tooLong =
      found === "partial" || (found === "whole" && end - this.#text.from > maximumRowBytes);
    if (tooLong) return breaks > 0 ? "a quote is not closed" : "it is longer than 1 MB";
    if (found === "broken") return breaks > 0 ? "a quote is not closed" : reason;
    return fields === this.#columns
      ? null
      : `it has ${fields} fields, the header has ${this.#columns}`;
  }

  /** A line of nothing but spaces is as good as an empty one. */
  #isSpace(found: "broken" | "partial" | "whole"): boolean {
    const { bytes, from } = this.#text;
    return found === "whole" && isSpace(bytes, from, this.#scanner.end);
  }

  #take(): void {
    const text = this.#text;
    const { end, next, breaks } = this.#scanner;
    const isEmpty = end - text.from === this.#columns - 1;
    if (this.#columns > 1 && (isEmpty || this.#isSpace("whole"))) {
      this.emptyRows++;
    } else {
      this.row++;
      this.lines.add(this.row, this.#line);
      if (breaks > 0) this.#rows.noteLineBreak();
      this.#rows.copy(this.row, text.bytes, text.from, end);
    }
    text.from = next;
    this.#line += 1 + breaks;
  }
}

/** Spreadsheet programs write and read a first line `sep=;`. */
function namedDelimiter({ bytes, from, to }: TextWindow): string | null {
  const first = bytes.toString("latin1", from, Math.min(to, from + 7));
  return /^sep=([\t\x20-\x7e])[\r\n]/i.exec(first)?.[1] ?? null;
}

function isSpace(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at++) if (bytes[at] !== 32 && bytes[at] !== 9) return false;
  return true;
}

function checkedDelimiter(delimiter: string): string {
  if (/^[\t\x20-\x7e]$/.test(delimiter) && !/["\w]/.test(delimiter)) return delimiter;
  throw new InputError(
    `"${delimiter}" cannot be a delimiter. Use one character such as , ; | or a tab.`,
  );
}

function noHeader(file: ExtractFile, line: number): InputError {
  return new InputError(
    `"${file.name}" ends at line ${line}, before its header is complete. ` +
      "Ask for the extract again, or correct skipRows and headerRows.",
  );
}

function tooManyColumns(file: ExtractFile, columns: number): InputError {
  return new InputError(
    `"${file.name}" has ${columns} columns; at most ${maximumColumns} are read. ` +
      "Check the delimiter, or ask for fewer columns.",
  );
}
