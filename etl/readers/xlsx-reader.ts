/**
 * Reads one sheet of a workbook: the one that is named, or the first visible one. Names of merged
 * header cells are filled in; what a sheet hides or has not calculated is told in warnings.
 */
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import type { StagingTable } from "./clean-rows.ts";
import type { ExtractFile } from "./extract-file.ts";
import type { ReaderOptions } from "./read-extract.ts";
import type { ReadRows } from "./read-rows.ts";
import { XlsxPackage } from "./xlsx-package.ts";
import { XlsxSheet } from "./xlsx-sheet.ts";
import { SheetRows } from "./xlsx-sheet-rows.ts";
import { parsePart, readWorkbook, type Workbook, type WorkbookSheet } from "./xlsx-workbook.ts";

/**
 * The line of a row is its row of the sheet.
 * @throws InputError for a damaged workbook, or a sheet without rows.
 */
export async function readXlsx(
  file: ExtractFile,
  options: ReaderOptions,
  target: StagingTable,
): Promise<ReadRows> {
  const parts = await XlsxPackage.open(file);
  const workbook = await readWorkbook(file, parts);
  const sheet = chooseSheet(file, workbook, options.sheet);
  const rows = new SheetRows(file, options, target);
  const handlers = new XlsxSheet(file, workbook, (row) => rows.add(row));
  await parsePart(file, parts, sheet.part, handlers);
  const others = await otherSheetsWithData(file, parts, workbook, sheet);
  if (rows.isEmpty) throw emptySheet(file, sheet, others);
  const header = rows.header(handlers.merged);
  const rowsRead = Math.max(0, rows.row - (options.footerRows ?? 0));
  await rows.finish(header.length, rowsRead);
  return {
    header,
    encoding: null,
    rowsRead,
    broken: rows.broken.list(rowsRead, null),
    warnings: [
      ...sheetWarnings(file, sheet, others, options.sheet !== undefined),
      ...cellWarnings(file, sheet, rows, handlers),
    ],
    lineOf: (row) => rows.lines.lineOf(row),
    byteOffsetOf: () => null,
  };
}

function chooseSheet(
  file: ExtractFile,
  { sheets }: Workbook,
  wanted: string | undefined,
): WorkbookSheet {
  const found =
    wanted === undefined
      ? sheets.find(({ isHidden }) => !isHidden)
      : sheets.find(({ name }) => name === wanted);
  if (found) return found;
  if (wanted === undefined) {
    throw new InputError(`"${file.name}" has no visible sheet. Show the sheet with the table.`);
  }
  const names = sheets.map(({ name }) => name);
  throw new InputError(
    `"${file.name}" has no sheet "${wanted}".${didYouMean(wanted, names)} It has ${quoted(names)}.`,
  );
}

/** Each other sheet is read only as far as its first value. */
async function otherSheetsWithData(
  file: ExtractFile,
  parts: XlsxPackage,
  { sheets, ...workbook }: Workbook,
  chosen: WorkbookSheet,
): Promise<WorkbookSheet[]> {
  const withData: WorkbookSheet[] = [];
  for (const sheet of sheets) {
    if (sheet === chosen) continue;
    let hasData = false;
    const handlers = new XlsxSheet(file, { sheets, ...workbook }, ({ cells }) => {
      hasData ||= cells.some((cell) => cell);
    });
    await parsePart(file, parts, sheet.part, handlers, () => hasData);
    if (hasData) withData.push(sheet);
  }
  return withData;
}

function emptySheet(
  file: ExtractFile,
  sheet: WorkbookSheet,
  others: readonly WorkbookSheet[],
): InputError {
  const names = others.map(({ name }) => name);
  return new InputError(
    `"${file.name}", sheet "${sheet.name}": it has no header row. ` +
      (names.length > 0
        ? `State one of the sheets with data: ${quoted(names)}.`
        : "Send the table."),
  );
}

function sheetWarnings(
  file: ExtractFile,
  sheet: WorkbookSheet,
  others: readonly WorkbookSheet[],
  isStated: boolean,
): string[] {
  const warnings: string[] = [];
  const visible = others.filter(({ isHidden }) => !isHidden).map(({ name }) => name);
  const hidden = others.filter(({ isHidden }) => isHidden).map(({ name }) => name);
  if (sheet.isHidden)
    warnings.push(`"${file.name}": sheet "${sheet.name}" is hidden; it was read.`);
  if (visible.length > 0 && !isStated) {
    warnings.push(
      `"${file.name}": sheet "${sheet.name}" was read; ${quoted(visible)} also has data.`,
    );
  }
  if (hidden.length > 0 && !isStated) {
    warnings.push(`"${file.name}": hidden ${quoted(hidden)} has data that was not read.`);
  }
  return warnings;
}

function cellWarnings(
  file: ExtractFile,
  sheet: WorkbookSheet,
  rows: SheetRows,
  { notes, merged }: XlsxSheet,
): string[] {
  const counts: readonly [number, string][] = [
    [rows.hiddenRows, "hidden rows, which were read"],
    [notes.hiddenColumns, "hidden columns, which were read"],
    [
      rows.mergedInData(merged),
      "merged ranges below the header; only their first cells have values",
    ],
    [notes.formulas, "cells with formulas, whose results were read as they were last calculated"],
    [
      notes.uncachedFormulas,
      "formulas without a result, whose cells are refused: open and save it in a spreadsheet program",
    ],
    [notes.impossibleDates, "dates outside the calendar; they were read as numbers"],
    [
      notes.roundedNumbers,
      "numbers of more than 15 digits, whose last digits workbooks do not keep",
    ],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `"${file.name}", sheet "${sheet.name}": ${count} ${what}.`);
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
