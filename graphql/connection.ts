/** Relay connections: a page of a list, with cursors that are the same whenever they are asked for. */
import { InputError } from "#warehouse/input-error.ts";

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Where a page begins in its list, from 0, and how many it may hold. */
export interface PageWindow {
  readonly offset: number;
  readonly limit: number;
}

export interface Connection<Node> {
  readonly edges: { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

const defaultFirst = 100;
const mostFirst = 1000;

/** The part of the list that `first` and `after` ask for. InputError for a page over 1000 rows. */
export function pageWindow({ first, after }: PageArguments): PageWindow {
  const limit = first ?? defaultFirst;
  if (limit < 0) throw new InputError(`"first" must be 0 to ${mostFirst}, found "${limit}".`);
  if (limit > mostFirst) {
    throw new InputError(
      `A page holds at most ${mostFirst} rows, asked for "${limit}". ` +
        `Ask for "first: ${mostFirst}" and go on with "after: <endCursor>".`,
    );
  }
  return { offset: after ? positionOf(after) + 1 : 0, limit };
}

/** A page whose nodes were already cut out of the list. */
export function connection<Node>(
  nodes: readonly Node[],
  totalCount: number,
  { offset }: PageWindow,
): Connection<Node> {
  const edges = nodes.map((node, index) => ({ cursor: cursorOf(offset + index), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: offset + nodes.length < totalCount,
      hasPreviousPage: offset > 0 && totalCount > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}

/** The page of a list that is wholly there. */
export function connectionOf<Node>(list: readonly Node[], window: PageWindow): Connection<Node> {
  const nodes = list.slice(window.offset, window.offset + window.limit);
  return connection(nodes, list.length, window);
}

function cursorOf(position: number): string {
  return Buffer.from(`row ${position}`).toString("base64url");
}

function positionOf(cursor: string): number {
  const match = /^row (\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (!match) {
    throw new InputError(
      `"after" must be a cursor from an earlier answer, found "${cursor.slice(0, 40)}".`,
    );
  }
  return Number(match[1]);
}
