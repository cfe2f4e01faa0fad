/**
 * What a protected cube says of itself: its tables, and whose counts they hold. A snapshot that is asked
 * by the public is read from the cube alone.
 */
import type { PublishedScope } from "./disclosure/cube-tables.ts";
import {
  type PublishedComponent,
  type PublishedTable,
  PublishedTables,
} from "./disclosure/published-tables.ts";
import type { Duckdb } from "./engine/duckdb.ts";
import { publishedComponents } from "./published-components.ts";
import type { Measures } from "./read-measures.ts";
import type { FactName } from "./star.ts";

export class Cube {
  /** Areas deeper than this are protected; means are rounded there. */
  readonly openDepth: number;
  readonly #lattice: PublishedTables;
  readonly #keys: ReadonlyMap<string, number>;
  readonly #scopes: ReadonlyMap<string, readonly PublishedScope[]>;

  /** @param openLevel the lowest level whose counts are open; null: `county`, or else the top */
  static async read(database: Duckdb, measures: Measures, openLevel: string | null): Promise<Cube> {
    const tables = await database.rows<{ key: number; id: string }>(
      "SELECT table_key AS key, id FROM published_table",
    );
    const scopes = await database.rows<PublishedScope & { fact: string; root: number }>(
      `SELECT fact, root_key AS root, source_key AS source, authoritative,
        population_base_key AS base FROM published_scope ORDER BY ALL`,
    );
    const byRoot = new Map<string, PublishedScope[]>();
    for (const { fact, root, ...scope } of scopes) {
      const id = `${fact}/${root}`;
      byRoot.set(id, [...(byRoot.get(id) ?? []), scope]);
    }
    const keys = new Map(tables.map(({ id, key }) => [id, key]));
    return new Cube(
      new PublishedTables(publishedComponents(measures)),
      keys,
      byRoot,
      await readOpenDepth(database, openLevel),
    );
  }

  private constructor(
    lattice: PublishedTables,
    keys: ReadonlyMap<string, number>,
    scopes: ReadonlyMap<string, readonly PublishedScope[]>,
    openDepth: number,
  ) {
    this.#lattice = lattice;
    this.#keys = keys;
    this.#scopes = scopes;
    this.openDepth = openDepth;
  }

  /** The published table of a component and its key in the file; undefined outside the lattice. */
  tableOf(
    component: PublishedComponent,
    splitBy: readonly string[],
  ): (PublishedTable & { readonly key: number }) | undefined {
    const table = this.#lattice.answering(component, splitBy);
    const key = table && this.#keys.get(table.id);
    return key === undefined ? undefined : { ...table!, key };
  }

  /** Whose counts a fact has in a top area. */
  scopesOf(fact: FactName, rootKey: number): readonly PublishedScope[] {
    return this.#scopes.get(`${fact}/${rootKey}`) ?? [];
  }
}

/**
 * The depth of the lowest level whose counts are open: of `openLevel`; null: of `county` where there is
 * such a level, else the top's.
 */
export async function readOpenDepth(database: Duckdb, openLevel: string | null): Promise<number> {
  const [open] = await database.rows<{ depth: number | null }>(
    "SELECT max(depth) AS depth FROM dim_area WHERE level = $1",
    [openLevel ?? "county"],
  );
  return open?.depth ?? 0;
}
