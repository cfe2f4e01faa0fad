/** Packed files that are cut, packed twice, or would never end. */
import { gzipSync } from "node:zlib";
import { packedZeros, writeZip } from "../readers/write-zip.ts";
import { type DamagedFile, loaded, refused, withRows } from "./damaged-file.ts";

const text = withRows();
/** Every file's bytes are its own, or it would be the same extract again. */
const packed = (ends: number) => gzipSync(text + "\n".repeat(ends));
const entry = { name: "births.csv", content: text };

export const archives: readonly DamagedFile[] = [
  refused(
    "gzip-cut.csv.gz",
    () => packed(0).subarray(0, -12),
    '"gzip-cut.csv.gz" is cut off: its gzip data cannot be unzipped. Send it again.',
  ),
  refused(
    "gzip-changed.csv.gz",
    () => {
      const bytes = packed(0);
      bytes[60]! ^= 255;
      return bytes;
    },
    '"gzip-changed.csv.gz" is damaged (invalid distance too far back): its ' +
      "gzip data cannot be unzipped. Send it again.",
  ),
  refused(
    "gzip-with-garbage.csv.gz",
    () => Buffer.concat([packed(0), Buffer.from("\0garbage")]),
    '"gzip-with-garbage.csv.gz" goes on for 8 bytes after its gzip data ends. ' +
      "Compress the extract again.",
  ),
  refused(
    "gzip-in-gzip.csv.gz",
    () => gzipSync(packed(0)),
    '"gzip-in-gzip.csv.gz" is gzip inside gzip. Compress the extract once only.',
  ),
  loaded(
    "gzip-in-two-parts.csv.gz",
    () => Buffer.concat([gzipSync(text.slice(0, 500)), gzipSync(text.slice(500) + "\n".repeat(9))]),
    40,
  ),
  refused(
    "gzip-of-nothing.csv.gz",
    () => gzipSync(""),
    '"gzip-of-nothing.csv.gz" unzips to an empty file. Ask for the extract again.',
  ),
  loaded("gzip-without-its-name.csv", () => packed(10), 40),
  loaded("not-gzip-at-all.csv.gz", () => text + "\n".repeat(11), 40),
  refused(
    "gzip-of-10-gigabytes.csv.gz",
    gzipBomb,
    '"gzip-of-10-gigabytes.csv.gz" unzips to more than 100 times its size, ' +
      "which no register does. Send the extract without compression.",
  ),
  refused(
    "zip-cut.zip",
    () => writeZip([entry]).subarray(0, -20),
    '"zip-cut.zip" is a damaged ZIP archive: its directory cannot be read, as ' +
      "when a download was cut off. Send it again.",
  ),
  refused(
    "zip-with-password.zip",
    () => writeZip([{ ...entry, flags: 1 }]),
    '"zip-with-password.zip" has a password. Pack it without one.',
  ),
  refused(
    "zip-climbing-out.zip",
    () => writeZip([{ ...entry, name: "../../births.csv" }]),
    '"zip-climbing-out.zip" is refused: its file "../../births.csv" names a ' +
      "place outside the archive. Pack the files again, without their absolute paths.",
  ),
  refused(
    "zip-of-10-gigabytes.zip",
    zipBomb,
    '"zip-of-10-gigabytes.zip" is refused: it has 10737 MB unpacked; at most ' +
      "4 GB are read. Send its files each by itself, or in several archives.",
  ),
  refused(
    "zip-of-photographs.zip",
    () => writeZip([{ name: "photo.jpg", content: "x" }]),
    '"zip-of-photographs.zip" holds no extract. Pack the extracts themselves.',
  ),
  refused(
    "other-archive.rar",
    () => "Rar!\x1a\x07",
    '"other-archive.rar" is an archive. Unpack it and load the files in it.',
  ),
  refused(
    "other-archive.7z",
    () => Buffer.from("377abcaf271c0004", "hex"),
    '"other-archive.7z" is an archive. Unpack it and load the files in it.',
  ),
];

/** A hundred parts of 100 MB each, which gzip reads as one. */
function gzipBomb(): Buffer {
  const part = gzipSync(Buffer.alloc(100_000_000, 48), { level: 1 });
  return Buffer.concat(Array.from({ length: 100 }, () => part));
}

function zipBomb(): Buffer {
  const content = { content: "", packed: packedZeros(16), declaredSize: 1024 ** 3 };
  return writeZip(Array.from({ length: 10 }, (_, index) => ({ name: `${index}.csv`, ...content })));
}
