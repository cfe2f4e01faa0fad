/** What a table is, and the same as CSV: one description makes what is shown and downloaded. */

export interface Column<Row> {
  /** The column's name, which the download has. */
  readonly label: string;
  /** A shorter name where the figure's subtitle says the rest. */
  readonly head?: string;
  /** The cell as text, as it is shown and read. */
  readonly text: (row: Row) => string;
  /** The cell as shown when it is more than text. */
  readonly cell?: (row: Row) => Node | string;
  /** False for a column that is only a picture. */
  readonly download?: boolean;
  readonly align?: "left";
  /** Whether long texts take several lines. */
  readonly wraps?: boolean;
  /** Left out on small screens. */
  readonly wideOnly?: boolean;
  /** False for a column that only the download has: what stands in a heading between rows. */
  readonly shown?: boolean;
}

export interface Table<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowClass?: (row: Row) => string;
  /** A heading over rows that follow one another and have the same one. */
  readonly group?: (row: Row) => string;
}

/**
 * The table as CSV: numbers without separators and with a plain minus, as programs read them; texts
 * that a spreadsheet would run have an apostrophe before them, as in warehouse/csv.ts.
 */
export function tableText<Row>({ columns, rows }: Table<Row>): string {
  const kept = columns.filter((column) => column.download !== false);
  const lines = [
    kept.map((column) => column.label),
    ...rows.map((row) => kept.map((column) => plainNumber(column.text(row)))),
  ];
  return lines.map((line) => line.map(quoted).join(",")).join("\r\n");
}

/** `−1,234.5` → `-1234.5`; other texts as they are. */
export function plainNumber(text: string): string {
  return /^[−+-]?\d[\d,]*(\.\d+)?$/.test(text)
    ? text.replaceAll(",", "").replace("−", "-").replace("+", "")
    : text;
}

/** A cell of CSV: quoted where it must be, and with nothing that a spreadsheet would run. */
export function quoted(text: string): string {
  const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text);
  const safe = /^'*[=+\-@＝＋－＠\t\r\n]/.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
