/** The rows of one sheet sorted into title, header and data, and written to the clean rows. */
import { identifier } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import { BrokenRows } from "./broken-rows.ts";
import { CleanRows, type StagingTable } from "./clean-rows.ts";
import type { ExtractFile } from "./extract-file.ts";
import { joinHeader } from "./join-header.ts";
import type { ReaderOptions } from "./read-extract.ts";
import { maximumColumns, RowLines } from "./read-rows.ts";
import type { MergedRange, SheetRow } from "./xlsx-sheet.ts";

export class SheetRows {
  /** Data rows so far. */
  row = 0;
  hiddenRows = 0;
  readonly lines = new RowLines();
  readonly broken: BrokenRows;
  readonly #file: ExtractFile;
  readonly #skipRows: number;
  readonly #headerRows: number;
  readonly #target: StagingTable;
  readonly #rows: CleanRows;
  readonly #header: SheetRow[] = [];
  /** Sheet row of the header's first row; 0 before it was seen. */
  #headerTop = 0;

  constructor(file: ExtractFile, options: ReaderOptions, target: StagingTable) {
    this.#file = file;
    this.#skipRows = options.skipRows ?? 0;
    this.#headerRows = options.headerRows ?? 1;
    this.#rows = new CleanRows(target, ",", 0);
    this.#target = target;
    this.broken = new BrokenRows(file.name);
  }

  /** Neither a header nor, where there is none, a row of data. */
  get isEmpty(): boolean {
    return this.#headerTop === 0;
  }

  add(sheetRow: SheetRow): void {
    const width = widthOf(sheetRow.cells);
    if (sheetRow.number <= this.#skipRows || width === 0) return;
    if (this.#headerTop === 0) this.#headerTop = sheetRow.number;
    if (sheetRow.number <= this.#headerBottom) {
      if (width > maximumColumns) throw this.#tooManyColumns(width);
      this.#header.push(sheetRow);
      return;
    }
    this.row++;
    if (sheetRow.isHidden) this.hiddenRows++;
    this.lines.add(this.row, sheetRow.number);
    if (width > maximumColumns) {
      const reason = `it has a value in column ${columnName(width)}, far beyond the header`;
      this.broken.add(this.row, sheetRow.number, reason);
      return;
    }
    if (width > this.#rows.columns) this.#rows.widen(width);
    this.#rows.write(this.row, sheetRow.cells);
  }

  /** The name of every column; merged cells of the header have the name of their first cell. */
  header(merged: readonly MergedRange[]): string[] {
    if (this.#headerRows === 0) {
      return Array.from({ length: this.#rows.columns }, (_, index) => `c${index + 1}`);
    }
    const rows = Array.from({ length: this.#headerRows }, (_, index) => {
      const found = this.#header.find(({ number }) => number === this.#headerTop + index);
      // An indentation says something of rows, nothing of columns.
      return Array.from(found?.cells ?? [], (cell) => cell?.trimStart() ?? null);
    });
    for (const range of merged) {
      const name = rows[range.top - this.#headerTop]?.[range.left - 1];
      if (!name) continue;
      const right = Math.min(range.right, maximumColumns);
      for (let row = range.top; row <= Math.min(range.bottom, this.#headerBottom); row++) {
        for (let column = range.left; column <= right; column++) {
          rows[row - this.#headerTop]![column - 1] = name;
        }
      }
    }
    return joinHeader(rows, Math.max(...rows.map(widthOf)));
  }

  mergedInData(merged: readonly MergedRange[]): number {
    return merged.filter(({ top }) => top > this.#headerBottom).length;
  }

  /** Ends the staging table; rows with values beyond the header's last column are broken. */
  async finish(columns: number, lastRow: number): Promise<void> {
    const { database, table } = this.#target;
    const width = Math.max(columns, this.#rows.columns);
    await this.#rows.finish(width, lastRow);
    if (width === columns) return;
    const name = identifier(table);
    const names = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => `c${from + index + 1}`).join(", ");
    const beyond = `coalesce(${names(columns, width)}) is not null`;
    const found = await database.rows<{ row: number }>(
      `select "row" from ${name} where ${beyond} order by "row"`,
    );
    const reason = `it has a value beyond the header, which ends at column ${columnName(columns)}`;
    for (const { row } of found) {
      this.broken.add(row, this.lines.lineOf(row), reason);
    }
    await database.run(
      `create or replace table ${name} as ` +
        `select "row", ${names(0, columns)} from ${name} where not (${beyond})`,
    );
  }

  get #headerBottom(): number {
    return this.#headerTop === 0 ? 0 : this.#headerTop + this.#headerRows - 1;
  }

  #tooManyColumns(width: number): InputError {
    return new InputError(
      `"${this.#file.name}" has a header as far as column ${columnName(width)}; at most ` +
        `${maximumColumns} columns are read. Delete what is right of the table.`,
    );
  }
}

function widthOf(cells: readonly (string | null | undefined)[]): number {
  let width = cells.length;
  while (width > 0 && !cells[width - 1]) width--;
  return width;
}

/** 1 is A, 27 is AA. */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? columnName(Math.floor((column - 1) / 26)) + letter : letter;
}
