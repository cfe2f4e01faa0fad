/** Checks of a row as SQL over the table `checked` (alias c): when it is broken, and what was expected. */
import { identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import type { CheckedColumn } from "../staging/check-values.ts";
import { type Check, type Condition, columnsOf } from "./define-check.ts";

export interface Breach {
  /** True for a row that breaks the check; null where it says nothing. */
  readonly where: string;
  /** SQL for the text that completes "expected …". */
  readonly expected: string;
  /** The column that the error names. */
  readonly position: number;
}

/**
 * The check for a file with these columns; null when the file does not give what it needs.
 * @param receivedAt ISO 8601
 * @throws Error when the check names a column that the source lacks or that identifies people
 */
export function breachOf(
  check: Check,
  columns: readonly CheckedColumn[],
  receivedAt: string,
): Breach | null {
  const named = new Map(columns.map((column) => [column.name, column]));
  for (const name of columnsOf(check)) {
    const column = named.get(name)?.column;
    if (!column || column.identifier) throw new Error(`No check can be made of "${name}".`);
  }
  const given = (name: string) => {
    const { present, column } = named.get(name)!;
    return present || column.otherwise !== undefined;
  };
  const at = (name: string) => named.get(name)!;
  const found = conditionOf(check, at, given, receivedAt);
  if (!found) return null;
  const first = columnsOf(check).find((name) => at(name).present);
  if (first === undefined) return null;
  const because = check.because
    ? ` || ${textLiteral(`. ${check.because.replace(/\.$/, "")}`)}`
    : "";
  return {
    where: found.where,
    expected: `${found.expected}${because}`,
    position: columns.indexOf(at(first)),
  };
}

type Lookup = (name: string) => CheckedColumn;

function conditionOf(
  check: Check,
  at: Lookup,
  given: (name: string) => boolean,
  receivedAt: string,
): Pick<Breach, "where" | "expected"> | null {
  switch (check.kind) {
    case "sum":
      return sumBreach(check, at, given);
    case "order": {
      if (!given(check.earlier) || !given(check.later)) return null;
      const [earlier, later] = [at(check.earlier), at(check.later)];
      return {
        where: `${daysOf(later).last} < ${daysOf(earlier).first}`,
        expected: `'a time not before ' || ${timeText(earlier)} ||
          ${textLiteral(`, as ${quoted(earlier)} says`)}`,
      };
    }
    case "receipt": {
      if (!given(check.column)) return null;
      const day = receivedAt.slice(0, 10);
      // The day after still counts: a return may be a day ahead of the clock of the receipt.
      return {
        where: `${daysOf(at(check.column)).first} > DATE ${textLiteral(day)} + 1`,
        expected: textLiteral(`a time not after ${day}, when the extract was received`),
      };
    }
    case "implies": {
      const names = [...Object.keys(check.when), ...Object.keys(check.then)];
      if (!names.every(given)) return null;
      return {
        where: `${conditionSql(check.when, at)} AND NOT ${conditionSql(check.then, at)}`,
        expected: textLiteral(`only where ${conditionWords(check.then, at)}`),
      };
    }
    case "together":
    case "some":
      return presenceBreach(check, at);
    case "rising":
      // Looks across rows: cumulative.ts.
      return null;
  }
}

function sumBreach(
  { parts, whole, is, tolerance }: Extract<Check, { kind: "sum" }>,
  at: Lookup,
  given: (name: string) => boolean,
): Pick<Breach, "where" | "expected"> | null {
  const known = parts.filter(given);
  if (!given(whole) || known.length === 0) return null;
  if (is === "equal" && known.length < parts.length) return null;
  const cell = (name: string) => `c.${identifier(name)}`;
  const missing = is === "atMost" && known.length > 1;
  const sum = known.map((name) => (missing ? `coalesce(${cell(name)}, 0)` : cell(name)));
  const added = sum.join(" + ");
  const total = cell(whole);
  const limit = `(${total}${tolerance > 0 ? ` + ${tolerance}` : ""})`;
  const where = is === "atMost" ? `${added} > ${limit}` : `abs(${added} - ${total}) > ${tolerance}`;
  const says = `, as ${quoted(at(whole))} says`;
  const amount = `${is === "atMost" ? "'at most ' || " : ""}${numberText(total)}`;
  if (known.length === 1) return { where, expected: `${amount} || ${textLiteral(says)}` };
  const names = known.map((name) => quoted(at(name))).join(" + ");
  return {
    where,
    expected: `${amount} || ${textLiteral(` in ${names}${says}, not `)} || ${numberText(`(${added})`)}`,
  };
}

function presenceBreach(
  { kind, columns }: Extract<Check, { kind: "together" | "some" }>,
  at: Lookup,
): Pick<Breach, "where" | "expected"> | null {
  const present = columns.filter((name) => at(name).present);
  const cells = present.map((name) => `c.${identifier(name)}`);
  const labels = present.slice(1).map((name) => quoted(at(name)));
  if (kind === "some") {
    if (present.length === 0) return null;
    const others = labels.length > 0 ? ` or in ${labels.join(" or ")}` : "";
    return {
      where: `coalesce(${cells.map((cell) => `${cell}::VARCHAR`).join(", ")}) IS NULL`,
      expected: textLiteral(`a value in it${others}`),
    };
  }
  if (present.length < 2) return null;
  const count = cells.map((cell) => `(${cell} IS NULL)::INTEGER`).join(" + ");
  return {
    where: `${count} BETWEEN 1 AND ${present.length - 1}`,
    expected: textLiteral(`it together with ${labels.join(" and ")}, or none of them`),
  };
}

function conditionSql(condition: Condition, at: Lookup): string {
  const parts = Object.entries(condition).map(([name, wanted]) => {
    const value = comparable(at(name));
    if (typeof wanted === "string") return `${value} = ${textLiteral(wanted)}`;
    if (isList(wanted)) return `${value} IN (${wanted.map(textLiteral).join(", ")})`;
    const { from, to } = wanted;
    return [
      ...(from === undefined ? [] : [`${value} >= ${from}`]),
      ...(to === undefined ? [] : [`${value} <= ${to}`]),
    ].join(" AND ");
  });
  return `(${parts.join(" AND ")})`;
}

function conditionWords(condition: Condition, at: Lookup): string {
  const parts = Object.entries(condition).map(([name, wanted]) => {
    const label = quoted(at(name));
    if (typeof wanted === "string") return `${label} is ${wanted}`;
    if (isList(wanted)) return `${label} is ${wanted.join(" or ")}`;
    const { from, to } = wanted;
    if (from !== undefined && to !== undefined) return `${label} is ${from} to ${to}`;
    return from === undefined ? `${label} is at most ${to}` : `${label} is at least ${from}`;
  });
  return parts.join(" and ");
}

function isList(wanted: Condition[string]): wanted is readonly string[] {
  return Array.isArray(wanted);
}

/** Whole years where the file gives them, else the lowest age of the band. */
function comparable({ name, column }: CheckedColumn): string {
  const cell = `c.${identifier(name)}`;
  return column.type === "age" ? `coalesce(c.${identifier(`${name}_years`)}, ${cell})` : cell;
}

/** The first and the last day of a time, as SQL dates. */
function daysOf({ name, column }: CheckedColumn): { first: string; last: string } {
  const cell = `c.${identifier(name)}`;
  const monthStart = `make_date(${cell} // 100, ${cell} % 100, 1)`;
  switch (column.type) {
    case "date":
      return { first: cell, last: cell };
    case "month":
      return { first: monthStart, last: `last_day(${monthStart})` };
    case "year":
      return { first: `make_date(${cell}, 1, 1)`, last: `make_date(${cell}, 12, 31)` };
    case "period": {
      const months = `to_months(c.${identifier(`${name}_months`)})`;
      return { first: monthStart, last: `(${monthStart} + ${months} - INTERVAL 1 DAY)::DATE` };
    }
    default:
      throw new Error(`"${name}" is of type ${column.type} and no time.`);
  }
}

function timeText(checked: CheckedColumn): string {
  const { type } = checked.column;
  if (type === "year") return `c.${identifier(checked.name)}::VARCHAR`;
  return type === "date"
    ? `${daysOf(checked).first}::VARCHAR`
    : `left(${daysOf(checked).first}::VARCHAR, 7)`;
}

/** 20 and 0.5, whatever the scale of the decimal. */
function numberText(value: string): string {
  return `regexp_replace((${value})::VARCHAR, '[.]0+$|([.][0-9]*[1-9])0+$', '\\1')`;
}

function quoted({ label }: CheckedColumn): string {
  return `"${label}"`;
}
