/** Reads JSON lines: one flat object a line; a line that is none is broken. */
import type { StagingTable } from "./clean-rows.ts";
import type { ExtractFile } from "./extract-file.ts";
import { JsonRows } from "./json-rows.ts";
import type { ReaderOptions } from "./read-extract.ts";
import { maximumRowBytes, type ReadRows } from "./read-rows.ts";
import { physicalLine } from "./scan-csv.ts";
import type { TextWindow } from "./text-window.ts";

/** `headerRows` means nothing here; `skipRows` counts lines. */
export async function readJsonLines(
  file: ExtractFile,
  text: TextWindow,
  options: ReaderOptions,
  target: StagingTable,
): Promise<ReadRows> {
  const rows = new JsonRows(file, target);
  let line = 1;
  let isTail = false;
  while (!(text.atEnd && text.from >= text.to)) {
    while (text.from < text.to) {
      const found = physicalLine(text.bytes, text.from, text.to, text.atEnd);
      if (!found && text.to - text.from < maximumRowBytes) break;
      const end = found?.end ?? text.to;
      if (line > (options.skipRows ?? 0) && !isTail) {
        if (end - text.from > maximumRowBytes) rows.addBroken(line, "it is longer than 1 MB");
        else addLine(rows, text.bytes.toString("utf8", text.from, end), line);
      }
      // The rest of a line that is longer than the window is passed over.
      isTail = !found;
      text.from = found?.next ?? text.to;
      if (found) line++;
    }
    await rows.handOver();
    await text.more();
  }
  return rows.finish(text, options);
}

function addLine(rows: JsonRows, content: string, line: number): void {
  const trimmed = content.trim();
  if (trimmed !== "") rows.addLine(trimmed, line);
}
