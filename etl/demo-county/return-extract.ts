/**
 * Returns of counts: cells by area, time and kind, written under whatever headers a department
 * uses. What a loader must read stays with each row, so that the planted sums are those of the file.
 */
import { type Extract, type ExtractRow, makeExtract } from "./extract.ts";

/** One cell of a return, as a loader must read it. */
export interface ReturnCell {
  readonly area: string;
  /** The year that it is booked to. */
  readonly year: number;
  /** What the planted sums keep apart, for example `iudInsertion`; empty when nothing. */
  readonly kind: string;
  /** By canonical column; null where the return is silent. */
  readonly counts: Readonly<Record<string, number | null>>;
}

/** A column of the file: its header, and its text for a cell. */
export type ReturnColumn<Cell> = readonly [header: string, text: (cell: Cell) => string];

export interface ReturnPlan<Cell extends ReturnCell>
  extends Omit<Extract<Cell>, "firstLine" | "header" | "layout" | "rows"> {
  readonly columns: readonly ReturnColumn<Cell>[];
  readonly cells: readonly Cell[];
  readonly layout?: Extract["layout"];
}

/** The extract of a plan, a row for each cell. */
export function returnExtract<Cell extends ReturnCell>(plan: ReturnPlan<Cell>): Extract<Cell> {
  const { columns, cells, ...rest } = plan;
  return makeExtract<Cell>({
    ...rest,
    header: columns.map(([header]) => header),
    rows: cells.map(
      (cell): ExtractRow<Cell> => ({ cells: columns.map(([, text]) => text(cell)), origin: cell }),
    ),
  });
}

/** The column of one count; a silent one is an empty cell. */
export function count(header: string, canonical: string): ReturnColumn<ReturnCell> {
  return [header, ({ counts }) => String(counts[canonical] ?? "")];
}

/** A month as `2011-09` of the key 201109. */
export function isoMonth(key: number): string {
  return `${Math.floor(key / 100)}-${String(key % 100).padStart(2, "0")}`;
}

/** All months of some years as keys, yyyymm. */
export function monthsOf(first: number, last: number): number[] {
  return Array.from(
    { length: (last - first + 1) * 12 },
    (_, index) => (first + Math.floor(index / 12)) * 100 + (index % 12) + 1,
  );
}

/** The years from one to another. */
export function yearsOf(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
