/** Tables for a terminal. */

/** Prints rows under a title: the first column to the left, the others to the right. */
export function printTable(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const all = [header, ...rows];
  const widths = header.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join("  ");
  console.log(`\n${title}`);
  console.log(line(header));
  console.log(widths.map((width) => "-".repeat(width)).join("  "));
  for (const row of rows) console.log(line(row));
}

/** Three significant digits, with thousands separators: `1,230`, `12.3`, `0.123`. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "-";
  return new Intl.NumberFormat("en", { maximumSignificantDigits: 3 }).format(value);
}

/** `3.2 x` */
export const ratio = (value: number) => `${figure(value)} x`;
