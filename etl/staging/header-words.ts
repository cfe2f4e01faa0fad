/**
 * A file's headers in sentences. Where the first row is no header but data, it may name a person:
 * such a row is never shown.
 */
import type { Header } from "./match-headers.ts";

const mostShown = 30;
const longestShown = 60;

/** Days and numbers of eight digits and more stand in rows of data, not in headers. */
const dataPattern = /\d{8,}|\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日/;

/** `"a", "b" and 12 more`; `none that may be shown` where they look like data. */
export function listHeaders(headers: readonly Header[]): string {
  if (looksLikeData(headers)) return "none that may be shown";
  const shown = headers.slice(0, mostShown).map(({ text }) => `"${shorten(text)}"`);
  const more = headers.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/**
 * What to try when no header is known: the first row is data or a title, or the text was decoded
 * with the wrong table.
 */
export function headerHint(headers: readonly Header[]): string {
  if (looksLikeData(headers)) {
    return (
      "Its first row looks like data, not like a header. Ask for a header, or say in a mapping " +
      "reader: { headerRows: 0 } and which of the columns c1, c2, … is what."
    );
  }
  if (headers.filter((header) => header.text.trim() !== "").length === 1) {
    return (
      "If that is a title, say in the mapping how many rows stand above the header and how many " +
      "the header has: reader: { skipRows: 1, headerRows: 1 }."
    );
  }
  const garbled = headers.some((header) => /[\u0080-\u00ff\ufffd]|[锟斤拷]/u.test(header.text));
  return (
    (garbled ? "The headers look garbled" : "If the headers look garbled") +
    ", state the encoding: --encoding gb18030, utf-8, utf-16le or latin1."
  );
}

function looksLikeData(headers: readonly Header[]): boolean {
  return headers.some((header) => dataPattern.test(header.text.normalize("NFKC")));
}

function shorten(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
