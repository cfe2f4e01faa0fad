/**
 * Where every physical line of a text file begins, in bytes of the file, at four bytes a line: a
 * rejected row is found again by its place, whatever encoding the file has.
 */

const lineFeed = 10;
const carriageReturn = 13;
const linesPerBlock = 4096;

/** How line ends look in bytes: the width of a unit, and which of its bytes is not zero. */
export interface LineUnit {
  readonly width: 1 | 2;
  readonly low: 0 | 1;
}

/** In all other encodings of the WHATWG standard the bytes of CR and LF stand for nothing else. */
export function lineUnitOf(encoding: string): LineUnit {
  if (encoding === "utf-16le") return { width: 2, low: 0 };
  if (encoding === "utf-16be") return { width: 2, low: 1 };
  return { width: 1, low: 0 };
}

export class LineStarts {
  readonly #unit: LineUnit;
  readonly #bases: number[] = [];
  readonly #blocks: Uint32Array[] = [];
  #count = 0;
  /** A CR was the last unit; an LF after it belongs to the same line end. */
  #afterReturn = false;
  #end: number;

  constructor(unit: LineUnit, firstByte: number) {
    this.#unit = unit;
    this.#end = firstByte;
    this.#add(firstByte);
  }

  /** Takes the next bytes of the file, the first of which is at `position`. */
  scan(bytes: Buffer, position: number): void {
    this.#end = position + bytes.length;
    if (this.#unit.width === 2) this.#scanWide(bytes, position);
    else if (this.#afterReturn || bytes.includes(carriageReturn)) this.#scanMixed(bytes, position);
    else {
      for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) {
        this.#add(position + at + 1);
      }
    }
  }

  /** Byte offset of a line, from 1; the end of what was scanned for lines after the last. */
  startOf(line: number): number {
    const index = line - 1;
    if (index >= this.#count) return this.#end;
    const block = Math.floor(index / linesPerBlock);
    return this.#bases[block]! + this.#blocks[block]![index % linesPerBlock]!;
  }

  /** Bytes from the beginning of a line to the beginning of the next one. */
  lengthOf(line: number): number {
    return this.startOf(line + 1) - this.startOf(line);
  }

  /** The line that the byte at `position` is in. */
  lineAt(position: number): number {
    let low = 1;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startOf(middle) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #scanMixed(bytes: Buffer, position: number): void {
    for (let at = 0; at < bytes.length; at++) this.#unitAt(bytes[at]!, position + at, 1);
  }

  #scanWide(bytes: Buffer, position: number): void {
    const { low } = this.#unit;
    for (let at = 0; at + 1 < bytes.length; at += 2) {
      this.#unitAt(bytes[at + 1 - low] === 0 ? bytes[at + low]! : 0, position + at, 2);
    }
  }

  #unitAt(value: number, position: number, width: number): void {
    if (this.#afterReturn) {
      this.#afterReturn = false;
      this.#add(value === lineFeed ? position + width : position);
      if (value === lineFeed) return;
    }
    if (value === lineFeed) this.#add(position + width);
    else if (value === carriageReturn) this.#afterReturn = true;
  }

  #add(offset: number): void {
    const place = this.#count++ % linesPerBlock;
    if (place === 0) {
      this.#bases.push(offset);
      this.#blocks.push(new Uint32Array(linesPerBlock));
    }
    this.#blocks.at(-1)![place] = offset - this.#bases.at(-1)!;
  }
}
