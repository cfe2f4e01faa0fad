/** Where the data come from: the extracts in force, by source. */
import type { Column } from "./csv-text.js";
import { tableFigure } from "./figure.js";
import type { Formats } from "./format.js";
import { nothingToShow } from "./page-parts.js";
import type { ExtractInfo } from "./payload.js";
import type { QualityPayload } from "./quality-payload.js";
import { sourceLine } from "./source-line.js";

export function sourcesTable(
  payload: Pick<QualityPayload, "extracts" | "snapshot">,
  format: Formats,
): HTMLElement {
  const { say, whole, date } = format;
  const bySource = new Map<string, ExtractInfo[]>();
  for (const extract of payload.extracts)
    bySource.set(extract.source, [...(bySource.get(extract.source) ?? []), extract]);
  const rows = [...bySource.values()].map((extracts) => ({ source: extracts[0]!, extracts }));
  if (rows.length === 0)
    return nothingToShow(say("还没有收到提取文件。", "No extracts have been received."));
  type Row = (typeof rows)[number];
  const sum = (row: Row, what: "acceptedRows" | "rejectedRows") =>
    row.extracts.reduce((total, extract) => total + extract[what], 0);
  const last = (row: Row) =>
    row.extracts
      .map((extract) => extract.receivedAt)
      .sort()
      .at(-1)!;
  const columns: Column<Row>[] = [
    { label: say("来源", "Source"), text: (row) => format.name(row.source) },
    { label: say("文件", "Files"), text: (row) => whole(row.extracts.length), wideOnly: true },
    { label: say("接收行数", "Rows accepted"), text: (row) => whole(sum(row, "acceptedRows")) },
    { label: say("退回行数", "Rows rejected"), text: (row) => whole(sum(row, "rejectedRows")) },
    { label: say("最近收到", "Last received"), text: (row) => date(last(row)), wideOnly: true },
  ];
  const files = whole(payload.extracts.length);
  const accepted = rows.reduce((total, row) => total + sum(row, "acceptedRows"), 0);
  const rejected = rows.reduce((total, row) => total + sum(row, "rejectedRows"), 0);
  return tableFigure<Row>({
    id: "sources",
    format,
    title: say(
      `${rows.length}个来源、${files}个文件：接收${whole(accepted)}行，退回${whole(rejected)}行`,
      `${files} files of ${rows.length} sources: ${whole(accepted)} rows in, ` +
        `${whole(rejected)} rejected`,
    ),
    subtitle: say("现行快照所用的提取文件", "The extracts in force in this snapshot"),
    table: { columns, rows },
    source: sourceLine([], payload.snapshot, format),
  }).element;
}
