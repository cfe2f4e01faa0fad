/**
 * Text to GB18030 bytes, which Node can read but not write: the map is made by decoding every
 * sequence once. Chinese departments still send this encoding; tests of the readers use it too.
 */

/** The bytes of `text` in GB18030; what it cannot hold (lone surrogates, U+E5E5) becomes U+FFFD. */
export function encodeGb18030(text: string): Uint8Array {
  map ??= reverseMap();
  const bytes = new Uint8Array(text.length * 4);
  let length = 0;
  for (const letter of text.replace(/\p{Surrogate}|\ue5e5/gu, "\ufffd")) {
    const point = letter.codePointAt(0)!;
    if (point < 0x80) {
      bytes[length++] = point;
      continue;
    }
    // Above the basic plane the four bytes count on from 90 30 81 30.
    const code = point < 0x10000 ? map[point]! : point - 0x10000 + supplementary;
    if (point < 0x10000 && code < 0x10000) {
      bytes[length++] = code >> 8;
      bytes[length++] = code & 0xff;
      continue;
    }
    bytes.set(fourBytes(point < 0x10000 ? code - 0x10000 : code), length);
    length += 4;
  }
  return bytes.slice(0, length);
}

const supplementary = 189000;
const basicPlaneSequences = 39420;

/** By UTF-16 code unit: the two bytes as one number, or 0x10000 + the four-byte pointer. */
let map: Uint32Array | undefined;

function reverseMap(): Uint32Array {
  const codes = new Uint32Array(0x10000);
  const decoder = new TextDecoder("gb18030");
  for (let pointer = 0; pointer < basicPlaneSequences; pointer++) {
    const text = decoder.decode(fourBytes(pointer));
    if (text.length === 1) codes[text.charCodeAt(0)] = 0x10000 + pointer;
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
