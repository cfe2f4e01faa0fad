/**
 * What a spreadsheet program writes into a cell instead of a value. Numbers and codes refuse it by
 * themselves; a text would take it for a name.
 */
import { textLiteral } from "#warehouse/engine/duckdb.ts";
import { uncalculated } from "../readers/xlsx-sheet.ts";

const errors = [
  "#BLOCKED!",
  "#BUSY!",
  "#CALC!",
  "#CONNECT!",
  "#DIV/0!",
  "#FIELD!",
  "#GETTING_DATA",
  "#N/A",
  "#NAME?",
  "#NULL!",
  "#NUM!",
  "#REF!",
  "#SPILL!",
  "#UNKNOWN!",
  "#VALUE!",
  uncalculated,
];

/** SQL list of them. */
export const spreadsheetErrors = errors.map(textLiteral).join(", ");
