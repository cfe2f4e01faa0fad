/**
 * An intruder's bounds for a two-way table with its totals, any of which may be withheld: the
 * commonest published form, and exact (a network flow). Source: METHODS.md 11.2.
 */
import { attackerBounds, sumRelation } from "./attacker-bounds.ts";

/** A two-way table as published; null is withheld. */
export interface PublishedTable {
  readonly cells: readonly (readonly (number | null)[])[];
  readonly rowTotals: readonly (number | null)[];
  readonly columnTotals: readonly (number | null)[];
  readonly grandTotal: number | null;
}

/** The least and the most an inner cell can be, rows and columns counted from 0. */
export interface TableCellBounds {
  readonly row: number;
  readonly column: number;
  readonly min: number;
  readonly max: number | null;
}

/** The bounds of the withheld inner cells, row by row. Throws when no counts fit the table. */
export function tableBounds(table: PublishedTable): TableCellBounds[] {
  const rows = table.cells.length;
  const columns = table.columnTotals.length;
  if (table.rowTotals.length !== rows || table.cells.some((row) => row.length !== columns)) {
    throw new RangeError("A row or a total is missing; give as many totals as rows and columns.");
  }
  const inner = table.cells.flat();
  const firstRowTotal = inner.length;
  const firstColumnTotal = firstRowTotal + rows;
  const grandTotal = firstColumnTotal + columns;
  const range = (length: number, from = 0, step = 1) =>
    Array.from({ length }, (_, i) => from + i * step);
  const relations = [
    ...range(rows).map((i) => sumRelation(firstRowTotal + i, range(columns, i * columns))),
    ...range(columns).map((j) => sumRelation(firstColumnTotal + j, range(rows, j, columns))),
    sumRelation(grandTotal, range(rows, firstRowTotal)),
    sumRelation(grandTotal, range(columns, firstColumnTotal)),
  ];
  const values = [...inner, ...table.rowTotals, ...table.columnTotals, table.grandTotal];
  const wanted = range(inner.length).filter((cell) => inner[cell] === null);
  return attackerBounds(values, relations, wanted).map(({ cell, min, max }) => ({
    row: Math.floor(cell / columns),
    column: cell % columns,
    min,
    max,
  }));
}
