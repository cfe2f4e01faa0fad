/** A decimal number as a document prints it: trailing zeros say how finely it was rounded. */

/** A printed number without loss: `digits` / 10^`decimals`. "90.0" is 900 and 1. */
export interface PrintedDecimal {
  readonly digits: bigint;
  readonly decimals: number;
  /** The same number as a double. */
  readonly value: number;
}

/**
 * Reads a printed number in its own unit: full-width digits and thousands separators are read, a
 * closing % or ‰ is dropped. Null for any other text, such as "3O.5" or "".
 */
export function readPrintedDecimal(text: string): PrintedDecimal | null {
  const plain = text.normalize("NFKC").trim().replace("−", "-");
  const match = /^([-+]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?\s*[%‰]?$/.exec(plain);
  if (match === null) return null;
  const [, sign, whole, fraction = ""] = match;
  const unsigned = `${whole!.replaceAll(",", "")}${fraction}`;
  const digits = sign === "-" ? -BigInt(unsigned) : BigInt(unsigned);
  const point = unsigned.length - fraction.length;
  const value = Number(`${sign}${unsigned.slice(0, point)}.${fraction}`);
  return { digits, decimals: fraction.length, value };
}

/** As above; RangeError for text that is no number. */
export function requirePrintedDecimal(text: string): PrintedDecimal {
  const printed = readPrintedDecimal(text);
  if (printed === null) throw new RangeError(`"${text}" is not a number; print it like 11.05.`);
  return printed;
}
