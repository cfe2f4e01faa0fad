/**
 * Tells a file's format by its first bytes: names lie, and an HTML page called `.xlsx` must not be
 * read as anything.
 */
import { InputError } from "#warehouse/input-error.ts";
import type { ReaderFormat, ReaderOptions } from "./read-extract.ts";

interface Recognised {
  readonly format: ReaderFormat;
  readonly isArray: boolean;
  readonly warnings: readonly string[];
}

/**
 * The format of a file that begins with `head`.
 * @throws InputError when it is none of ours, or not the one that was stated.
 */
export function recogniseFormat(
  head: Buffer,
  name: string,
  options: ReaderOptions,
  unzipped: boolean,
): Recognised {
  const stated = options.format;
  const binary = signatures.find(({ bytes }) => head.subarray(0, bytes.length).equals(bytes));
  if (binary?.refusal) throw new InputError(`"${name}" is ${binary.refusal}`);
  if (binary?.what === "gzip") {
    throw new InputError(`"${name}" is gzip inside gzip. Compress the extract once only.`);
  }
  const text = binary ? "" : firstText(head, options.encoding);
  const markup = binary
    ? undefined
    : /^<(!doctype|html|head|meta|table|\?xml|\w+[\s>])/i.exec(text);
  if (markup) {
    throw new InputError(
      `"${name}" is a web page or XML text, not a table. ` +
        "Open it in a spreadsheet program and save it as .xlsx or CSV.",
    );
  }
  const isArray = /^\[\s*\{/.test(text);
  if (!isArray && (/^\[\s*[[\]]/.test(text) || (text.startsWith("[") && /\.json$/i.test(name)))) {
    throw new InputError(
      `"${name}" is a JSON array of other things than objects. ` +
        'Expected objects with the same keys, such as [{"area": "420000", "births": 12}].',
    );
  }
  const found = binary?.format ?? textFormat(text, isArray, name);
  const bothText = !binary && (stated === "csv" || stated === "jsonl" || stated === "geojson");
  if (stated && stated !== found && !bothText) {
    throw new InputError(
      `"${name}" is no ${titles[stated]} file: it begins like ${titles[found]}. ` +
        `State format "${found}", or send the right file.`,
    );
  }
  const format = stated ?? found;
  const disguised = !unzipped && !binary && /\.(xlsx?|parquet)$/i.exec(name);
  return {
    format,
    isArray: format === "jsonl" && text.startsWith("["),
    warnings: disguised
      ? [`"${name}" is named ${disguised[0]} but is text; it was read as ${titles[format]}.`]
      : [],
  };
}

function textFormat(text: string, isArray: boolean, name: string): ReaderFormat {
  const isCollection = /"type"\s*:\s*"FeatureCollection"/.test(text);
  if (text.startsWith("{") && (isCollection || /\.geojson(\.gz)?$/i.test(name))) return "geojson";
  return text.startsWith("{") || isArray ? "jsonl" : "csv";
}

const titles: Record<ReaderFormat, string> = {
  csv: "CSV",
  xlsx: "XLSX",
  parquet: "Parquet",
  jsonl: "JSON",
  geojson: "GeoJSON",
};

interface Signature {
  readonly bytes: Buffer;
  readonly what?: "gzip";
  readonly format?: ReaderFormat;
  readonly refusal?: string;
}

const picture = "a picture. Ask for the table itself as .xlsx or CSV.";
const archive = "an archive. Unpack it and load the files in it.";
const signatures: readonly Signature[] = [
  { bytes: Buffer.from("PK\x03\x04", "latin1"), format: "xlsx" },
  { bytes: Buffer.from("PK\x05\x06", "latin1"), format: "xlsx" },
  { bytes: Buffer.from("PAR1", "latin1"), format: "parquet" },
  { bytes: Buffer.from([0x1f, 0x8b]), what: "gzip" },
  {
    bytes: Buffer.from("d0cf11e0a1b11ae1", "hex"),
    refusal:
      "an old .xls workbook or one with a password. " +
      "Open it in a spreadsheet program and save it as .xlsx or CSV without a password.",
  },
  {
    bytes: Buffer.from("%PDF", "latin1"),
    refusal: "a PDF. Ask for the table itself as .xlsx or CSV.",
  },
  {
    bytes: Buffer.from("{\\rtf", "latin1"),
    refusal: "a text document (RTF). Ask for the table itself as .xlsx or CSV.",
  },
  { bytes: Buffer.from("89504e470d0a1a0a", "hex"), refusal: picture },
  { bytes: Buffer.from("ffd8ff", "hex"), refusal: picture },
  { bytes: Buffer.from("GIF8", "latin1"), refusal: picture },
  { bytes: Buffer.from("BZh", "latin1"), refusal: archive },
  { bytes: Buffer.from("Rar!", "latin1"), refusal: archive },
  { bytes: Buffer.from("377abcaf271c", "hex"), refusal: archive },
  { bytes: Buffer.from("fd377a585a00", "hex"), refusal: archive },
  { bytes: Buffer.from("28b52ffd", "hex"), refusal: archive },
];

/** The beginning of the text without its byte order mark and space: ASCII is all that is asked. */
function firstText(head: Buffer, encoding: string | undefined): string {
  const bigEndian = head[0] === 0xfe && head[1] === 0xff;
  const littleEndian = head[0] === 0xff && head[1] === 0xfe;
  const wide = bigEndian || littleEndian || /^utf-?16/i.test(encoding ?? "");
  const text = head
    .toString("latin1")
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff|\x84\x31\x95\x33)/, "");
  return (wide ? text.replaceAll("\0", "") : text).trimStart();
}
