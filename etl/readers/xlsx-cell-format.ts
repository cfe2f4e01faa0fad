/** What the number in a cell stands for: a number, a share, a day or a time. Only its format says so. */

export type CellFormat = "date" | "number" | "percent" | "time";

/** The format of a style, from the built-in number of ECMA-376 18.8.30 or from its own code. */
export function formatOf(id: number, code: string | undefined): CellFormat {
  if (code === undefined) return builtInFormat(id);
  // Only the section for positive numbers counts; quotes, escapes, [colours], padding do not.
  const letters = code
    .replace(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi, "")
    .split(";")[0]!
    .toLowerCase();
  // Elapsed hours may pass 24: a duration, which has no ISO clock time.
  if (letters.includes("%")) return "percent";
  if (/\[[hms]+\]/.test(letters) || /general|0|#|\?/.test(letters.replace(/[:.]0+/g, ""))) {
    return "number";
  }
  if (/[yde]/.test(letters)) return "date";
  if (/[hs]/.test(letters)) return "time";
  return /m/.test(letters) ? "date" : "number";
}

/** Numbers 27 to 36 and 50 to 58 are dates and times in Chinese, Japanese and Korean versions. */
function builtInFormat(id: number): CellFormat {
  if (id === 9 || id === 10) return "percent";
  if ((id >= 14 && id <= 17) || id === 22) return "date";
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return "time";
  if (id >= 32 && id <= 35) return "time";
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return "date";
  return "number";
}

const millisecondsPerDay = 86_400_000;

/**
 * A day number as ISO text (`2011-09-04`, with a time of day `2011-09-04T08:30:00`), a time as
 * `08:30:00`; null when the number is no day of the calendar.
 *
 * In the 1900 system day 60 is 29 February 1900, which never was; days before it are one less.
 */
export function isoDate(serial: number, format: CellFormat, from1904: boolean): string | null {
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  const time = new Date((seconds - days * 86_400) * 1000).toISOString().slice(11, 19);
  if (format === "time" && days === 0) return time;
  const shifted = from1904 ? days + 1462 : days;
  if (shifted < 1 || shifted === 60 || shifted > 2_958_465) return null;
  const sinceEpoch = shifted - (shifted < 60 ? 25_568 : 25_569);
  const day = new Date(sinceEpoch * millisecondsPerDay).toISOString().slice(0, 10);
  return time === "00:00:00" ? day : `${day}T${time}`;
}

/** A number of a cell as its shortest decimal, never with an exponent. */
export function decimalText(written: string): string {
  if (/^-?[1-9]\d*$/.test(written) || written === "0") return written;
  const value = Number(written);
  // What is no number stays visible as it is and is judged by the source's rules.
  if (!Number.isFinite(value) || written.trim() === "") return written;
  if (value === 0) return "0";
  const shortest = String(value);
  return shortest.includes("e") ? withoutExponent(shortest) : shortest;
}

/** A share as a person sees it: `0.125` is `12.5%`. What is no number stays as it is. */
export function percentText(written: string): string {
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimalText(written)) ?? [];
  if (whole === undefined) return written;
  const digits = fraction.padEnd(2, "0");
  const rest = digits.slice(2);
  const hundredths = (whole + digits.slice(0, 2)).replace(/^0+(?=\d)/, "");
  return `${sign}${hundredths}${rest && `.${rest}`}%`;
}

function withoutExponent(shortest: string): string {
  const [, sign, whole, fraction = "", exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(
    shortest,
  )!;
  const digits = `${whole}${fraction}`;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, "0")}`;
}
