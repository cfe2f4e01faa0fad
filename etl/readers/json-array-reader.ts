/**
 * Reads a file that is one JSON array of flat objects, as many exports write it. The text is held
 * whole, so such files are limited; JSON lines are not.
 */
import { InputError } from "#warehouse/input-error.ts";
import type { StagingTable } from "./clean-rows.ts";
import type { ExtractFile } from "./extract-file.ts";
import { JsonRows } from "./json-rows.ts";
import type { ReaderOptions } from "./read-extract.ts";
import type { ReadRows } from "./read-rows.ts";
import type { TextWindow } from "./text-window.ts";
import { wholeText } from "./whole-text.ts";

const maximumBytes = 50 * 1024 * 1024;

/** @throws InputError when the array is too large, or is no valid JSON beyond its elements. */
export async function readJsonArray(
  file: ExtractFile,
  text: TextWindow,
  options: ReaderOptions,
  target: StagingTable,
): Promise<ReadRows> {
  if (file.size > maximumBytes) {
    throw new InputError(
      `"${file.name}" is one JSON array of ${Math.round(file.size / 1e6)} MB; at most 50 MB are ` +
        "read as an array. Send it as JSON lines, one object a line.",
    );
  }
  const rows = new JsonRows(file, target);
  new ArrayScan(file, await wholeText(text), rows).read();
  return rows.finish(text, options);
}

class ArrayScan {
  readonly #file: ExtractFile;
  readonly #text: string;
  readonly #rows: JsonRows;
  #at = 0;
  #line = 1;

  constructor(file: ExtractFile, text: string, rows: JsonRows) {
    this.#file = file;
    this.#text = text;
    this.#rows = rows;
  }

  read(): void {
    this.#space();
    this.#expect("[");
    this.#space();
    while (this.#text[this.#at] !== "]") {
      this.#element();
      this.#space();
      if (this.#text[this.#at] === "]") break;
      this.#expect(",");
      this.#space();
      if (this.#text[this.#at] === "]") this.#refuse();
    }
    this.#at++;
    this.#space();
    if (this.#at < this.#text.length) this.#refuse();
  }

  #element(): void {
    const end = this.#rows.addElement(this.#text, this.#at, this.#line) ?? this.#endOfBroken();
    for (; this.#at < end; this.#at++) this.#countLine();
  }

  /** A broken element ends where its brackets do; without brackets, at the next comma. */
  #endOfBroken(): number {
    let depth = 0;
    let inText = false;
    for (let at = this.#at; at < this.#text.length; at++) {
      const letter = this.#text[at]!;
      if (inText) {
        if (letter === "\\") at++;
        else if (letter === '"') inText = false;
      } else if (letter === '"') inText = true;
      else if (letter === "{" || letter === "[") depth++;
      else if (letter === "}" || letter === "]") {
        if (depth === 0) return at;
        if (--depth === 0) return at + 1;
      } else if (letter === "," && depth === 0) return at;
    }
    return this.#refuse();
  }

  #space(): void {
    for (; /[ \t\r\n]/.test(this.#text[this.#at] ?? ""); this.#at++) this.#countLine();
  }

  #countLine(): void {
    const letter = this.#text[this.#at];
    const isEnd = letter === "\n" || (letter === "\r" && this.#text[this.#at + 1] !== "\n");
    if (isEnd) this.#line++;
  }

  #expect(letter: string): void {
    if (this.#text[this.#at] !== letter) this.#refuse();
    this.#at++;
  }

  #refuse(): never {
    throw new InputError(
      `"${this.#file.name}" line ${this.#line}: this is not a whole JSON array. ` +
        "Ask for the extract again, as JSON lines if possible.",
    );
  }
}
