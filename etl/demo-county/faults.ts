/**
 * Plants the faults that departments' files really have, each with a note of what was done. No row
 * gets two, and no row that another one refers to gets any, so that every verdict is certain.
 */
import type { Extract, ExtractRow, RowFault } from "./extract.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** The headers that a file has for the columns to spoil; absent where it has none. */
export interface FaultyColumns {
  readonly area: string;
  readonly date: string;
  readonly sex: string;
  readonly age?: string;
  readonly certificate: string;
}

export interface FaultPlan {
  readonly columns: FaultyColumns;
  /** A date in the file's own spelling: year, month, day; the day need not exist. */
  readonly date: (year: number, month: number, day: number) => string;
  readonly year: number;
  /** A certificate number that no other row has. */
  readonly spareCertificate: (index: number) => string;
  /** The part of the usual number of faults, 1 for all. */
  readonly share?: number;
  /** CSV files only: rows with too few fields. */
  readonly ragged?: boolean;
  /** The largest age that the source accepts, where it has one. */
  readonly oldest?: number;
}

/** Spoils some rows of `extract` in place and adds rows that must be rejected. */
export function plantFaults(extract: Extract, plan: FaultPlan, random: SeededRandom): void {
  const { columns, year } = plan;
  const count = (usual: number): number => Math.max(1, Math.round(usual * (plan.share ?? 1)));
  const at = (column: string): number => extract.header.indexOf(column);
  const clean = new Set(extract.rows);
  const draw = (usual: number): ExtractRow<unknown>[] => {
    const drawn = random.sample([...clean], count(usual));
    for (const row of drawn) clean.delete(row);
    return drawn;
  };
  const spoil = (
    usual: number,
    kind: string,
    rule: RowFault["rule"],
    column: string | undefined,
    write: (before: string) => string,
  ): void => {
    if (column === undefined) return;
    for (const row of draw(usual)) {
      const found = write(row.cells[at(column)]!);
      row.cells[at(column)] = found;
      row.fault = { kind, column, found, rule };
    }
  };
  spoil(
    3,
    "unknown-area",
    "unknown_area",
    columns.area,
    (code) => `${code.slice(0, 9)}9${code.slice(10)}`,
  );
  spoil(1, "swapped-digits", "unknown_area", columns.area, (code) => `990512${code.slice(6)}`);
  spoil(1, "no-area", "missing", columns.area, () => "");
  spoil(2, "impossible-date", "bad_value", columns.date, () => plan.date(year, 2, 30));
  spoil(2, "unreadable-sex", "bad_value", columns.sex, () => random.pick(["3", "?", "南"]));
  if (plan.oldest) {
    spoil(1, "impossible-age", "out_of_range", columns.age, () => String(plan.oldest! + 12));
  }
  spoil(6, "full-width-digits", null, columns.age, fullWidth);
  spoil(4, "full-width-digits", null, columns.area, fullWidth);
  spoil(3, "padded-code", null, columns.area, (code) => ` ${code} `);
  for (const row of plan.ragged ? draw(2) : []) cutShort(row, extract.header.length, random);
  for (const row of draw(3)) repeat(extract, row, at(columns.certificate), columns, random);
  for (const [index, row] of draw(2).entries()) {
    const cells = [...row.cells];
    const found = plan.date(year - 1, 12, 11 + index);
    cells[at(columns.date)] = found;
    cells[at(columns.certificate)] = plan.spareCertificate(index);
    const column = columns.date;
    const fault: RowFault = { kind: "other-year", column, found, rule: "outside_coverage" };
    extract.rows.splice(extract.rows.indexOf(row), 0, { cells, origin: null, fault });
  }
}

/** A row that lost its last fields, as a cut line does. */
function cutShort(row: ExtractRow<unknown>, fields: number, random: SeededRandom): void {
  row.cells = row.cells.slice(0, 3 + random.below(fields - 5));
  const found = `${row.cells.length} of ${fields} fields`;
  row.fault = { kind: "ragged-row", column: "", found, rule: "unsplittable" };
}

/** The same certificate a second time, some rows further down. */
function repeat(
  extract: Extract,
  row: ExtractRow<unknown>,
  certificate: number,
  columns: FaultyColumns,
  random: SeededRandom,
): void {
  const found = row.cells[certificate]!;
  const fault: RowFault = {
    kind: "repeated-certificate",
    column: columns.certificate,
    found,
    rule: "duplicate",
  };
  const position = extract.rows.indexOf(row) + 1 + random.below(150);
  extract.rows.splice(position, 0, { cells: [...row.cells], origin: null, fault });
}

function fullWidth(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
}
