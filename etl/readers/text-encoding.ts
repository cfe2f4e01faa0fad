/**
 * Which encoding a text file has: its byte order mark, else what was stated, else strict UTF-8,
 * else GB18030. UTF-8 comes first because most UTF-8 text is valid (and wrong) GB18030.
 */
import { isUtf8 } from "node:buffer";
import type { FileHandle } from "node:fs/promises";
import { InputError } from "#warehouse/input-error.ts";
import type { ExtractFile } from "./extract-file.ts";

export interface TextEncoding {
  /** As TextDecoder names it. */
  readonly name: string;
  /** Bytes of the byte order mark. */
  readonly markBytes: number;
  /** Found out, neither stated nor marked. */
  readonly guessed: boolean;
  readonly warnings: readonly string[];
}

/**
 * @throws InputError for an unknown label and, where nothing was stated, for NUL bytes and for text
 * that begins as UTF-8 and does not go on so.
 */
export async function recogniseEncoding(
  file: ExtractFile,
  statedLabel: string | undefined,
): Promise<TextEncoding> {
  const stated = statedLabel === undefined ? undefined : encodingOf(statedLabel);
  const head = Buffer.alloc(4);
  await file.handle.read(head, 0, 4, 0);
  const mark = marks.find(({ bytes }) => head.subarray(0, bytes.length).equals(bytes));
  const name = mark?.name ?? stated;
  const warnings =
    mark && stated && stated !== mark.name
      ? [`"${file.name}" says that it is ${mark.name}, so "${stated}" was not used.`]
      : [];
  const markBytes = mark?.bytes.length ?? 0;
  if (name) return { name, markBytes, guessed: false, warnings };
  if (await isUtf8File(file)) return { name: "utf-8", markBytes: 0, guessed: true, warnings };
  const guess =
    `"${file.name}" is not UTF-8; it was read as GB18030. ` +
    "If names look wrong, state the encoding.";
  return { name: "gb18030", markBytes: 0, guessed: true, warnings: [guess] };
}

/** The sentence for NUL bytes in text. */
export function nulSentence(name: string, position: number): string {
  return (
    `"${name}" has a NUL byte at byte ${position + 1}: it looks like UTF-16 without a byte order ` +
    `mark, or is damaged. State encoding "utf-16le" (or "utf-16be"), or save it as UTF-8.`
  );
}

/**
 * The place of the first letter at or after `from` that `encoding` does not allow, before `to`;
 * null when there is none. `from` must be the beginning of a line.
 */
export async function firstBadByte(
  handle: FileHandle,
  encoding: string,
  from: number,
  to: number,
): Promise<number | null> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
  if (isValid(bytes.subarray(0, bytesRead), encoding, false)) return null;
  let good = 0;
  let bad = bytesRead;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isValid(bytes.subarray(0, middle), encoding, true)) good = middle;
    else bad = middle;
  }
  // The bytes that a wrong one follows are wrong with it: go back to the last whole letter.
  while (!isValid(bytes.subarray(0, good), encoding, false)) good--;
  return from + good;
}

function isValid(bytes: Buffer, encoding: string, more: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: more });
    return true;
  } catch {
    return false;
  }
}

const marks = [
  { name: "utf-8", bytes: Buffer.from("efbbbf", "hex") },
  { name: "gb18030", bytes: Buffer.from("84319533", "hex") },
  { name: "utf-16le", bytes: Buffer.from("fffe", "hex") },
  { name: "utf-16be", bytes: Buffer.from("feff", "hex") },
];

function encodingOf(label: string): string {
  try {
    const { encoding } = new TextDecoder(label);
    // Node's gbk refuses characters that departments' gbk files do have; gb18030 reads all of them.
    return encoding === "gbk" ? "gb18030" : encoding;
  } catch {
    throw new InputError(
      `Unknown encoding "${label}". Use utf-8, gb18030, big5, utf-16le, windows-1252 or another ` +
        "label of the WHATWG encoding standard.",
    );
  }
}

/** So many letters that are right cannot be chance: then the text is UTF-8, and damaged. */
const lettersOfUtf8 = 10;

/** Strict, over the whole file. @throws InputError at a NUL byte, and where UTF-8 ends. */
async function isUtf8File(file: ExtractFile): Promise<boolean> {
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  let valid = true;
  let held = 0;
  let letters = 0;
  for (let position = 0; ; ) {
    const { bytesRead } = await file.handle.read(buffer, held, buffer.length - held, position);
    if (bytesRead === 0) {
      if (valid && held > 0 && letters >= lettersOfUtf8) throw await notUtf8(file, position - held);
      return valid && held === 0;
    }
    const nul = buffer.subarray(held, held + bytesRead).indexOf(0);
    if (nul >= 0) throw new InputError(nulSentence(file.name, position + nul));
    position += bytesRead;
    // After the first bad byte only the search for NUL goes on.
    if (!valid) continue;
    const length = held + bytesRead;
    const whole = wholeCharacters(buffer, length);
    valid = isUtf8(buffer.subarray(0, whole));
    const good = valid ? whole : goodBytes(buffer.subarray(0, whole));
    for (let at = 0; at < good && letters < lettersOfUtf8; at++) if (buffer[at]! >= 0xc0) letters++;
    if (!valid && letters >= lettersOfUtf8) throw await notUtf8(file, position - length + good);
    buffer.copyWithin(0, whole, length);
    held = valid ? length - whole : 0;
  }
}

/** How many bytes are UTF-8 before the first letter that is not. */
function goodBytes(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    // A letter cut in the middle is not yet wrong.
    if (isUtf8(bytes.subarray(0, wholeCharacters(bytes, middle)))) good = middle;
    else bad = middle;
  }
  return wholeCharacters(bytes, good);
}

async function notUtf8(file: ExtractFile, position: number): Promise<InputError> {
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  let line = 1;
  for (let from = 0; from < position; from += buffer.length) {
    const { bytesRead } = await file.handle.read(buffer, 0, buffer.length, from);
    const part = buffer.subarray(0, Math.min(bytesRead, position - from));
    for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) line++;
  }
  return new InputError(
    `"${file.name}" begins as UTF-8 and is not so at byte ${position + 1}, line ${line}: it mixes ` +
      "encodings, or is damaged or cut off. Ask for the extract again, or state its encoding.",
  );
}

/** The length without a character that was cut in two at the end. */
function wholeCharacters(bytes: Buffer, length: number): number {
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back]!;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < wanted ? length - back : length;
    }
  }
  return length;
}
