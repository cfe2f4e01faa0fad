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

/** More rectangles, as a coverage by rows has, are joined instead of tested one by one. */
const mostTested = 50;

/** The condition under which the whole cell lies in one of the rectangles. */
export function liesIn(
  rectangles: readonly CoverageRectangle[],
  areas: AreaKeys,
  cell: RowCell,
): string {
  const { area, month, firstPart, lastPart } = cell;
  const whole = rectangles.filter((rectangle) => !hasParts(rectangle));
  if (whole.length > mostTested) {
    const rest = liesIn(rectangles.filter(hasParts), areas, cell);
    return `(${liesInOneOfMany(whole, areas, cell)} OR ${rest})`;
  }
  const parts = rectangles.flatMap((rectangle) => {
    const { first, last } = coverageSpan(rectangle);
    const time = hasParts(rectangle)
      ? `${firstPart} >= ${first} AND ${lastPart} <= ${last}`
      : `${month} BETWEEN ${rectangle.from} AND ${rectangle.to}`;
    return rangesOf(rectangle, areas, area).map((inside) => `(${inside} AND ${time})`);
  });
  return `(${parts.join(" OR ") || "FALSE"})`;
}

function liesInOneOfMany(
  rectangles: readonly CoverageRectangle[],
  areas: AreaKeys,
  { area, month }: RowCell,
): string {
  const places = rectangles.flatMap((rectangle) =>
    (areas.get(rectangle.area) ?? []).map((keys) => [...keys, rectangle.from, rectangle.to]),
  );
  // Places without others below them are found by equality, which is how a join is fast.
  const [lowest, wide] = [true, false].map((isLowest) =>
    places.filter(([first, last]) => (first === last) === isLowest).map((row) => `(${row.join()})`),
  );
  const among = (rows: readonly string[], isThere: string) =>
    rows.length === 0
      ? []
      : `EXISTS (SELECT 1 FROM (VALUES ${rows.join(", ")}) c(first_key, last_key, first, last)
          WHERE ${isThere} AND ${month} BETWEEN c.first AND c.last)`;
  const tests = [
    among(lowest!, `${area} = first_key`),
    among(wide!, `${area} BETWEEN first_key AND last_key`),
  ];
  return `(${tests.flat().join(" OR ") || "FALSE"})`;
}

function rangesOf(rectangle: CoverageRectangle, areas: AreaKeys, area: string): string[] {
  return (areas.get(rectangle.area) ?? []).map(
    ([first, last]) => `${area} BETWEEN ${first} AND ${last}`,
  );
}
