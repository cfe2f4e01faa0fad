/**
 * Faults of returns of counts. Those that are rejected are rows too many, copies of right rows with
 * one cell spoiled, so that the sums of the returns stay what they are; those that are mended stand
 * in right rows.
 */
import type { Extract, ExtractRow, RowFault } from "./extract.ts";
import type { SeededRandom } from "./seeded-random.ts";

export type ReturnFault =
  | "chinese-date"
  | "slashed-date"
  | "full-width-digits"
  | "half-a-person"
  | "impossible-date"
  | "missing-marker"
  | "negative-count"
  | "no-area"
  | "other-year"
  | "padded-code"
  | "ragged-row"
  | "repeated-row"
  | "thousands-separator"
  | "unit-in-cell"
  | "unknown-area"
  | "unknown-category"
  | "word-for-a-count";

/** What each fault needs of the file; headers as written. */
export interface ReturnFaultPlan {
  readonly area: string;
  /** The column that says when, and how it writes 2011-09-04 or a part of it. */
  readonly time?: string;
  readonly count?: string;
  /** A column with empty cells, for markers of nothing. */
  readonly silent?: string;
  readonly category?: string;
  /** The column that an error about a repeated row names, where it is not the area. */
  readonly key?: string;
  /** How the file writes a time that is outside its coverage. */
  readonly otherTime?: string;
  /** A column whose number has to be another one for a copy to be no duplicate. */
  readonly number?: string;
  readonly unit?: string;
  readonly faults: Readonly<Partial<Record<ReturnFault, number>>>;
}

/** Plants the faults of a plan in `extract`, in the order in which the plan names them. */
export function plantReturnFaults(
  extract: Extract,
  plan: ReturnFaultPlan,
  random: SeededRandom,
): void {
  const clean = new Set(extract.rows.filter(({ fault }) => !fault));
  for (const [kind, count] of Object.entries(plan.faults) as [ReturnFault, number][]) {
    const fits = fitting(extract, plan, kind);
    for (const row of random.sample([...clean].filter(fits), count)) {
      clean.delete(row);
      plantOne(extract, plan, kind, row, random);
    }
  }
}

/** A missing marker takes the place of nothing, a separator needs thousands. */
function fitting(extract: Extract, plan: ReturnFaultPlan, kind: ReturnFault) {
  if (kind === "missing-marker") {
    const silent = extract.header.indexOf(plan.silent!);
    return ({ cells }: ExtractRow<unknown>) => cells[silent] === "";
  }
  const column = extract.header.indexOf(plan.count ?? "");
  const pattern = kind === "thousands-separator" ? /^\d{4,6}$/ : /^\d+(\.\d+)?$/;
  return ({ cells }: ExtractRow<unknown>) => column < 0 || pattern.test(cells[column]!);
}

/** A fault that the loader mends, in its own row: the column and how its text is changed. */
function mendedFault(
  plan: ReturnFaultPlan,
  kind: ReturnFault,
  random: SeededRandom,
): Change | null {
  switch (kind) {
    case "chinese-date":
      return change(plan.time, (text) => text.replace(/^(\d{4})-(\d\d)/, chineseMonth));
    case "full-width-digits":
      return change(plan.count, fullWidth);
    case "missing-marker":
      return change(plan.silent, () => random.pick(["—", "…", "无", "/"]));
    case "padded-code":
      return change(plan.area, (text) => ` ${text} `);
    case "slashed-date":
      return change(plan.time, (text) => text.replaceAll("-", "/"));
    case "thousands-separator":
      return change(plan.count, (text) => text.replace(/\B(?=(\d{3})+$)/g, ","));
    case "unit-in-cell":
      return change(plan.count, (text) => `${text}${plan.unit}`);
    default:
      return null;
  }
}

/** A fault that has a row rejected: its rule, the column and how the text of a copy is changed. */
function rejectedFault(
  plan: ReturnFaultPlan,
  kind: ReturnFault,
  random: SeededRandom,
): (Change & { readonly rule: RowFault["rule"] }) | null {
  const rejected = (rule: RowFault["rule"], found: Change) => ({ ...found, rule });
  switch (kind) {
    case "half-a-person":
      return rejected(
        "bad_value",
        change(plan.count, (text) => `${text}.5`),
      );
    case "impossible-date":
      return rejected(
        "bad_value",
        change(plan.time, (text) => text.replace(/-\d\d/, "-13")),
      );
    case "negative-count":
      return rejected(
        "out_of_range",
        change(plan.count, (text) => `-${text === "0" ? 1 : text}`),
      );
    case "no-area":
      return rejected(
        "missing",
        change(plan.area, () => ""),
      );
    case "other-year":
      return rejected(
        "outside_coverage",
        change(plan.time, () => plan.otherTime!),
      );
    case "repeated-row":
      return rejected(
        "duplicate",
        change(plan.key ?? plan.area, (text) => text),
      );
    case "unknown-area":
      return rejected("unknown_area", change(plan.area, unknownCode));
    case "unknown-category":
      return rejected(
        "bad_value",
        change(plan.category, () => "?"),
      );
    case "word-for-a-count":
      return rejected(
        "bad_value",
        change(plan.count, () => random.pick(["若干", "几例", "约半数"])),
      );
    default:
      return null;
  }
}

function plantOne(
  extract: Extract,
  plan: ReturnFaultPlan,
  kind: ReturnFault,
  row: ExtractRow<unknown>,
  random: SeededRandom,
): void {
  const mended = mendedFault(plan, kind, random);
  if (mended) {
    const at = extract.header.indexOf(mended.column);
    row.cells[at] = mended.write(row.cells[at]!);
    row.fault = { kind, column: mended.column, found: row.cells[at]!, rule: null };
    return;
  }
  const rejected = rejectedFault(plan, kind, random);
  if (!rejected) {
    addCutShort(extract, row, random);
    return;
  }
  const { column, rule } = rejected;
  const at = extract.header.indexOf(column);
  const cells = [...row.cells];
  cells[at] = rejected.write(cells[at]!);
  const number = extract.header.indexOf(plan.number ?? "");
  if (kind === "other-year" && number >= 0)
    cells[number] = cells[number]!.replace(/\d(\d{4})$/, "9$1");
  addAfter(extract, row, cells, { kind, column, found: cells[at]!, rule });
}

interface Change {
  readonly column: string;
  readonly write: (before: string) => string;
}

function change(column: string | undefined, write: Change["write"]): Change {
  if (column === undefined) throw new Error("The plan names no column for this fault.");
  return { column, write };
}

/** The copy comes later than the row itself, so that of two the first one counts. */
function addAfter(
  extract: Extract,
  row: ExtractRow<unknown>,
  cells: string[],
  fault: RowFault,
): void {
  extract.rows.splice(extract.rows.indexOf(row) + 1, 0, { cells, origin: null, fault });
}

/** A row that lost its last fields, as a cut line does. */
function addCutShort(extract: Extract, row: ExtractRow<unknown>, random: SeededRandom): void {
  const fields = extract.header.length;
  const cells = row.cells.slice(0, 2 + random.below(fields - 3));
  const found = `${cells.length} of ${fields} fields`;
  addAfter(extract, row, cells, { kind: "ragged-row", column: "", found, rule: "unsplittable" });
}

function unknownCode(code: string): string {
  return `${code.slice(0, 6)}9${code.slice(7)}`;
}

function chineseMonth(_: string, year: string, month: string): string {
  return `${year}年${Number(month)}月`;
}

function fullWidth(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
}
