/**
 * The parts of an XLSX file, unzipped with distrust: few entries, sizes as declared, no bombs,
 * every checksum compared. Only the parts that are asked for are unzipped.
 */
import { crc32 } from "node:zlib";
import { type Entry, fromFdPromise, type ZipFile } from "yauzl";
import { InputError } from "#warehouse/input-error.ts";
import type { ExtractFile } from "./extract-file.ts";
import { alwaysInflated, maximumInflation } from "./read-rows.ts";

const maximumEntries = 10_000;
const maximumTotalBytes = 1024 ** 3;
/** Longest text between two tags, in UTF-16 units; a cell holds 32,767 at most. */
const maximumTextLength = 4 * 1024 * 1024;

export class XlsxPackage {
  readonly #file: ExtractFile;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  /** @throws InputError when the file is no workbook, or one that asks for too much. */
  static async open(file: ExtractFile): Promise<XlsxPackage> {
    const entries = new Map<string, Entry>();
    let zip: ZipFile;
    try {
      // The handle stays ours: closing it twice would close somebody else's file.
      zip = await fromFdPromise(file.handle.fd, { lazyEntries: true, autoClose: false });
      if (zip.entryCount > maximumEntries) throw tooMuch(file, `${zip.entryCount} parts`);
      for await (const entry of zip.eachEntry()) {
        if (entries.has(entry.fileName)) throw damaged(file, "a part of it is there twice");
        entries.set(entry.fileName, entry);
      }
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw damaged(file, "its ZIP directory cannot be read, as when a download was cut off");
    }
    const total = [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0);
    if (total > maximumTotalBytes) throw tooMuch(file, `${Math.round(total / 1e6)} MB unzipped`);
    if (total > Math.max(alwaysInflated, file.size * maximumInflation)) {
      throw tooMuch(file, `text that unzips to more than ${maximumInflation} times its size`);
    }
    if (!entries.has("xl/workbook.xml")) throw new InputError(otherZip(file, entries));
    return new XlsxPackage(file, zip, entries);
  }

  private constructor(file: ExtractFile, zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#file = file;
    this.#zip = zip;
    this.#entries = entries;
  }

  has(part: string): boolean {
    return this.#entries.has(part);
  }

  /** The text of a part, piece by piece. @throws InputError when it is missing or damaged. */
  async *text(part: string): AsyncGenerator<string> {
    const entry = this.#entries.get(part);
    if (!entry) throw damaged(this.#file, `its part "${part}" is missing`);
    if (entry.isEncrypted()) {
      throw new InputError(`"${this.#file.name}" has a password. Save it without one.`);
    }
    let checksum = 0;
    let decoder: TextDecoder | undefined;
    let textLength = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        checksum = crc32(chunk as Buffer, checksum);
        decoder ??= new TextDecoder(encodingOf(chunk as Buffer), { fatal: true });
        const text = decoder.decode(chunk as Buffer, { stream: true });
        const tag = text.lastIndexOf("<");
        textLength = tag < 0 ? textLength + text.length : text.length - tag;
        if (textLength > maximumTextLength)
          throw tooMuch(this.#file, "a cell of millions of letters");
        yield text;
      }
      yield decoder?.decode() ?? "";
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw damaged(this.#file, `its part "${part}" cannot be unzipped`);
    }
    if (checksum !== entry.crc32) {
      throw damaged(this.#file, `the checksum of its part "${part}" is wrong`);
    }
  }
}

/** The error for a workbook that is not what its own parts say. `what` is a clause. */
export function damaged(file: ExtractFile, what: string): InputError {
  return new InputError(
    `"${file.name}" is a damaged workbook: ${what}. ` +
      "Open it in a spreadsheet program, save it again and send that.",
  );
}

function tooMuch(file: ExtractFile, what: string): InputError {
  return new InputError(
    `"${file.name}" is refused: it has ${what}. Save only the table as a new workbook or as CSV.`,
  );
}

function encodingOf(chunk: Buffer): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return "utf-16le";
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return "utf-16be";
  return "utf-8";
}

function otherZip(file: ExtractFile, entries: ReadonlyMap<string, Entry>): string {
  const saveAs = "Open it in its program and save it as .xlsx or CSV.";
  if (entries.has("xl/workbook.bin"))
    return `"${file.name}" is a binary workbook (.xlsb). ${saveAs}`;
  if (entries.has("content.xml")) return `"${file.name}" is an OpenDocument file. ${saveAs}`;
  if (entries.has("word/document.xml")) return `"${file.name}" is a text document. ${saveAs}`;
  return `"${file.name}" is a ZIP archive, not a workbook. Unpack it and load the files in it.`;
}
