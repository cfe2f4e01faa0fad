/**
 * Text to GB18030 bytes, which Node can read but not write: the map is made by decoding every
 * sequence once. Chinese departments still send this encoding; tests of the readers use it too.
 */

/**
 * The bytes of `text` in GB18030. What it cannot hold becomes U+FFFD: lone surrogates, and
 * a few private characters that the decoder never gives (U+E5E5, and some whose place was taken).
 */
export function encodeGb18030(text: string): Uint8Array {
  map ??= reverseMap();
  const bytes = new Uint8Array(text.length * 4);
  let length = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0)!;
    const code = point < 0x10000 ? map[point]! : fourByteCode + supplementary + point - 0x10000;
    if (code < 0x80) {
      bytes[length++] = code;
    } else if (code < fourByteCode) {
      bytes[length++] = code >> 8;
      bytes[length++] = code & 0xff;
    } else {
      bytes.set(fourBytes(code - fourByteCode), length);
      length += 4;
    }
  }
  return bytes.slice(0, length);
}

/** Codes from here on are four-byte sequences, counted from 81 30 81 30. */
const fourByteCode = 0x10000;
/** The sequence of U+10000, 90 30 81 30; the characters above the basic plane follow in order. */
const supplementary = 189000;
const basicPlaneSequences = 39420;

/** By code point of the basic plane: one byte, two bytes as one number, or a four-byte code. */
let map: Uint32Array | undefined;

function reverseMap(): Uint32Array {
  const codes = new Uint32Array(0x10000);
  const decoder = new TextDecoder("gb18030");
  for (let pointer = 0; pointer < basicPlaneSequences; pointer++) {
    const text = decoder.decode(fourBytes(pointer));
    if (text.length === 1) codes[text.charCodeAt(0)] = fourByteCode + pointer;
  }
  const replacement = codes[0xfffd]!;
  for (let point = 0; point < 0x10000; point++) {
    if (point < 0x80) codes[point] = point;
    else if (codes[point] === 0) codes[point] = replacement;
  }
  // Two bytes win where both exist.
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(new Uint8Array([lead, trail]));
      if (text.length === 1) codes[text.charCodeAt(0)] = (lead << 8) | trail;
    }
  }
  return codes;
}

function fourBytes(pointer: number): Uint8Array {
  return new Uint8Array([
    0x81 + Math.floor(pointer / 12600),
    0x30 + (Math.floor(pointer / 1260) % 10),
    0x81 + (Math.floor(pointer / 10) % 126),
    0x30 + (pointer % 10),
  ]);
}
