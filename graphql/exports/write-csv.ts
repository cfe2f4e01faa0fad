/** CSV of exported rows, RFC 4180, that a spreadsheet opens without running anything in it. */
import { createReadStream } from "node:fs";
import { harmless } from "#warehouse/csv.ts";
import type { ExportedRows } from "./export-query.ts";

/**
 * The header and the rows as text, a part at a time: as fast as the reader takes it. A missing value is
 * an empty cell, an empty text is `""`. `mark` puts a byte order mark first, by which Excel knows UTF-8.
 */
export async function* csvOf(
  { file, columns }: Pick<ExportedRows, "file" | "columns">,
  { mark = false } = {},
): AsyncGenerator<string> {
  let text = `${mark ? "\ufeff" : ""}${columns.map(({ name }) => cell(name)).join(",")}\r\n`;
  for await (const line of linesOf(file)) {
    const row = JSON.parse(line) as Record<string, Cell>;
    text += `${columns.map(({ name }) => cell(row[name])).join(",")}\r\n`;
    if (text.length < 64 * 1024) continue;
    yield text;
    text = "";
  }
  yield text;
}

/** Lines end with a line feed and nothing else: node's own reader ends them at U+2028 too. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of createReadStream(file, { encoding: "utf8" })) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
}

type Cell = string | number | boolean | null | undefined;

function cell(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const safe = harmless(value);
  return safe === "" || /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
