/** Workbooks of 40 good rows and something else, as the damaged ones need them. */
import {
  sheetData,
  type WorkbookParts,
  workbookParts,
  writeWorkbook,
  writeZip,
  type ZipPart,
} from "../readers/write-zip.ts";
import { goodRows, header } from "./damaged-file.ts";

type Cells = readonly (string | number | null)[];

const headerCells: Cells = header.split(",");
const goodCells: readonly Cells[] = goodRows(40)
  .trimEnd()
  .split("\n")
  .map((line) => line.split(",").map((cell, i) => (i === 4 ? Number(cell) : cell)));

/** A workbook of the header, 40 good rows and what follows them. */
export function workbook(rest: string, parts: Partial<WorkbookParts> = {}, tail = ""): Buffer {
  return writeWorkbook({ sheets: { 出生: table(rest, tail) }, ...parts });
}

/** The sheet of such a workbook; `tail` stands after its rows, `before` above its header. */
export function table(rest: string, tail = "", before: readonly Cells[] = []): string {
  const rows = sheetData([...before, headerCells, ...goodCells]);
  return `${rows.replace("</sheetData>", rest)}</sheetData>${tail}`;
}

/** One more row; a cell that is XML is taken as it is. */
export function row(...cells: readonly string[]): string {
  const cell = (text: string) =>
    text.startsWith("<") ? text : `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  return `<row>${cells.map(cell).join("")}</row>`;
}

/** The code of the village that all good rows are of. */
export const village = "990521101001";

/** A good workbook with parts replaced or added. */
export function withParts(...changed: ZipPart[]): Buffer {
  const kept = workbookParts({ sheets: { 出生: table("") } });
  return writeZip([
    ...kept.filter(({ name }) => !changed.some((part) => part.name === name)),
    ...changed,
  ]);
}

/** The part of a workbook that holds its first sheet. */
export const sheetPart = "xl/worksheets/0.xml";
/** A good workbook with this XML as its sheet. */
export const sheet = (content: string) => withParts({ name: sheetPart, content });
