/** Tables: the same columns and rows make what is shown and what is downloaded. */
import { html } from "npm:htl";
import type { Column, Table } from "./csv-text.js";

export function tableElement<Row>(
  { columns: all, rows, rowClass, group }: Table<Row>,
  caption: string,
): HTMLElement {
  const columns = all.filter(({ shown }) => shown !== false);
  const classOf = (column: Column<Row>) =>
    [column.align, column.wideOnly ? "wide-only" : "", column.wraps ? "wraps" : ""]
      .filter(Boolean)
      .join(" ");
  const head = columns.map(
    (column) => html`<th scope="col" class=${classOf(column)}>${column.head ?? column.label}</th>`,
  );
  const body = rows.flatMap((row, at) => {
    const heading = group?.(row) ?? "";
    const isFirst = heading !== "" && (at === 0 || group!(rows[at - 1]!) !== heading);
    const cells = columns.map((column, index) => {
      const content = column.cell ? column.cell(row) : column.text(row);
      return index === 0
        ? html`<th scope="row" class=${classOf(column)}>${content}</th>`
        : html`<td class=${classOf(column)}>${content}</td>`;
    });
    const line = html`<tr class=${rowClass?.(row) ?? ""}>${cells}</tr>`;
    if (!isFirst) return line;
    const over = html`<th scope="colgroup" colspan=${columns.length}>${heading}</th>`;
    return [html`<tr class="group">${over}</tr>`, line];
  });
  return html`<table class="data"><caption class="sr">${caption}</caption>
    <thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
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
