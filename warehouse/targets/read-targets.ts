/**
 * The dated targets: `warehouse/targets.csv`, one row a target. Several may be in force for one measure
 * at once, each with the document and the clause that set it.
 */
import { readFileSync } from "node:fs";
import type { Bilingual } from "../define-measure.ts";
import type { Breakdown, PopulationBase } from "../estimate.ts";

/** What a value is held to. */
export interface Target {
  /** Its place in the file, from 1: `contraceptivePrevalence-12`. */
  readonly id: string;
  readonly measure: string;
  readonly comparison: ">=" | "<=" | "in";
  /** In the measure's unit; the lower edge of a band. */
  readonly value: number;
  /** The upper edge of a band; null otherwise. */
  readonly upper: number | null;
  /** The only level or population base that it is for; null for any. */
  readonly level: string | null;
  readonly base: PopulationBase | null;
  /** The category that it is for, such as topic `policy`; null for the whole. */
  readonly category: { readonly breakdown: Breakdown; readonly code: string } | null;
  /** The calendar years that are pooled, up to and with the one asked for. */
  readonly years: number;
  readonly document: string;
  readonly clause: string;
  /** YYYY-MM-DD; null where the document gives no date. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly note: Bilingual | null;
}

const file = new URL("../targets.csv", import.meta.url);
const header =
  "measure,comparison,value,upper,level,base,breakdown,member,years,document,clause,valid_from,valid_to,note_zh,note_en";

/** All targets in the order of the file. A row that is none is our mistake and throws. */
export function readTargets(): readonly Target[] {
  const [first, ...lines] = readFileSync(file, "utf8").trim().split("\n");
  if (first !== header) throw new Error(`targets.csv has the header "${first}", not "${header}".`);
  return lines.map((line, index) => readTarget(line, index + 1));
}

function readTarget(line: string, position: number): Target {
  const cells = line.split(",");
  const fail = (what: string): never => {
    throw new Error(`targets.csv row ${position}: ${what} in "${line}".`);
  };
  if (cells.length !== 15) fail(`${cells.length} cells instead of 15`);
  const [measure, comparison, value, upper, level, base, breakdown, member] = cells as string[];
  const [years, document, clause, validFrom, validTo, zh, en] = cells.slice(8) as string[];
  const isBand = comparison === "in";
  if (!isBand && comparison !== ">=" && comparison !== "<=") fail(`the comparison "${comparison}"`);
  if (value === "" || Number.isNaN(Number(value))) fail(`the value "${value}"`);
  if (isBand !== (upper !== "")) fail(`the upper edge "${upper}"`);
  if (!/^[1-9]\d*$/.test(years!)) fail(`the years "${years}"`);
  for (const day of [validFrom, validTo]) {
    if (day && !/^\d{4}-\d{2}-\d{2}$/.test(day)) fail(`the day "${day}"`);
  }
  return {
    id: `${measure}-${position}`,
    measure: measure!,
    comparison: comparison as Target["comparison"],
    value: Number(value),
    upper: isBand ? Number(upper) : null,
    level: level || null,
    base: (base || null) as PopulationBase | null,
    category: breakdown ? { breakdown: breakdown as Breakdown, code: member! } : null,
    years: Number(years),
    document: document!,
    clause: clause!,
    validFrom: validFrom || null,
    validTo: validTo || null,
    note: zh || en ? { zh: zh || en!, en: en || zh! } : null,
  };
}
