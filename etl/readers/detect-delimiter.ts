/** Finds the delimiter of a CSV file when it is not stated. */
import { CsvScanner } from "./scan-csv.ts";

const candidates = [",", ";", "\t", "|"];
const linesLookedAt = 200;
const bytesLookedAt = 256 * 1024;

/**
 * The candidate with which most records have as many fields as the first one; the one with more
 * fields where that is equal. A comma when none makes two columns.
 */
export function detectDelimiter(
  bytes: Uint8Array,
  from: number,
  to: number,
  atEnd: boolean,
): string {
  let best = { delimiter: ",", agreeing: 0, fields: 1 };
  const until = Math.min(to, from + bytesLookedAt);
  for (const delimiter of candidates) {
    const scanner = new CsvScanner(delimiter.charCodeAt(0));
    let fields = 0;
    let agreeing = 0;
    let records = 0;
    for (let at = from; at < until && records < linesLookedAt; records++) {
      if (scanner.scan(bytes, at, until, atEnd && until === to) !== "whole") break;
      const isBlank = scanner.end === at;
      at = scanner.next;
      if (isBlank) continue;
      if (fields === 0) fields = scanner.fields;
      if (scanner.fields === fields) agreeing++;
    }
    const isBetter =
      agreeing > best.agreeing || (agreeing === best.agreeing && fields > best.fields);
    if (fields > 1 && isBetter) best = { delimiter, agreeing, fields };
  }
  return best.delimiter;
}
