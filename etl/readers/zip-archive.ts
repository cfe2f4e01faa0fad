/**
 * A ZIP of several extracts, as a county's office sends a year's returns: what is in it, and each
 * member unpacked with distrust. A workbook is a ZIP too and is told from one by its parts.
 */
import { type FileHandle, lstat, open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { type Entry, fromFdPromise, type ZipFile } from "yauzl";
import { InputError } from "#warehouse/input-error.ts";
import { openRegularFile } from "./extract-file.ts";
import { alwaysInflated, maximumInflation } from "./read-rows.ts";

const maximumMembers = 1000;
/** A workbook, which others read, may have more parts than an archive members. */
const maximumParts = 10_000;
const maximumTotalBytes = 4 * 1024 ** 3;
const maximumNameLength = 255;

export interface ArchiveMember {
  /** With its folders, `/` between them. */
  readonly name: string;
  /** Bytes when unpacked. */
  readonly size: number;
  readonly entry: Entry;
}

export class ZipArchive {
  /** Files alone, without folders, in the order of the archive. */
  readonly members: readonly ArchiveMember[];
  readonly #name: string;
  readonly #handle: FileHandle;
  readonly #zip: ZipFile;

  /**
   * The archive at `path`; null when the file is none, or is a workbook or another document.
   * @throws InputError when it is damaged, has a password, names places outside it or asks for more
   * than a register does.
   */
  static async open(path: string, name: string): Promise<ZipArchive | null> {
    if (!(await beginsLikeZip(path))) return null;
    const handle = await openRegularFile(path, name);
    let archive: ZipArchive | null = null;
    try {
      archive = await readDirectory(handle, name);
      return archive;
    } finally {
      if (!archive) await handle.close();
    }
  }

  constructor(name: string, handle: FileHandle, zip: ZipFile, members: readonly ArchiveMember[]) {
    this.#name = name;
    this.#handle = handle;
    this.#zip = zip;
    this.members = members;
  }

  /** Writes a member's content to the new file `target`. @throws InputError when it is damaged. */
  async unpack({ name, entry }: ArchiveMember, target: string): Promise<void> {
    const place = `"${this.#name}/${name}"`;
    const mode = entry.externalFileAttributes >>> 16;
    if ((mode & 0o170000) === 0o120000) {
      throw new InputError(`${place} is a symbolic link, not a file. Pack the file itself.`);
    }
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
      throw new InputError(
        `${place} is packed by method ${entry.compressionMethod}, which is not read. ` +
          "Pack it as an ordinary ZIP (deflate).",
      );
    }
    const copy = await open(target, "wx", 0o600);
    let checksum = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        checksum = crc32(chunk as Buffer, checksum);
        await copy.writeFile(chunk as Buffer);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw error;
      throw new InputError(`${place} is damaged: it cannot be unpacked. Send the archive again.`);
    } finally {
      await copy.close();
    }
    if (checksum !== entry.crc32) {
      throw new InputError(`${place} is damaged: its checksum is wrong. Send the archive again.`);
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

async function beginsLikeZip(path: string): Promise<boolean> {
  // Opening a pipe would wait for its writer.
  if (!(await lstat(path)).isFile()) return false;
  const handle = await open(path, "r").catch(() => null);
  const head = Buffer.alloc(4);
  await handle?.read(head, 0, 4, 0);
  await handle?.close();
  return ["504b0304", "504b0506"].includes(head.toString("hex"));
}

async function readDirectory(handle: FileHandle, name: string): Promise<ZipArchive | null> {
  const { size } = await handle.stat();
  const entries: Entry[] = [];
  let zip: ZipFile;
  try {
    // Names are decoded below: without their flag they are in the encoding of the sender's country.
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
    zip = await fromFdPromise(handle.fd, options);
    if (zip.entryCount <= maximumParts) {
      for await (const entry of zip.eachEntry()) entries.push(entry);
    }
  } catch {
    // A damaged workbook has a reader that says so.
    if (/\.xls[xm]$/i.test(name)) return null;
    throw new InputError(
      `"${name}" is a damaged ZIP archive: its directory cannot be read, as when a download was ` +
        "cut off. Send it again.",
    );
  }
  if (entries.some(isDocumentPart)) return null;
  if (zip.entryCount > maximumMembers) {
    throw tooMuch(name, `${zip.entryCount} files; at most ${maximumMembers} are read`);
  }
  requireBounds(name, size, entries);
  return new ZipArchive(name, handle, zip, readMembers(name, entries));
}

/** Parts of office documents, which have readers or sentences of their own. */
function isDocumentPart({ fileNameRaw }: Entry): boolean {
  const part = fileNameRaw.toString("latin1");
  return /^(\[Content_Types\]\.xml$|xl\/|word\/|ppt\/|mimetype$|META-INF\/)/.test(part);
}

function requireBounds(name: string, size: number, entries: readonly Entry[]): void {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total > maximumTotalBytes) {
    throw tooMuch(name, `${Math.round(total / 1e6)} MB unpacked; at most 4 GB are read`);
  }
  if (total > Math.max(alwaysInflated, size * maximumInflation)) {
    throw tooMuch(name, `text that unpacks to more than ${maximumInflation} times its size`);
  }
  if (entries.some((entry) => entry.isEncrypted())) {
    throw new InputError(`"${name}" has a password. Pack it without one.`);
  }
}

function readMembers(archive: string, entries: readonly Entry[]): ArchiveMember[] {
  const members = new Map<string, ArchiveMember>();
  for (const entry of entries) {
    const name = memberName(archive, entry);
    if (name.endsWith("/")) continue;
    if (members.has(name)) {
      throw new InputError(`"${archive}" has "${name}" twice. Pack each file once.`);
    }
    members.set(name, { name, size: entry.uncompressedSize, entry });
  }
  return [...members.values()];
}

function memberName(archive: string, entry: Entry): string {
  const name = decodeName(entry)?.normalize("NFC").replaceAll("\\", "/");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no name of a file has one
  if (!name || name.length > maximumNameLength || /[\u0000-\u001f\u007f]/.test(name)) {
    throw new InputError(
      `"${archive}" has a file whose name cannot be read. ` +
        `Give the files plain names of at most ${maximumNameLength} characters and pack again.`,
    );
  }
  if (/^\/|^[A-Za-z]:|(^|\/)\.\.(\/|$)/.test(name)) {
    throw new InputError(
      `"${archive}" is refused: its file "${name}" names a place outside the archive. ` +
        "Pack the files again, without their absolute paths.",
    );
  }
  return name;
}

const utf8Flag = 0x800;

/**
 * UTF-8 where the entry says so. Without a word, strict UTF-8 before GB18030: archives of Chinese
 * Windows have GBK names and no flag, and UTF-8 text is seldom meant as anything else.
 */
function decodeName({ fileNameRaw, generalPurposeBitFlag }: Entry): string | null {
  const encodings = generalPurposeBitFlag & utf8Flag ? ["utf-8"] : ["utf-8", "gb18030"];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(fileNameRaw);
    } catch {
      // The next one is tried.
    }
  }
  return null;
}

function tooMuch(name: string, what: string): InputError {
  return new InputError(
    `"${name}" is refused: it has ${what}. Send its files each by itself, or in several archives.`,
  );
}
