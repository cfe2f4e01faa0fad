/**
 * Reads a figure as a document prints it: `11.05`, `316 842`, `47万`, `90%以上`, `more than 3000`. A
 * text that no longer is a number is damaged: a likely reading is offered and never used.
 */
import { readPrintedDecimal } from "#warehouse/statistics/printed-decimal.ts";
import type { Range } from "./range.ts";

/** A number as printed, with what its last digit leaves open. */
export interface PrintedNumber {
  readonly kind: "number";
  /** The numeral alone, `47` of `47万`. */
  readonly numeral: string;
  /** What the numeral counts: 10000 for 万, else 1. */
  readonly scale: number;
  /** Numeral × scale. */
  readonly value: number;
  /** What it says: `below` for 不到 and 以下, `above` for 以上 and 多, `about` for 约. */
  readonly bound: "above" | "about" | "below" | "exact";
  /** The numbers that it may stand for: rounding of its last digit, or the side of its bound. */
  readonly range: Range;
  /** The sign after it. */
  readonly sign: "%" | "‰" | null;
}

export interface DamagedPrint {
  readonly kind: "damaged";
  /** Completes "the print …". */
  readonly reason: string;
  /** What it may have been, or null; for people, never for computing. */
  readonly likely: string | null;
}

const scales: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 };
const above =
  /以上|及以上|[多余]|至少|不少于|不低于|超过?|多于|大于|高于|≥|>|\b(?:at least|more than|above|over|or more)\b/i;
const below =
  /以下|以内|低于|不到|不足|少于|小于|不超过|不高于|至多|≤|<|\b(?:at most|less than|below|under|or less)\b/i;
const about = /约|左右|上下|近|\b(?:about|nearly|some)\b/i;

/** The number in the text, or what is wrong with it. */
export function readPrinted(text: string): PrintedNumber | DamagedPrint {
  const plain = text.normalize("NFKC").replaceAll("−", "-").replace(/\s+/g, " ").trim();
  const broken = brokenNumeral(plain);
  if (broken) return broken;
  const numerals = plain.match(/-?\d[\d,. ]*\d|-?\d/g) ?? [];
  if (numerals.length !== 1) {
    const reason = numerals.length === 0 ? "holds no number" : "holds more than one number";
    return { kind: "damaged", reason, likely: null };
  }
  const [written] = numerals;
  const read = readPrintedDecimal(written!.replace(/(\d) (?=\d{3}(?!\d))/g, "$1"));
  if (!read) return { kind: "damaged", reason: "is no number", likely: likelyNumeral(written!) };
  const [before, after] = plain.split(written!) as [string, string];
  const scale = scaleOf(after);
  const numeral = (Number(read.digits) / 10 ** read.decimals).toFixed(read.decimals);
  const bound = boundOf(before, after);
  const value = Number((read.value * scale).toPrecision(15));
  return {
    kind: "number",
    numeral,
    scale,
    value,
    bound,
    range: rangeOf(value, roundingUnit(numeral, scale, bound), bound),
    sign: (/[%‰]/.exec(after)?.[0] as "%" | "‰" | undefined) ?? null,
  };
}

function scaleOf(after: string): number {
  const [, letters = ""] = /^ ?[多余几]?([百千万亿]{0,2})/.exec(after) ?? [];
  return [...letters].reduce((product, letter) => product * scales[letter]!, 1);
}

function boundOf(before: string, after: string): PrintedNumber["bound"] {
  const around = `${before} ${after}`;
  // 不少于 holds 少于, and 不低于 holds 低于: the longer word is looked for first.
  if (/不少于|不低于/.test(around)) return "above";
  if (below.test(around)) return "below";
  if (above.test(around)) return "above";
  return about.test(around) ? "about" : "exact";
}

/**
 * One unit of the last digit that was rounded; 0 for a plain count, which is what it says. Of a
 * round number called 约 the zeros are no digits: 约3000 is 2500 to 3500.
 */
function roundingUnit(numeral: string, scale: number, bound: PrintedNumber["bound"]): number {
  const decimals = numeral.split(".")[1]?.length ?? 0;
  if (decimals > 0) return scale / 10 ** decimals;
  if (bound === "about") return scale * 10 ** (/0*$/.exec(numeral)![0].length || 0);
  return scale > 1 ? scale : 0;
}

function rangeOf(value: number, unit: number, bound: PrintedNumber["bound"]): Range {
  if (bound === "above") return { low: value, high: Number.POSITIVE_INFINITY };
  if (bound === "below") return { low: Number.NEGATIVE_INFINITY, high: value };
  return { low: value - unit / 2, high: value + unit / 2 };
}

/** Numerals broken over lines, or with letters where digits were. */
function brokenNumeral(plain: string): DamagedPrint | null {
  if (/\d\s*:?\s*\/\s*\(?\d/.test(plain)) {
    const parts = plain.split("/").map((part) => part.trim());
    // A number in parentheses at the end is the points of the next cell, not of this figure.
    const kept = parts.filter((part) => !/^\(.*\)$/.test(part)).join("");
    return { kind: "damaged", reason: "is broken over lines", likely: kept || null };
  }
  if (/\d[OolI]|[OlI]\d/.test(plain)) {
    const mended = plain.replace(/[Oo]/g, "0").replace(/[lI]/g, "1");
    return { kind: "damaged", reason: "has letters among its digits", likely: mended };
  }
  return /[\ufffd?]/.test(plain)
    ? { kind: "damaged", reason: "has unreadable characters", likely: null }
    : null;
}

/** `3,41` may be 3.41, and `1.234.567` may be 1234567. */
function likelyNumeral(written: string): string | null {
  if (/^-?\d+,\d{1,2}$/.test(written)) return written.replace(",", ".");
  if (/^-?\d{1,3}(\.\d{3}){2,}$/.test(written)) return written.replaceAll(".", "");
  const joined = written.replaceAll(" ", "");
  return joined !== written && readPrintedDecimal(joined) ? joined : null;
}
