/** The whole text of a file that cannot be read piece by piece; readers limit the size of such files. */
import type { TextWindow } from "./text-window.ts";

/** From the window's place to the end of the file. */
export async function wholeText(text: TextWindow): Promise<string> {
  const chunks: Buffer[] = [];
  while (!text.atEnd) {
    chunks.push(Buffer.from(text.bytes.subarray(text.from, text.to)));
    text.from = text.to;
    await text.more();
  }
  chunks.push(Buffer.from(text.bytes.subarray(text.from, text.to)));
  return Buffer.concat(chunks).toString("utf8");
}
