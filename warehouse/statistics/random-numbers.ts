/**
 * Random numbers that are the same on every machine for the same seed text, so that a repeated
 * question gets the same plausible ranks. Not for secrets.
 */

/** A stream of draws; two streams with one seed give the same numbers in the same order. */
export class RandomNumbers {
  // A typed array, because V8 would box 32-bit words that are kept in plain fields.
  private readonly state: Uint32Array;
  private spare = Number.NaN;

  /** Seeds from any text. Source of the mixing: MurmurHash3 by A. Appleby, in the public domain. */
  constructor(seed: string) {
    this.state = seedWords(seed);
    // sfc32 needs some rounds before the words of a poor seed are well mixed.
    for (let i = 0; i < 20; i++) this.uniform();
  }

  /** Uniform on the open interval (0, 1), 32 bits. Source: sfc32, PractRand by C. Doty-Humphrey. */
  uniform(): number {
    const state = this.state;
    const [a, b, c] = [state[0]!, state[1]!, state[2]!];
    const sum = (a + b + state[3]!) | 0;
    state[3] = state[3]! + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    return ((sum >>> 0) + 0.5) / 4_294_967_296;
  }

  /** Standard normal. Source: Marsaglia's polar method; every second number is a spare. */
  normal(): number {
    if (!Number.isNaN(this.spare)) {
      const spare = this.spare;
      this.spare = Number.NaN;
      return spare;
    }
    let x: number;
    let y: number;
    let square: number;
    do {
      x = 2 * this.uniform() - 1;
      y = 2 * this.uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1);
    const scale = Math.sqrt((-2 * Math.log(square)) / square);
    this.spare = y * scale;
    return x * scale;
  }

  /** Gamma with this shape (> 0) and rate 1. Source: Marsaglia and Tsang 2000. */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * this.uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = this.uniform();
      const square = x * x;
      if (u < 1 - 0.0331 * square * square) return d * v;
      if (Math.log(u) < square / 2 + d * (1 - v + Math.log(v))) return d * v;
    }
  }
}

function seedWords(text: string): Uint32Array {
  let hash = 0x9747b28c ^ text.length;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0xcc9e2d51);
    hash = (hash << 13) | (hash >>> 19);
  }
  const words = new Uint32Array(4);
  for (let i = 0; i < 3; i++) {
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
    words[i] = hash;
    hash = (hash + 0x9e3779b9) | 0;
  }
  words[3] = 1;
  return words;
}
