/**
 * One sheet as rows of text, streamed: shared and rich texts, inline texts, booleans, errors,
 * cached results of formulas, numbers, dates. What contradicts itself is an error, never a guess.
 */
import type { ExtractFile } from "./extract-file.ts";
import type { XmlHandlers } from "./parse-xml.ts";
import { decimalText, isoDate, percentText } from "./xlsx-cell-format.ts";
import { damaged } from "./xlsx-package.ts";
import { isTrue, unescapeText, type Workbook } from "./xlsx-workbook.ts";

const lastRow = 1_048_576;
const lastColumn = 16_384;

export interface SheetRow {
  /** Row of the sheet, from 1. */
  readonly number: number;
  readonly isHidden: boolean;
  /** By column, from 0; null or absent where empty. */
  readonly cells: readonly (string | null | undefined)[];
}

/** What a cell says whose formula no program has calculated: no column takes it for a value. */
export const uncalculated = "#formula without a result";

/** A merged range: rows and columns from 1, both ends included. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Counts of what a reader of the data should know. */
export interface SheetNotes {
  formulas: number;
  uncachedFormulas: number;
  impossibleDates: number;
  roundedNumbers: number;
  hiddenColumns: number;
}

export class XlsxSheet implements XmlHandlers {
  readonly merged: MergedRange[] = [];
  readonly notes: SheetNotes = {
    formulas: 0,
    uncachedFormulas: 0,
    impossibleDates: 0,
    roundedNumbers: 0,
    hiddenColumns: 0,
  };
  readonly #file: ExtractFile;
  readonly #workbook: Workbook;
  readonly #onRow: (row: SheetRow) => void;
  #row = 0;
  #isHidden = false;
  #cells: (string | null)[] = [];
  /** Column of the cell at hand, from 0. */
  #column = -1;
  #type = "n";
  #style = 0;
  #value = "";
  #hasValue = false;
  #hasFormula = false;
  #isText = false;
  #isPhonetic = false;

  constructor(file: ExtractFile, workbook: Workbook, onRow: (row: SheetRow) => void) {
    this.#file = file;
    this.#workbook = workbook;
    this.#onRow = onRow;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === "c") this.#openCell(attributes);
    else if (name === "v") {
      this.#hasValue = true;
      this.#isText = true;
    } else if (name === "row") this.#openRow(attributes);
    else if (name === "t") this.#isText = !this.#isPhonetic;
    else if (name === "f") this.#openFormula();
    else if (name === "rPh") this.#isPhonetic = true;
    else if (name === "mergeCell") this.merged.push(this.#range(attributes.ref ?? ""));
    else if (name === "col" && isTrue(attributes.hidden)) {
      this.notes.hiddenColumns += Number(attributes.max) - Number(attributes.min) + 1;
    }
  }

  close(name: string): void {
    if (name === "v" || name === "t") this.#isText = false;
    else if (name === "c") this.#cells[this.#column] = this.#cellText() || null;
    else if (name === "rPh") this.#isPhonetic = false;
    else if (name === "row") {
      this.#onRow({ number: this.#row, isHidden: this.#isHidden, cells: this.#cells });
    }
  }

  text(content: string): void {
    if (this.#isText) this.#value += content;
  }

  #openFormula(): void {
    this.#hasFormula = true;
    this.notes.formulas++;
  }

  #openRow({ r, hidden }: Record<string, string>): void {
    const number = r === undefined ? this.#row + 1 : Number(r);
    if (!Number.isInteger(number) || number <= this.#row || number > lastRow) {
      throw damaged(this.#file, `a row after row ${this.#row} has a wrong number`);
    }
    this.#row = number;
    this.#isHidden = isTrue(hidden);
    this.#cells = [];
    this.#column = -1;
  }

  #openCell({ r, t, s }: Record<string, string>): void {
    const column = r === undefined ? this.#column + 1 : this.#columnOf(r);
    if (column <= this.#column || column >= lastColumn) {
      throw damaged(this.#file, `a cell of row ${this.#row} has a wrong place`);
    }
    this.#column = column;
    this.#type = t ?? "n";
    this.#style = s === undefined ? 0 : Number(s);
    this.#value = "";
    this.#hasValue = false;
    this.#hasFormula = false;
  }

  /** Column from 0 of a reference such as `AB12`, which must be in the row at hand. */
  #columnOf(reference: string): number {
    let column = 0;
    let at = 0;
    for (; at < reference.length; at++) {
      const letter = reference.charCodeAt(at);
      if (letter < 65 || letter > 90) break;
      column = column * 26 + letter - 64;
    }
    if (at === 0 || at > 3 || Number(reference.slice(at)) !== this.#row) {
      throw damaged(this.#file, `a cell of row ${this.#row} has a wrong place`);
    }
    return column - 1;
  }

  #range(reference: string): MergedRange {
    const [from, to = from] = reference.split(":").map((corner) => {
      const [, letters, row] = /^([A-Z]{1,3})(\d{1,7})$/.exec(corner) ?? [];
      if (!letters) throw damaged(this.#file, "a merged range has a wrong place");
      const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
      return { row: Math.min(lastRow, Number(row)), column: Math.min(lastColumn, column) };
    });
    return { top: from!.row, left: from!.column, bottom: to!.row, right: to!.column };
  }

  #cellText(): string {
    const value = this.#value;
    if (this.#hasFormula && !this.#hasResult()) {
      this.notes.uncachedFormulas++;
      return uncalculated;
    }
    switch (this.#type) {
      case "s":
        return this.#hasValue ? this.#indented(this.#sharedText(value)) : "";
      case "b":
        return value === "1" ? "TRUE" : value === "0" ? "FALSE" : value;
      case "inlineStr":
      case "str":
        return this.#indented(unescapeText(value));
      case "e":
      case "d":
        return value;
      default:
        return this.#number(value);
    }
  }

  /** The result may be the empty text, but not an empty number. */
  #hasResult(): boolean {
    return this.#type === "str" ? this.#hasValue : this.#value !== "";
  }

  /** Two spaces a level, as people write it where there is no alignment. */
  #indented(text: string): string {
    const indent = this.#workbook.styles[this.#style]?.indent ?? 0;
    return indent > 0 && text !== "" ? "  ".repeat(indent) + text : text;
  }

  #sharedText(value: string): string {
    const text = /^\d+$/.test(value) ? this.#workbook.texts[Number(value)] : undefined;
    if (text === undefined) {
      throw damaged(this.#file, `a cell of row ${this.#row} names a text that is not there`);
    }
    return text;
  }

  #number(value: string): string {
    if (value === "") return "";
    const format = this.#workbook.styles[this.#style]?.format ?? "number";
    if (format === "percent") return percentText(value);
    const text = decimalText(value);
    if (format !== "number" && Number.isFinite(Number(value))) {
      const day = isoDate(Number(value), format, this.#workbook.from1904);
      if (day !== null) return day;
      this.notes.impossibleDates++;
      return text;
    }
    // Spreadsheets keep 15 digits: an identity number typed as a number is no longer itself.
    if (/^-?\d{16,}$/.test(text)) this.notes.roundedNumbers++;
    return text;
  }
}
