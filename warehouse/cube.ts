/**
 * What a protected cube says of itself: its tables, and whose counts they hold. A snapshot that is asked
 * by the public is read from the cube alone.
 */
import { type PublishedScope, stockMonthTable } from "./disclosure/cube-tables.ts";
import {
  type PublishedComponent,
  type PublishedTable,
  PublishedTables,
} from "./disclosure/published-tables.ts";
import type { Duckdb } from "./engine/duckdb.ts";
import { publishedComponents } from "./published-components.ts";
import type { Measures } from "./read-measures.ts";
import type { FactName } from "./star.ts";

/** In which month the last count of a year was; `root`, `source` and `base` are keys, 0 for no base. */
interface CountMonth {
  readonly fact: string;
  readonly root: number;
  readonly source: number;
  readonly base: number;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
}

const countId = ({ fact, root, source, base, year }: Omit<CountMonth, "month">) =>
  `${fact}/${root}/${source}/${base}/${year}`;

export class Cube {
  /** Areas deeper than this are protected; means are rounded there. */
  readonly openDepth: number;
  readonly #lattice: PublishedTables;
  readonly #keys: ReadonlyMap<string, number>;
  readonly #scopes: ReadonlyMap<string, readonly PublishedScope[]>;
  readonly #countMonths: ReadonlyMap<string, number>;

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
    const months = await database.rows<CountMonth>(
      `SELECT fact, root_key AS root, source_key AS source, population_base_key AS base, year, month
      FROM ${stockMonthTable}`,
    );
    return new Cube(
      new PublishedTables(publishedComponents(measures)),
      keys,
      byRoot,
      new Map(months.map((one) => [countId(one), one.month])),
      await readOpenDepth(database, openLevel),
    );
  }

  private constructor(
    lattice: PublishedTables,
    keys: ReadonlyMap<string, number>,
    scopes: ReadonlyMap<string, readonly PublishedScope[]>,
    countMonths: ReadonlyMap<string, number>,
    openDepth: number,
  ) {
    this.#lattice = lattice;
    this.#keys = keys;
    this.#scopes = scopes;
    this.#countMonths = countMonths;
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

  /** The month, 1 to 12, of the last count of a stock in a year; undefined where areas differ. */
  countMonthOf(count: Omit<CountMonth, "month">): number | undefined {
    return this.#countMonths.get(countId(count));
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
