/**
 * Finds the end of one CSV record in UTF-8 bytes, strictly by RFC 4180. It works on bytes because
 * delimiters, quotes and line ends are single bytes in UTF-8, and far faster so.
 */

/** What {@link CsvScanner.scan} found. */
export type ScanResult = "broken" | "partial" | "whole";

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

const plain = 0;
const isDelimiter = 1;
const isLineEnd = 2;
const isQuote = 3;

export class CsvScanner {
  /** Fields of the record, when whole. */
  fields = 0;
  /** Where its content ends, without the line end. */
  end = 0;
  /** Where the next record begins. */
  next = 0;
  /** Line ends inside quotes. */
  breaks = 0;
  /** Why it is broken; a fragment. */
  reason = "";
  readonly #kinds = new Uint8Array(256);

  /** @param delimiter the byte between fields */
  constructor(delimiter: number) {
    this.#kinds[delimiter] = isDelimiter;
    this.#kinds[lineFeed] = isLineEnd;
    this.#kinds[carriageReturn] = isLineEnd;
    this.#kinds[quote] = isQuote;
  }

  /**
   * Scans the record that begins at `from`. It is partial when it does not end before `to` and more
   * bytes may come.
   */
  scan(bytes: Uint8Array, from: number, to: number, atEnd: boolean): ScanResult {
    const kinds = this.#kinds;
    let at = from;
    let fields = 1;
    this.breaks = 0;
    for (;;) {
      if (at < to && bytes[at] === quote) {
        at = this.#closingQuote(bytes, at + 1, to, atEnd);
        if (at < 0) return at === ranOut ? "partial" : this.#broken("a quote is not closed");
        if (at < to && kinds[bytes[at]!] !== isDelimiter && kinds[bytes[at]!] !== isLineEnd) {
          return this.#broken("text follows a closing quote");
        }
      } else {
        while (at < to && kinds[bytes[at]!] === plain) at++;
        if (at < to && kinds[bytes[at]!] === isQuote) {
          return this.#broken("a quote stands inside a field that is not quoted");
        }
      }
      if (at >= to) {
        if (!atEnd) return "partial";
        return this.#whole(fields, at, at);
      }
      if (kinds[bytes[at]!] === isLineEnd) {
        if (bytes[at] === lineFeed) return this.#whole(fields, at, at + 1);
        if (at + 1 >= to && !atEnd) return "partial";
        return this.#whole(fields, at, at + 1 < to && bytes[at + 1] === lineFeed ? at + 2 : at + 1);
      }
      fields++;
      at++;
    }
  }

  /** The place after the closing quote of a field whose content begins at `at`, or a negative. */
  #closingQuote(bytes: Uint8Array, start: number, to: number, atEnd: boolean): number {
    for (let at = start; at < to; at++) {
      const byte = bytes[at]!;
      if (byte === quote) {
        if (at + 1 >= to) return atEnd ? at + 1 : ranOut;
        if (bytes[at + 1] !== quote) return at + 1;
        at++;
      } else if (byte === lineFeed) {
        this.breaks++;
      } else if (byte === carriageReturn && bytes[at + 1] !== lineFeed) {
        // At the very end of the window it may be half of a CRLF.
        if (at + 1 >= to && !atEnd) return ranOut;
        this.breaks++;
      }
    }
    return atEnd ? notClosed : ranOut;
  }

  #whole(fields: number, end: number, next: number): ScanResult {
    this.fields = fields;
    this.end = end;
    this.next = next;
    return "whole";
  }

  #broken(reason: string): ScanResult {
    this.reason = reason;
    return "broken";
  }
}

const ranOut = -1;
const notClosed = -2;

/** Where the physical line at `from` ends and where the next begins; null when it goes on. */
export function physicalLine(
  bytes: Uint8Array,
  from: number,
  to: number,
  atEnd: boolean,
): { end: number; next: number } | null {
  for (let at = from; at < to; at++) {
    if (bytes[at] === lineFeed) return { end: at, next: at + 1 };
    if (bytes[at] === carriageReturn) {
      if (at + 1 >= to && !atEnd) return null;
      return { end: at, next: at + 1 < to && bytes[at + 1] === lineFeed ? at + 2 : at + 1 };
    }
  }
  return atEnd ? { end: to, next: to } : null;
}

/** The fields of a whole record as text, quotes taken off; an empty field is null. */
export function fieldsOf(
  bytes: Buffer,
  from: number,
  end: number,
  delimiter: number,
): (string | null)[] {
  const fields: (string | null)[] = [];
  for (let at = from; at <= end; at++) {
    const start = at;
    if (bytes[at] === quote && at < end) {
      do {
        at = bytes.indexOf(quote, at + 1) + 1;
      } while (at < end && bytes[at] === quote);
      fields.push(bytes.toString("utf8", start + 1, at - 1).replaceAll('""', '"') || null);
    } else {
      while (at < end && bytes[at] !== delimiter) at++;
      fields.push(bytes.toString("utf8", start, at) || null);
    }
  }
  return fields;
}
