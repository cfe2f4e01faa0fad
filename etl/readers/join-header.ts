/** Several header rows become one name a column: `组 / 列`. */

/**
 * The name of each column from the header's rows, top row first. Where cells of one column say the
 * same one below the other (merged downwards), it is said once; a column without any name is "".
 */
export function joinHeader(
  rows: readonly (readonly (string | null)[])[],
  columns: number,
): string[] {
  if (rows.length === 1) {
    return Array.from({ length: columns }, (_, column) => rows[0]![column] ?? "");
  }
  return Array.from({ length: columns }, (_, column) => {
    const parts = rows.map((row) => row[column]?.trim() ?? "").filter((part) => part !== "");
    return parts.filter((part, index) => part !== parts[index - 1]).join(" / ");
  });
}

/**
 * Text files do not keep merged cells: in all rows but the last an empty cell takes the name to its
 * left, which is what a merged group looks like after it was saved as CSV.
 */
export function fillRight(
  rows: readonly (readonly (string | null)[])[],
): readonly (readonly (string | null)[])[] {
  return rows.map((row, index) => {
    if (index === rows.length - 1) return row;
    let name: string | null = null;
    return row.map((cell) => {
      name = cell ?? name;
      return name;
    });
  });
}
