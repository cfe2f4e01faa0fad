/** CSV that spreadsheets open without running anything in it (RFC 4180, OWASP formula injection). */

/**
 * Header and rows with CRLF and a byte order mark, so that Excel reads Chinese. A text that a
 * spreadsheet would run gets an apostrophe before it, see {@link harmless}; numbers stay numbers.
 */
export function csvOf(
  header: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
): string {
  return `\ufeff${[header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** Full-width signs are run too, where a spreadsheet speaks Chinese or Japanese. */
const dangerous = /^'*[=+\-@＝＋－＠\t\r\n]/;
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * A text as it may stand in a CSV: `=1+1` becomes `'=1+1`, and `'=1+1` becomes `''=1+1`, so that
 * {@link original} finds back to every text. A plain number, `-5` too, runs nothing and stays.
 */
export function harmless(text: string): string {
  return dangerous.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** The text that {@link harmless} made this of. */
export function original(text: string): string {
  return text.startsWith("'") && dangerous.test(text) ? text.slice(1) : text;
}

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = harmless(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
