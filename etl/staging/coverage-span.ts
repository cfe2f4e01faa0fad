/**
 * A coverage rectangle in ten-day parts: where it begins and ends as one number, and in words. Most
 * returns are of whole months; those of the 10th, 20th and 30th are of a part.
 */
import type { CoverageRectangle } from "../extract-manifest.ts";

/** Positions of ten-day parts, yyyymm × 10 + part, both inside. */
export interface CoverageSpan {
  readonly first: number;
  readonly last: number;
}

/** The first and last ten-day part of a rectangle: 2011-09 is 2011091 to 2011093. */
export function coverageSpan({ from, fromPart, to, toPart }: CoverageRectangle): CoverageSpan {
  return { first: from * 10 + (fromPart ?? 1), last: to * 10 + (toPart ?? 3) };
}

/** Whether it begins or ends within a month. */
export function hasParts({ fromPart, toPart }: CoverageRectangle): boolean {
  return fromPart !== undefined || toPart !== undefined;
}

/** SQL for the ten-day part of a day: 1 to the 10th, 2 to the 20th, 3 to the end of the month. */
export function partOfDay(day: string): string {
  return `least((day(${day}) - 1) // 10 + 1, 3)`;
}

/** `990521 from 2011-01 to 2011-09-D2`. */
export function coverageWords({ area, from, fromPart, to, toPart }: CoverageRectangle): string {
  return `${area} from ${words(from, fromPart)} to ${words(to, toPart)}`;
}

function words(month: number, part: number | undefined): string {
  const text = `${Math.floor(month / 100)}-${String(month % 100).padStart(2, "0")}`;
  return part === undefined ? text : `${text}-D${part}`;
}
