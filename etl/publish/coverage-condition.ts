/**
 * Whether a row lies in a coverage, as SQL. Rows lie in months; where a coverage begins or ends within
 * a month, the row's day decides, so that a return of 11-20 September leaves that of 1-10 alone.
 */
import type { CoverageRectangle } from "../extract-manifest.ts";
import { coverageSpan, hasParts, partOfDay } from "../staging/coverage-span.ts";
import type { AreaKeys, EffectiveExtract } from "./effective-extracts.ts";

/** SQL expressions of a row's cell; parts as in coverage-span.ts. */
export interface RowCell {
  readonly area: string;
  readonly month: string;
  readonly firstPart: string;
  readonly lastPart: string;
}

/**
 * The cell of a row `r` of the extract. A row that names no day speaks of all parts of its month that
 * the extract itself covers.
 */
export function rowCell(
  { source, manifest }: EffectiveExtract,
  areas: AreaKeys,
  area: string,
  month: string,
): RowCell {
  const time = source.time!;
  const { type } = source.columns[time]!;
  const part =
    type === "month" ? `r.${time}_part` : type === "date" ? partOfDay(`r.${time}`) : "NULL";
  const own = manifest.coverage?.covers.filter(hasParts) ?? [];
  const end = (at: "from" | "to", whole: number) => {
    const cases = own.flatMap((rectangle) => {
      const named = at === "from" ? rectangle.fromPart : rectangle.toPart;
      if (named === undefined) return [];
      const inside = rangesOf(rectangle, areas, area).join(" OR ") || "FALSE";
      return [`WHEN ${month} = ${rectangle[at]} AND (${inside}) THEN ${named}`];
    });
    const otherwise = cases.length > 0 ? `CASE ${cases.join(" ")} ELSE ${whole} END` : `${whole}`;
    return `(${month} * 10 + coalesce(${part}, ${otherwise}))`;
  };
  return { area, month, firstPart: end("from", 1), lastPart: end("to", 3) };
}

/** The condition under which the whole cell lies in one of the rectangles. */
export function liesIn(
  rectangles: readonly CoverageRectangle[],
  areas: AreaKeys,
  { area, month, firstPart, lastPart }: RowCell,
): string {
  const parts = rectangles.flatMap((rectangle) => {
    const { first, last } = coverageSpan(rectangle);
    const time = hasParts(rectangle)
      ? `${firstPart} >= ${first} AND ${lastPart} <= ${last}`
      : `${month} BETWEEN ${rectangle.from} AND ${rectangle.to}`;
    return rangesOf(rectangle, areas, area).map((inside) => `(${inside} AND ${time})`);
  });
  return `(${parts.join(" OR ") || "FALSE"})`;
}

function rangesOf(rectangle: CoverageRectangle, areas: AreaKeys, area: string): string[] {
  return (areas.get(rectangle.area) ?? []).map(
    ([first, last]) => `${area} BETWEEN ${first} AND ${last}`,
  );
}
