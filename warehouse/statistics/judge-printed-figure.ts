/**
 * Holds a figure that a document prints against the same figure recomputed from the components that
 * it prints as well. The verdicts are those of METHODS.md 12; nothing is ever corrected.
 */
import { readPrintedDecimal } from "./printed-decimal.ts";
import { type PrintedReading, reachableBases, type WholeRange } from "./reachable-counts.ts";

/**
 * `exact`: the print is our figure rounded; `truncated`: digits were cut off; `consistent`: it lies
 * where it may lie; `inconsistent`: it does not follow; `derived`: nothing is printed to compare
 * with; `denominator_missing`: it follows for a base that is not printed; `text_corruption`: the
 * print is no number.
 */
export type PrintedVerdict =
  | "exact"
  | "truncated"
  | "consistent"
  | "inconsistent"
  | "derived"
  | "denominator_missing"
  | "text_corruption";

/** A printed figure beside the recomputed one. */
export interface PrintedJudgement {
  readonly verdict: PrintedVerdict;
  /** The decimals of the print, or those asked for; null when neither is known. */
  readonly decimals: number | null;
  /** Our figure rounded half away from zero to as many decimals; null without decimals. */
  readonly rounded: number | null;
  /** Our figure with the further digits cut off. */
  readonly truncated: number | null;
}

/** A printed share whose base is not printed. */
export interface MissingBase {
  readonly verdict: "denominator_missing" | "inconsistent" | "text_corruption";
  /** The bases for which the print follows; null when there is none. */
  readonly bases: WholeRange | null;
}

/**
 * Judges the printed text (null: the document prints no such figure) against our value in the same
 * unit: `exact`, `truncated`, `inconsistent`, `derived` or `text_corruption`. Rounding is tried
 * before truncation. `decimals` only serves where nothing is printed. RangeError for a value that
 * is not finite.
 */
export function judgePrintedFigure(
  value: number,
  printed: string | null,
  decimals: number | null = null,
): PrintedJudgement {
  if (!Number.isFinite(value)) throw new RangeError(`value is "${value}"; give a number.`);
  const read = printed === null ? null : readPrintedDecimal(printed);
  const places = read?.decimals ?? decimals;
  const rounded = places === null ? null : roundedTo(value, places);
  const truncated = places === null ? null : truncatedTo(value, places);
  const verdict =
    printed === null
      ? "derived"
      : read === null
        ? "text_corruption"
        : read.value === rounded
          ? "exact"
          : read.value === truncated
            ? "truncated"
            : "inconsistent";
  return { verdict, decimals: places, rounded, truncated };
}

/**
 * Judges a print that the components only bound, such as a part of a whole or a ceiling:
 * `consistent` when some number that rounds to it lies from `lowest` to `highest` (either may be
 * infinite), `inconsistent` when none does, `text_corruption` when it is no number.
 */
export function judgePrintedBounds(
  printed: string,
  lowest: number,
  highest: number,
): "consistent" | "inconsistent" | "text_corruption" {
  const read = readPrintedDecimal(printed);
  if (read === null) return "text_corruption";
  const half = 0.5 * 10 ** -read.decimals;
  const isInside = read.value + half >= lowest && read.value - half <= highest;
  return isInside ? "consistent" : "inconsistent";
}

/**
 * Judges a printed share, such as 89.6 %, of which only the count is known: `denominator_missing`
 * with the bases that would give it, or `inconsistent` when no base does. The multiplier is 100
 * for per cent, 1000 for per mille. RangeError unless the count is a whole number above zero.
 */
export function judgeWithoutBase(
  count: number,
  printed: string,
  multiplier = 100,
  reading: PrintedReading = "rounded",
): MissingBase {
  if (readPrintedDecimal(printed) === null) return { verdict: "text_corruption", bases: null };
  const bases = reachableBases(printed, count, multiplier, reading);
  return { verdict: bases === null ? "inconsistent" : "denominator_missing", bases };
}

/** Half away from zero, as official tables round. */
function roundedTo(value: number, decimals: number): number {
  return towardsZero(value, decimals, 0.5);
}

function truncatedTo(value: number, decimals: number): number {
  return towardsZero(value, decimals, 0);
}

/** Fourteen digits first: 1.005 lies a hair below itself in binary and would lose its tie. */
function towardsZero(value: number, decimals: number, added: number): number {
  const scaled = Number((Math.abs(value) * 10 ** decimals).toPrecision(14));
  const units = Math.sign(value) * Math.floor(scaled + added);
  // Through text, so that the quotient is the double nearest to the decimal.
  return Number(`${units}e-${decimals}`);
}
