/**
 * What a rejected value may have meant. Nothing is ever read by guess: the sentence offers what to
 * declare, and a person decides.
 */
import type { CheckedColumn } from "./check-values.ts";
import { explainGeometry } from "./explain-geometry.ts";
import { unitFactors } from "./match-headers.ts";

/**
 * ` Did the file mean 125000? Declare it in a mapping: units: { 万: 10000 }.` for the text of a cell,
 * "" where nothing comes to mind.
 */
export function guessOf(planned: CheckedColumn, found: string): string {
  const text = found.normalize("NFKC").trim();
  switch (planned.column.type) {
    case "integer":
    case "decimal":
    case "share":
      return guessNumber(planned, text);
    case "date":
    case "month":
      return guessDay(text);
    case "geometry":
      return ` ${explainGeometry(found)}`;
    default:
      return "";
  }
}

function guessNumber(planned: CheckedColumn, text: string): string {
  const { factor, column } = planned;
  const [, digits, unit] = /^([+-]?\d[\d,]*(?:\.\d+)?) ?(\D+)$/u.exec(text) ?? [];
  if (unit !== undefined && Object.hasOwn(unitFactors, unit)) {
    const value = Number(digits!.replaceAll(",", "")) * unitFactors[unit]!;
    return offer([plain(value)], `units: { "${unit}": ${plain(unitFactors[unit]!)} }`);
  }
  if (/^[+-]?\d{1,3}( \d{3})+$/.test(text)) {
    return ` Did the file mean ${text.replaceAll(" ", "")}? Write it without spaces.`;
  }
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) return "";
  const value = Number(text) * factor;
  if (column.type === "share" && factor === 1 && value > 1 && value <= 100) {
    return offer([`${text} %`], "factor: 0.01");
  }
  if (column.type === "integer" && !Number.isInteger(value)) {
    return offer([plain(Math.round(value))], "round: true");
  }
  return "";
}

function guessDay(text: string): string {
  if (/^\d{4}\.1$/.test(text)) {
    const year = text.slice(0, 4);
    return offer([`${year}-01`, `${year}-10`], 'format: "%Y.%m"', " for January");
  }
  const [, first, separator, second, year] =
    /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (!year) return "";
  const iso = (month: string, day: string) =>
    `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const readings: [string, string][] = [];
  if (Number(second) <= 12) readings.push([iso(second!, first!), `%d${separator}%m${separator}%Y`]);
  if (Number(first) <= 12) readings.push([iso(first!, second!), `%m${separator}%d${separator}%Y`]);
  const formats = readings.map(([, format]) => `"${format}"`).join(" or ");
  return offer([...new Set(readings.map(([day]) => day))], `format: ${formats}`);
}

function offer(values: readonly string[], declaration: string, when = ""): string {
  if (values.length === 0) return "";
  return ` Did the file mean ${values.join(" or ")}? Declare it in a mapping: ${declaration}${when}.`;
}

function plain(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
