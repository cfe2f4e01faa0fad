/** Reads what a mapping says about the file itself: format, encoding, sheet, rows around the table. */
import type { ReaderFormat, ReaderOptions } from "../readers/read-extract.ts";
import type { LocatedNode } from "./located-node.ts";

const formats: readonly ReaderFormat[] = ["csv", "xlsx", "parquet", "jsonl", "geojson"];
const readerNumbers = ["skipRows", "headerRows", "footerRows"];
const readerTexts = ["format", "encoding", "delimiter", "sheet"];

/** The options at `node`; nothing stated when there is none. */
export function readReader(node: LocatedNode | undefined): ReaderOptions {
  const settings: Record<string, string | number> = {};
  for (const [key, value] of node?.pairs([...readerTexts, ...readerNumbers]) ?? []) {
    if (key === "format" && !formats.some((format) => format === value.text())) {
      value.fail(`Unknown format "${value.text()}". Known: ${formats.join(", ")}.`);
    }
    settings[key] = readerNumbers.includes(key) ? value.number(0) : value.text();
  }
  return settings;
}
