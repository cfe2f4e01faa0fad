/**
 * The answer to a GraphQL question as a table: the outermost list gives the rows, fields of objects
 * get dotted names, other lists are one text. The same as `demograph ask --csv` and `/export` make.
 */

export type Cell = string | number | boolean | null;
export type AnswerRow = Readonly<Record<string, Cell>>;

type Answer = Readonly<Record<string, unknown>>;

/** What a page of a list says of itself is no part of a table. */
const aboutPages = new Set(["pageInfo", "totalCount", "cursor", "__typename"]);
const separator = "; ";

/** The rows; null when several lists stand side by side, which are no single table. */
export function answerRows(data: Answer): AnswerRow[] | null {
  try {
    return completed(rowsOf(data, "", {}, false));
  } catch (error) {
    if (error instanceof SeveralLists) return null;
    throw error;
  }
}

/**
 * Gives every row every column: an object that is missing has no fields in the answer, and a list
 * that is empty none of its items'; what they are called is told by the other rows.
 */
function completed(rows: readonly AnswerRow[]): AnswerRow[] {
  const most = rows.reduce<readonly string[]>((known, row) => {
    const names = Object.keys(row);
    return names.length > known.length ? names : known;
  }, []);
  const all = [...new Set([...most, ...rows.flatMap(Object.keys)])];
  const isOutline = (name: string) => all.some((other) => other.startsWith(`${name}.`));
  const columns = all.filter((name) => !isOutline(name));
  return rows.map((row) => {
    const cell = (name: string) => {
      const outline = Object.keys(row).find((outer) => name.startsWith(`${outer}.`));
      return row[name] ?? (outline ? row[outline] : null) ?? null;
    };
    return Object.fromEntries(columns.map((name) => [name, cell(name)]));
  });
}

class SeveralLists extends Error {}

/** The list of rows within an object. */
interface Found {
  readonly key: string;
  readonly prefix: string;
  readonly items: readonly unknown[];
}

function rowsOf(value: Answer, prefix: string, before: AnswerRow, isInside: boolean): AnswerRow[] {
  const cells: Record<string, Cell> = { ...before };
  const lists: Found[] = [];
  fill(value, prefix, cells, lists, isInside);
  if (lists.length > 1) throw new SeveralLists();
  const [list] = lists;
  if (!list) return [cells];
  if (list.items.length === 0) return isInside ? [cells] : [];
  // The items of the outermost list are the rows, and edges are nothing but their nodes.
  const inner = list.key === "edges" ? list.prefix : `${list.prefix}${list.key}.`;
  const own = isInside ? inner : "";
  return list.items.flatMap((item) => rowsOf(item as Answer, own, cells, true));
}

function fill(
  value: Answer,
  prefix: string,
  cells: Record<string, Cell>,
  lists: Found[],
  isInside: boolean,
): void {
  for (const [key, inner] of Object.entries(value)) {
    if (aboutPages.has(key)) continue;
    const isText = Array.isArray(inner) && (!inner.every(isObject) || (isInside && !inner.length));
    if (isText && key !== "edges") cells[prefix + key] = joined(inner);
    else if (Array.isArray(inner)) {
      if (isInside && key !== "edges") joinFields(inner as Answer[], `${prefix}${key}.`, cells);
      else lists.push({ key, prefix, items: inner });
    } else if (isObject(inner)) {
      const isNode =
        key === "node" && Object.keys(value).every((one) => one === key || aboutPages.has(one));
      fill(inner, isNode ? prefix : `${prefix}${key}.`, cells, lists, isInside);
    } else cells[prefix + key] = inner as Cell;
  }
}

function isObject(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function joined(values: readonly unknown[]): string {
  return values.map((value) => String(value ?? "")).join(separator);
}

/** Each field of the items as one text; missing ones leave their place empty. */
function joinFields(items: readonly Answer[], prefix: string, cells: Record<string, Cell>): void {
  const rows = items.map((item) => {
    const own: Record<string, Cell> = {};
    fill(item, prefix, own, [], true);
    return own;
  });
  for (const name of new Set(rows.flatMap(Object.keys)))
    cells[name] = joined(rows.map((row) => row[name]));
}
