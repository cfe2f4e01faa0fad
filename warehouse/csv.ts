/** CSV that spreadsheets open without running anything in it (RFC 4180, OWASP formula injection). */

/**
 * Header and rows with CRLF and a byte order mark, so that Excel reads Chinese. A text that begins
 * with = + - @ tab or return gets an apostrophe before it; numbers stay numbers.
 */
export function csvOf(
  header: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
): string {
  return `\ufeff${[header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
