/** The rows of one answer, as the plan of its query has them. */
import type { Part, RowPlan } from "./plan-rows.ts";

/** One value for each column of the plan; null where there is none. */
export type Row = readonly (string | number | boolean | null)[];

type Cells = (string | number | boolean | null)[];
type Answer = Readonly<Record<string, unknown>>;

/** A row for each item of the outermost list, times the estimates inside it. */
export function flattenAnswer({ columns, parts }: RowPlan, data: Answer): Row[] {
  return rowsOf(parts, data, Array<null>(columns.length).fill(null), false);
}

function rowsOf(parts: readonly Part[], value: Answer, before: Cells, isInside: boolean): Row[] {
  const cells = [...before];
  const rows = fill(parts, value, cells);
  if (!rows) return [cells];
  // A row whose own list is empty stays; an empty outermost list has no rows.
  if (rows.items.length === 0) return isInside ? [cells] : [];
  return rows.items.flatMap((item) => rowsOf(rows.part.parts, item, cells, true));
}

interface FoundRows {
  readonly part: Part & { readonly kind: "rows" };
  readonly items: readonly Answer[];
}

/** Fills in every cell outside the list of rows, and gives that list. */
function fill(parts: readonly Part[], value: Answer | null, cells: Cells): FoundRows | undefined {
  let found: FoundRows | undefined;
  for (const part of parts) {
    const inner = value?.[part.key] ?? null;
    if (part.kind === "cell") cells[part.column] = cellOf(inner);
    else if (part.kind === "object")
      found = fill(part.parts, inner as Answer | null, cells) ?? found;
    else if (part.kind === "rows") found = { part, items: (inner ?? []) as Answer[] };
    else join(part.parts, (inner ?? []) as Answer[], cells);
  }
  return found;
}

const separator = "; ";

/** Each field of the items as one text; missing ones leave their place empty. */
function join(parts: readonly Part[], items: readonly Answer[], cells: Cells): void {
  const filled = items.map((item) => {
    const own: Cells = [...cells];
    fill(parts, item, own);
    return own;
  });
  for (const column of columnsOf(parts)) {
    cells[column] = filled.map((own) => own[column] ?? "").join(separator);
  }
}

function columnsOf(parts: readonly Part[]): number[] {
  return parts.flatMap((part) => (part.kind === "cell" ? [part.column] : columnsOf(part.parts)));
}

function cellOf(value: unknown): Cells[number] {
  if (Array.isArray(value)) return value.map((one) => String(one ?? "")).join(separator);
  if (value === null || value === undefined) return null;
  if (typeof value === "object") return JSON.stringify(value);
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
}
