/**
 * Writes a TrueType font of straight-edged glyphs: what a browser asks of a font file and no more.
 * Tables and fields are those of the OpenType specification 1.9.
 */

/** A closed outline as points in font units, y upwards; clockwise fills, the other way cuts out. */
export type Outline = readonly (readonly [x: number, y: number])[];

export interface Glyph {
  /** The character, of the basic plane. */
  readonly character: string;
  readonly outlines: readonly Outline[];
}

/** In font units; every glyph advances as far. */
export interface FontSize {
  readonly unitsPerEm: number;
  readonly advance: number;
  readonly ascent: number;
  /** Below the baseline, as a positive number. */
  readonly descent: number;
}

/** The bytes of the font; its first glyph, for characters that it has not, is empty. */
export function trueTypeFont(name: string, glyphs: readonly Glyph[], size: FontSize): Buffer {
  const codeOf = ({ character }: Glyph) => character.charCodeAt(0);
  const ordered = [...glyphs].sort((one, other) => codeOf(one) - codeOf(other));
  const drawn = [Buffer.alloc(0), ...ordered.map(({ outlines }) => glyphData(outlines))];
  const offsets = [0];
  for (const data of drawn) offsets.push(offsets.at(-1)! + data.length);
  const codes = ordered.map(codeOf);
  const { advance, ascent, descent } = size;
  const line = [ascent, -descent, 0, advance, 0, 0, advance, 1, 0, 0, 0, 0, 0, 0, 0];
  return fontFile({
    "OS/2": systemTable(codes, size),
    cmap: characterMap(codes),
    glyf: Buffer.concat(drawn),
    head: headTable(size),
    hhea: words(1, 0, ...line, drawn.length),
    hmtx: words(...drawn.flatMap(() => [advance, 0])),
    loca: longs(...offsets),
    maxp: Buffer.concat([
      longs(0x10000),
      words(drawn.length, 64, 16, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    ]),
    name: nameTable(name),
    post: Buffer.concat([longs(0x30000, 0), words(-75, 50), longs(0, 0, 0, 0, 0)]),
  });
}

/** 16-bit numbers, signed or not, with the most significant byte first. */
function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, at * 2);
  return bytes;
}

function longs(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, at * 4);
  return bytes;
}

/** A simple glyph: every point lies on its outline, every step is a word. */
function glyphData(outlines: readonly Outline[]): Buffer {
  const points = outlines.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const ends = outlines.map((_, at) => outlines.slice(0, at + 1).flat().length - 1);
  const steps = (values: readonly number[]) =>
    values.map((value, at) => value - (values[at - 1] ?? 0));
  const onCurve = 1;
  return padded(
    Buffer.concat([
      words(outlines.length, ...box, ...ends, 0),
      Buffer.alloc(points.length, onCurve),
      words(...steps(xs), ...steps(ys)),
    ]),
  );
}

/** Format 4, a segment for each character, glyphs in the order of the codes. */
function characterMap(codes: readonly number[]): Buffer {
  const segments = [...codes, 0xffff];
  const count = segments.length;
  const power = 2 ** Math.floor(Math.log2(count));
  const deltas = segments.map((code, at) => (at < codes.length ? at + 1 - code : 1));
  const table = words(
    ...[4, 16 + count * 8, 0, count * 2, power * 2, Math.log2(power), (count - power) * 2],
    ...[...segments, 0, ...segments, ...deltas, ...segments.map(() => 0)],
  );
  return Buffer.concat([words(0, 1, 3, 1), longs(12), table]);
}

function headTable({ unitsPerEm, advance, ascent, descent }: FontSize): Buffer {
  // The sum over the file is written when the file is whole; no date, so the bytes stay the same.
  return Buffer.concat([
    longs(0x10000, 0x10000, 0, 0x5f0f3cf5),
    words(0, unitsPerEm),
    longs(0, 0, 0, 0),
    words(0, -descent, advance, ascent, 0, 8, 2, 1, 0),
  ]);
}

function nameTable(name: string): Buffer {
  const texts = [name, "Regular", `${name} 1`, name, "Version 1.0", name.replaceAll(" ", "")];
  const values = texts.map((text) => Buffer.from(text, "utf16le").swap16());
  let offset = 0;
  const records = values.map((value, at) => {
    const record = words(3, 1, 0x409, at + 1, value.length, offset);
    offset += value.length;
    return record;
  });
  const head = words(0, values.length, 6 + values.length * 12);
  return Buffer.concat([head, ...records, ...values]);
}

function systemTable(codes: readonly number[], { advance, ascent, descent }: FontSize): Buffer {
  return Buffer.concat([
    words(4, advance, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 260, 0),
    Buffer.alloc(10),
    longs(0, 0, 0, 0),
    Buffer.from("NONE"),
    words(0x40, codes[0]!, codes.at(-1)!, ascent, -descent, 0, ascent, descent),
    longs(0, 0),
    words(500, 700, 0, 32, 1),
  ]);
}

function fontFile(tables: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(tables);
  const power = 2 ** Math.floor(Math.log2(entries.length));
  const head = [
    longs(0x10000),
    words(entries.length, power * 16, Math.log2(power), (entries.length - power) * 16),
  ];
  let offset = 12 + entries.length * 16;
  const directory = entries.map(([tag, data]) => {
    const record = Buffer.concat([Buffer.from(tag), longs(sumOf(data), offset, data.length)]);
    offset += padded(data).length;
    return record;
  });
  const file = Buffer.concat([...head, ...directory, ...entries.map(([, data]) => padded(data))]);
  const at = entries.findIndex(([tag]) => tag === "head");
  const headAt = directory[at]!.readUInt32BE(8);
  file.writeUInt32BE((0xb1b0afba - sumOf(file)) >>> 0, headAt + 8);
  return file;
}

function padded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
}

/** The sum of the 32-bit numbers of a table, modulo 2 to the 32nd. */
function sumOf(data: Buffer): number {
  const whole = padded(data);
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
}
