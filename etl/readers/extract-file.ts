/**
 * Opens an extract once, safely: a regular file, hashed as it is read, unzipped into the scratch
 * folder when it is gzip, its format told by its bytes and not by its name.
 */
import { createHash } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, open } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { InputError } from "#warehouse/input-error.ts";
import type { ReaderFormat, ReaderOptions } from "./read-extract.ts";
import { alwaysInflated, maximumInflation } from "./read-rows.ts";
import { recogniseFormat } from "./recognise-format.ts";

export interface ExtractFile {
  /** What sentences call it: the name without its folder, of a ZIP's member with the ZIP's. */
  readonly name: string;
  readonly format: ReaderFormat;
  /** JSON that is one array instead of lines. */
  readonly isArray: boolean;
  readonly hash: string;
  /** Size of the file itself. */
  readonly bytes: number;
  /** The content, unzipped; read it by position. */
  readonly handle: FileHandle;
  readonly size: number;
  readonly warnings: readonly string[];
  /** @throws InputError when the file was written to since it was opened. */
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the file at `path`, which sentences call `name`.
 * @throws InputError when there is no such file, or it is none that can be read.
 */
export async function openExtract(
  path: string,
  name: string,
  options: ReaderOptions,
  scratch: string,
): Promise<ExtractFile> {
  const file = await openRegularFile(path, name);
  const handles = [file];
  const close = async () => {
    for (const handle of handles.splice(0)) await handle.close();
  };
  try {
    const before = await file.stat();
    if (before.size === 0) {
      throw new InputError(`"${name}" is empty (0 bytes). Ask for the extract again.`);
    }
    let handle = file;
    let hash: string;
    if (await isGzip(file)) {
      handle = await open(join(scratch, "unzipped"), "wx+", 0o600);
      handles.push(handle);
      hash = await gunzip(file, before.size, handle, name);
    } else {
      hash = await hashHandle(file);
    }
    const { size } = await handle.stat();
    const head = Buffer.alloc(Math.min(size, 4096));
    await handle.read(head, 0, head.length, 0);
    const recognised = recogniseFormat(head, name, options, handle !== file);
    const assertUnchanged = async () => {
      if (!isSame(before, await file.stat())) {
        throw new InputError(`"${name}" was changed while it was read. Load it again.`);
      }
    };
    return { name, hash, bytes: before.size, handle, size, ...recognised, assertUnchanged, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Opens what is a regular file and nothing else, for reading.
 * @throws InputError when it is a folder, a link, a pipe, is not there or may not be read.
 */
export async function openRegularFile(path: string, name: string): Promise<FileHandle> {
  try {
    const found = await lstat(path);
    if (!found.isFile()) {
      throw new InputError(`"${name}" is ${kindOf(found)}, not a file. Name the file itself.`);
    }
    // Without O_NONBLOCK a pipe put in the file's place after lstat would hang for ever.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const handle = await open(path, flags);
    const opened = await handle.stat();
    if (opened.isFile() && opened.ino === found.ino && opened.dev === found.dev) return handle;
    await handle.close();
    throw new InputError(`"${name}" was replaced while it was opened. Load it again.`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new InputError(`There is no file "${path}". Check its name and folder.`);
    }
    if (code === "EACCES" || code === "EPERM") {
      throw new InputError(`"${name}" may not be read. Give this user the right to read it.`);
    }
    if (code === "ELOOP") {
      throw new InputError(`"${name}" is a symbolic link, not a file. Name the file itself.`);
    }
    throw error;
  }
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return "a folder";
  if (found.isSymbolicLink()) return "a symbolic link";
  if (found.isFIFO()) return "a pipe";
  return "a device or socket";
}

function isSame(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs;
}

async function isGzip(handle: FileHandle): Promise<boolean> {
  const head = Buffer.alloc(2);
  await handle.read(head, 0, 2, 0);
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function hashHandle(handle: FileHandle): Promise<string> {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  for (let position = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return hash.digest("hex");
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}

/** Unzips into `target` and gives the hash of the zipped bytes. */
async function gunzip(
  source: FileHandle,
  size: number,
  target: FileHandle,
  name: string,
): Promise<string> {
  const hash = createHash("sha256");
  const unzip = createGunzip({ chunkSize: 1024 * 1024 });
  let written = 0;
  try {
    await pipeline(
      source.createReadStream({ start: 0, autoClose: false, highWaterMark: 1024 * 1024 }),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      },
      unzip,
      async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) {
          written += chunk.length;
          // Judged by what was read so far: a bomb is known by its beginning, not by a full disk.
          const limit = Math.max(alwaysInflated, unzip.bytesWritten * maximumInflation);
          if (written > limit) throw new InputError(bombSentence(name));
          await target.write(chunk);
        }
      },
    );
  } catch (error) {
    throw gunzipError(error, name);
  }
  // After a zero byte zlib drops the rest without a word, even when another member is in it.
  if (unzip.bytesWritten !== size) {
    throw new InputError(
      `"${name}" goes on for ${size - unzip.bytesWritten} bytes after its gzip data ends. ` +
        "Compress the extract again.",
    );
  }
  if (written === 0) {
    throw new InputError(`"${name}" unzips to an empty file. Ask for the extract again.`);
  }
  return hash.digest("hex");
}

function gunzipError(error: unknown, name: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!code?.startsWith("Z_")) return error;
  const how = code === "Z_BUF_ERROR" ? "is cut off" : `is damaged (${message})`;
  return new InputError(`"${name}" ${how}: its gzip data cannot be unzipped. Send it again.`);
}

function bombSentence(name: string): string {
  return (
    `"${name}" unzips to more than ${maximumInflation} times its size, which no register does. ` +
    "Send the extract without compression."
  );
}
