/** Tables: the same columns and rows make what is shown and what is downloaded. */
import { html } from "npm:htl";

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
  /** Left out on small screens. */
  readonly wideOnly?: boolean;
}

export interface Table<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowClass?: (row: Row) => string;
}

export function tableElement<Row>(
  { columns, rows, rowClass }: Table<Row>,
  caption: string,
): HTMLElement {
  const classOf = (column: Column<Row>) =>
    [column.align, column.wideOnly ? "wide-only" : ""].filter(Boolean).join(" ");
  const head = columns.map(
    (column) => html`<th scope="col" class=${classOf(column)}>${column.head ?? column.label}</th>`,
  );
  const body = rows.map((row) => {
    const cells = columns.map((column, index) => {
      const content = column.cell ? column.cell(row) : column.text(row);
      return index === 0
        ? html`<th scope="row">${content}</th>`
        : html`<td class=${classOf(column)}>${content}</td>`;
    });
    return html`<tr class=${rowClass?.(row) ?? ""}>${cells}</tr>`;
  });
  return html`<table class="data"><caption class="sr">${caption}</caption>
    <thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** The table as CSV: numbers without separators and with a plain minus, as programs read them. */
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

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Saves CSV with a byte order mark, without which Excel takes Chinese for another encoding. */
export function downloadCsv(text: string, name: string): void {
  save(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }), name);
}

export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
