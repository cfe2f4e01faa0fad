/** What people write into a cell to say that there is nothing to write. */
import { textLiteral } from "#warehouse/engine/duckdb.ts";

const marks = ["-", "--", "–", "—", "——", "…", "……", "..", "...", "/"];
const words = ["无", "不详", "未知", "缺", "缺失", "n/a"];
/** Could be codes: NA is Namibia. */
const letters = ["na", "n.a.", "null"];

/**
 * SQL list of the markers, in lower case, for a text in lower case and half width.
 * @param forCodes whether the text is a code, which markers of letters alone may be
 * @param except words that mean something else, in lower case
 */
export function missingMarkers(forCodes = false, except: ReadonlySet<string> = new Set()): string {
  const markers = [...marks, ...words, ...(forCodes ? [] : letters)];
  return markers
    .filter((marker) => !except.has(marker))
    .map(textLiteral)
    .join(", ");
}
