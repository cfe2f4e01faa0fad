/** The places of a snapshot as the pattern needs them: in depth-first order, with what is protected. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";

export interface AreaTree {
  readonly keys: readonly number[];
  /** area_key → position. */
  readonly positions: ReadonlyMap<number, number>;
  /** The position of the parent, -1 at the top. */
  readonly parents: readonly number[];
  /** The area_key of the top area. */
  readonly roots: readonly number[];
  /** Below the lowest open level. */
  readonly isProtected: readonly boolean[];
  /** A level called `village`, where the population by sex and age is protected too. */
  readonly isVillage: readonly boolean[];
  /** A place of an area that moved, and so has several. */
  readonly isOneOfSeveral: readonly boolean[];
  existed(position: number, year: number): boolean;
}

/**
 * Reads the places.
 * @param openDepth the depth of the lowest level whose counts are open
 */
export async function readAreaTree(database: Duckdb, openDepth: number): Promise<AreaTree> {
  const columns = (await database.columns(
    `SELECT area_key, parent_key, root_key, depth, level, exists_from, exists_to,
      count(*) OVER (PARTITION BY current_key) AS places FROM dim_area ORDER BY area_key`,
  )) as { [name: string]: (number | string | null)[] };
  const keys = (columns.area_key ?? []) as number[];
  const positions = new Map(keys.map((key, position) => [key, position]));
  const levels = columns.level as string[];
  const depths = columns.depth as number[];
  const [from, to] = [columns.exists_from as number[], columns.exists_to as number[]];
  return {
    keys,
    positions,
    parents: ((columns.parent_key ?? []) as (number | null)[]).map((key) =>
      key === null ? -1 : positions.get(key)!,
    ),
    roots: columns.root_key as number[],
    isProtected: depths.map((depth) => depth > openDepth),
    isVillage: levels.map((level) => level === "village"),
    isOneOfSeveral: (columns.places as number[]).map((places) => places > 1),
    existed: (i, year) => from[i]! <= year * 100 + 12 && to[i]! >= year * 100 + 1,
  };
}
