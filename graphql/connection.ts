/**
 * Relay connections: a page of a list, with cursors that name the item by its key. A position would
 * shift when a new snapshot has more items; a key stays, so that pages of two snapshots neither repeat
 * nor lose what both have.
 */
import { InputError } from "#warehouse/input-error.ts";

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** What names an item within its list, in every snapshot. */
export type ItemKey = readonly string[];

/** Behind which item a page begins (null: at the start), and how many it may hold. */
export interface Page {
  readonly after: ItemKey | null;
  readonly limit: number;
}

/** A kind of list. A cursor of one kind is refused by another. */
export interface ListKind<Node> {
  /** In the singular, as `area`. */
  readonly name: string;
  readonly keyOf: (node: Node) => ItemKey;
}

/** A kind of list whose order follows from the keys alone. */
export interface OrderedKind<Node> extends ListKind<Node> {
  /** Below zero when the item of the first key comes first. */
  readonly compare: (a: ItemKey, b: ItemKey) => number;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export interface Connection<Node> {
  readonly edges: { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/** How many rows a page has when nothing is said, and how many it may have. */
export const defaultFirst = 100;
export const mostFirst = 1000;

/** The page that `first` and `after` ask for. InputError over 1000 rows or for another list's cursor. */
export function pageOf<Node>({ first, after }: PageArguments, kind: ListKind<Node>): Page {
  const limit = first ?? defaultFirst;
  if (limit < 0) throw new InputError(`"first" must be 0 to ${mostFirst}, found "${limit}".`);
  if (limit > mostFirst) {
    throw new InputError(
      `A page holds at most ${mostFirst} rows, asked for "${limit}". ` +
        `Ask for "first: ${mostFirst}" and go on with "after: <endCursor>".`,
    );
  }
  return { after: after ? keyOf(after, kind.name) : null, limit };
}

/** A page whose nodes were already cut out of the list. */
export function connection<Node>(
  nodes: readonly Node[],
  kind: ListKind<Node>,
  where: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean },
  totalCount: number,
): Connection<Node> {
  const edges = nodes.map((node) => ({ cursor: cursorOf(kind, node), node }));
  const { hasNextPage, hasPreviousPage } = where;
  const startCursor = edges[0]?.cursor ?? null;
  const endCursor = edges.at(-1)?.cursor ?? null;
  return {
    edges,
    pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor },
    totalCount,
  };
}

/** The page of a list that is wholly there, from an offset on. */
export function connectionFrom<Node>(
  list: readonly Node[],
  kind: ListKind<Node>,
  offset: number,
  limit: number,
): Connection<Node> {
  const nodes = list.slice(offset, offset + limit);
  const hasNextPage = offset + nodes.length < list.length;
  const where = { hasNextPage, hasPreviousPage: offset > 0 && list.length > 0 };
  return connection(nodes, kind, where, list.length);
}

/** The page of a list that is wholly there and in the order of its keys. */
export function connectionOf<Node>(
  list: readonly Node[],
  kind: OrderedKind<Node>,
  { after, limit }: Page,
): Connection<Node> {
  return connectionFrom(list, kind, after ? offsetBehind(list, kind, after) : 0, limit);
}

/** How many items of the list do not come behind the key; the item itself need not be there. */
export function offsetBehind<Node>(
  list: readonly Node[],
  kind: OrderedKind<Node>,
  key: ItemKey,
): number {
  const next = list.findIndex((node) => kind.compare(kind.keyOf(node), key) > 0);
  return next === -1 ? list.length : next;
}

/** The order of texts in the database: by code points. */
export function compareTexts(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The cursor of an item. */
export function cursorOf<Node>(kind: ListKind<Node>, node: Node): string {
  return Buffer.from(JSON.stringify([kind.name, ...kind.keyOf(node)])).toString("base64url");
}

function keyOf(cursor: string, name: string): ItemKey {
  const [kind, ...key] = partsOf(cursor);
  if (kind === name) return key;
  const shown = `"after" must be a cursor from an earlier answer, found "${cursor.slice(0, 40)}"`;
  throw new InputError(
    kind ? `${shown}, which is the cursor of a list of "${kind}".` : `${shown}.`,
  );
}

/** The texts in a cursor; none when it is no cursor. */
function partsOf(cursor: string): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(parts) && parts.every((part) => typeof part === "string") ? parts : [];
  } catch {
    return [];
  }
}
