/**
 * One figure of a document, as it is printed and as it is computed with. Figures that are not
 * printed, but that relations need, are figures too: they are derived or asked for.
 */
import type { Bilingual } from "../define-source.ts";
import { findQuantity, limitsOf, needsUnit, type Quantity, unitFactor } from "./quantities.ts";
import { anything, type Range } from "./range.ts";
import { type DamagedPrint, type PrintedNumber, readPrinted } from "./read-printed.ts";

export interface Figure {
  readonly id: string;
  readonly label: Bilingual;
  /** What it states, or null where the audit knows no such quantity. */
  readonly quantity: Quantity | null;
  /** The text as printed; null for a figure that is not printed. */
  readonly printed: string | null;
  readonly unit: string | null;
  /** The number; null when not printed. */
  readonly reading: PrintedNumber | DamagedPrint | null;
  /** From the unit to that of the quantity, for the relations that the audit knows by itself. */
  readonly factor: number;
  /** For figures that are not printed: how many decimals to show; null where none are asked for. */
  readonly decimals: number | null;
  /** Page or clause. */
  readonly clause: string | null;
  readonly place: Place;
}

/** Where a figure stands in the file that it was read from. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
}

/** Substitutions that went over a whole text: `found` stands where `was` was printed. */
export interface KnownDamage {
  readonly found: string;
  readonly was: string;
}

/** What is stated about a figure, before its number is read. */
export interface StatedFigure
  extends Pick<Figure, "id" | "printed" | "unit" | "decimals" | "clause" | "place"> {
  readonly label: Bilingual | null;
  readonly quantity: string | null;
}

/**
 * The figure with its number read. A print that is no number, lacks its sign, or is beyond what its
 * unit allows because of a known damage, is damaged: nothing is computed with it.
 */
export function readFigure(stated: StatedFigure, damages: readonly KnownDamage[] = []): Figure {
  const quantity = (stated.quantity && findQuantity(stated.quantity)) || null;
  const name = stated.quantity ?? stated.id;
  const unit = stated.unit ?? null;
  const label = stated.label ?? quantity?.title ?? { zh: name, en: name };
  const plain = { ...stated, quantity, label, unit };
  if (stated.printed === null) return { ...plain, reading: null, factor: 1 };
  const reading = readPrinted(stated.printed);
  if (reading.kind === "damaged") return { ...plain, reading, factor: 1 };
  const written = reading.sign ?? unit;
  const damage =
    replaced(stated.printed, damages) ??
    tooLarge(stated.printed, reading, quantity, written) ??
    withoutSign(reading, quantity, written);
  if (damage) return { ...plain, reading: damage, factor: 1 };
  const factor = quantity && written !== null ? unitFactor(quantity.kind, written) : 1;
  if (factor === null) {
    const reason = `has the unit "${written}", which "${quantity!.id}" cannot have`;
    return { ...plain, reading: { kind: "damaged", reason, likely: null }, factor: 1 };
  }
  return { ...plain, unit: written, reading, factor };
}

/** The numbers that the figure may stand for, in its unit: a share of 90 % is 89.5 to 90.5. */
export function printedRange({ reading, unit, quantity }: Figure): Range {
  if (reading?.kind !== "number") return anything;
  const kind = quantity?.kind ?? (/[%‰]/.test(unit ?? "") ? "share" : "count");
  if (kind === "count" || kind === "money" || reading.bound !== "exact") return reading.range;
  return lastDigitRange(reading);
}

/** The number give or take half a unit of its last digit. */
export function lastDigitRange({ numeral, scale, value }: PrintedNumber): Range {
  const half = (0.5 * scale) / 10 ** (numeral.split(".")[1]?.length ?? 0);
  return { low: value - half, high: value + half };
}

function replaced(printed: string, damages: readonly KnownDamage[]): DamagedPrint | null {
  const damage = damages.find(({ found }) => printed.includes(found));
  if (!damage) return null;
  return {
    kind: "damaged",
    reason: `has "${damage.found}" where "${damage.was}" was`,
    likely: printed.replaceAll(damage.found, damage.was),
  };
}

/** Texts in which every 10 became the year of their copying are common: 20230% was 100%. */
function tooLarge(
  printed: string,
  { value }: PrintedNumber,
  quantity: Quantity | null,
  unit: string | null,
): DamagedPrint | null {
  const isShare = quantity?.kind === "share" || (!quantity && unit === "%");
  if (!isShare || value <= (limitsOf("share").high ?? 0)) return null;
  const year = /20[0-3]\d/.exec(printed)?.[0];
  const likely = year && printed.replace(year, "10");
  const mended = likely ? readPrinted(likely) : null;
  if (mended?.kind !== "number" || mended.value > 100) return null;
  return { kind: "damaged", reason: `has "${year}" where "10" may have been`, likely: likely! };
}

function withoutSign(
  { numeral }: PrintedNumber,
  quantity: Quantity | null,
  unit: string | null,
): DamagedPrint | null {
  if (!quantity || !needsUnit(quantity.kind) || (unit ?? "") !== "") return null;
  const sign = quantity.kind === "share" ? "%" : "‰";
  const name = `${quantity.title.zh} (${quantity.id})`;
  return {
    kind: "damaged",
    reason: `has no sign, and no unit is stated for ${name}`,
    likely: `${numeral}${sign}`,
  };
}
