/**
 * A sliding window of UTF-8 bytes over a text file of any encoding: readers look at `bytes` between
 * `from` and `to`, move `from` on, and ask for more. Memory does not grow with the file.
 */
import { InputError } from "#warehouse/input-error.ts";
import type { ExtractFile } from "./extract-file.ts";
import { LineStarts, lineUnitOf } from "./line-starts.ts";
import { maximumRowBytes } from "./read-rows.ts";
import {
  firstBadByte,
  nulSentence,
  recogniseEncoding,
  type TextEncoding,
} from "./text-encoding.ts";

const chunkBytes = 1024 * 1024;
/** A byte of a one-byte encoding becomes three bytes of UTF-8 at most. */
const room = 3 * chunkBytes + 16;

export class TextWindow {
  /** The window; bytes outside `from` to `to` mean nothing. */
  readonly bytes = Buffer.allocUnsafe(2 * maximumRowBytes + room);
  /** The reader's place. */
  from = 0;
  to = 0;
  /** Nothing comes after `to`. */
  atEnd = false;
  readonly encoding: TextEncoding;
  readonly lineStarts: LineStarts;
  readonly #file: ExtractFile;
  readonly #decoder: TextDecoder | null;
  readonly #chunk: Buffer;
  #position: number;

  /** @throws InputError as {@link recogniseEncoding} does. */
  static async open(file: ExtractFile, statedEncoding: string | undefined): Promise<TextWindow> {
    return new TextWindow(file, await recogniseEncoding(file, statedEncoding));
  }

  private constructor(file: ExtractFile, encoding: TextEncoding) {
    this.#file = file;
    this.encoding = encoding;
    this.#position = encoding.markBytes;
    this.lineStarts = new LineStarts(lineUnitOf(encoding.name), encoding.markBytes);
    // What was found to be UTF-8 was checked byte by byte already and is passed on as it is.
    const checked = encoding.name === "utf-8" && encoding.guessed;
    this.#decoder = checked
      ? null
      : new TextDecoder(encoding.name, { fatal: true, ignoreBOM: true });
    this.#chunk = checked ? this.bytes : Buffer.allocUnsafe(chunkBytes);
  }

  /**
   * Moves what is left to the front and reads on.
   * @throws InputError at bytes that the encoding does not allow, naming byte and line.
   */
  async more(): Promise<void> {
    this.bytes.copyWithin(0, this.from, this.to);
    this.to -= this.from;
    this.from = 0;
    if (this.atEnd || this.bytes.length - this.to < room) return;
    const start = this.#position;
    const into = this.#decoder ? 0 : this.to;
    const length = await this.#read(into);
    this.atEnd = length === 0;
    const chunk = this.#chunk.subarray(into, into + length);
    this.lineStarts.scan(chunk, start);
    this.to += this.#decoder ? await this.#decode(this.#decoder, chunk, start) : length;
  }

  /** Fills the window to at least `bytes`, or to the end of the file. */
  async fill(bytes: number): Promise<void> {
    while (!this.atEnd && this.to - this.from < bytes) await this.more();
  }

  /** Reads a whole chunk unless the file ends, so that two-byte units are never cut. */
  async #read(into: number): Promise<number> {
    let length = 0;
    while (length < chunkBytes) {
      const { bytesRead } = await this.#file.handle.read(
        this.#chunk,
        into + length,
        chunkBytes - length,
        this.#position,
      );
      if (bytesRead === 0) break;
      length += bytesRead;
      this.#position += bytesRead;
    }
    return length;
  }

  async #decode(decoder: TextDecoder, chunk: Buffer, start: number): Promise<number> {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: chunk.length > 0 });
    } catch {
      throw await this.#badByte(start);
    }
    const written = this.bytes.write(text, this.to, "utf8");
    if (this.bytes.subarray(this.to, this.to + written).includes(0)) {
      throw new InputError(nulSentence(this.#file.name, start + Math.max(0, chunk.indexOf(0))));
    }
    return written;
  }

  async #badByte(start: number): Promise<InputError> {
    const { name } = this.#file;
    const encoding = this.encoding.name;
    const from = this.lineStarts.startOf(this.lineStarts.lineAt(start));
    const bad = await firstBadByte(this.#file.handle, encoding, from, this.#position);
    const place =
      bad === null ? "near its end" : `at byte ${bad + 1}, line ${this.lineStarts.lineAt(bad)}`;
    return new InputError(
      this.encoding.guessed
        ? `"${name}" is neither UTF-8 nor GB18030 (not allowed ${place}). State its encoding.`
        : `"${name}" is not ${encoding} (not allowed ${place}). ` +
            "State another encoding, or ask for the extract again.",
    );
  }
}
