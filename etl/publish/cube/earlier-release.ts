/**
 * The release before: what readers have kept of it. A revision must not open what was withheld, nor hide
 * behind cells that everyone knows, so the pattern of a release begins with the one before (METHODS.md
 * 11.2). Only what changed is read again.
 */

import { grainBits } from "#warehouse/disclosure/cube-tables.ts";
import type { PublishedTable } from "#warehouse/disclosure/published-tables.ts";
import type { EarlierRelease } from "#warehouse/disclosure/sibling-pattern.ts";
import { type Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { type FactName, starTable } from "#warehouse/star.ts";
import type { AreaTree } from "./area-tree.ts";
import { preparePeriods, type Release } from "./periodic-rows.ts";
import { type CellsByYear, cellsOf, parseYearKey, readCells, yearKey } from "./read-cells.ts";

/** The database files of the snapshot that was current until now, of the same star. */
export interface EarlierFiles {
  readonly star: string;
  readonly cube: string;
}

/** The cells of a column and of what it is a part of. */
export interface ComparedCells {
  readonly column: string;
  readonly whole: string | null;
  /** Of this release; they stand for those of then where nothing changed. */
  readonly now: ReadonlyMap<string, CellsByYear>;
  /** What `readChanged` gave. */
  readonly then: ReadonlyMap<string, CellsByYear>;
}

/** What there was in one fact. */
export interface EarlierFact {
  /**
   * The release before of a table, to be compared with the cells of now; undefined where it had no such
   * table.
   */
  releaseOf(
    table: PublishedTable,
    key: string,
    months: number,
    cells: ComparedCells,
  ): EarlierRelease | undefined;
  /** The cells of then, of the years that changed since. */
  readChanged(
    columns: readonly string[],
    groupings: PublishedTable["groupings"],
    months: number,
  ): Promise<Map<string, CellsByYear>>;
}

export class EarlierSnapshot {
  readonly #database: Duckdb;
  readonly #tree: AreaTree;
  readonly #positions: ReadonlyMap<number, number>;
  readonly #sourceKeys: ReadonlyMap<number, number>;

  /** Attaches the files as `earlier` and `earlier_cube`. */
  static async attach(
    database: Duckdb,
    tree: AreaTree,
    { star, cube }: EarlierFiles,
  ): Promise<EarlierSnapshot> {
    await database.run(`ATTACH ${textLiteral(star)} AS earlier (READ_ONLY)`);
    await database.run(`ATTACH ${textLiteral(cube)} AS earlier_cube (READ_ONLY)`);
    const make = (name: string, query: string) =>
      database.rows<{ then: number; now: number }>(`CREATE TEMP TABLE ${name} AS ${query}`);
    await make(
      "earlier_area",
      `SELECT e.area_key AS "then", a.area_key AS "now" FROM earlier.dim_area e
      JOIN dim_area a ON a.code = e.code AND a.exists_from = e.exists_from`,
    );
    await make(
      "earlier_source",
      `SELECT e.source_key AS "then", s.source_key AS "now" FROM earlier.dim_source e
      JOIN dim_source s USING (source)`,
    );
    const pairs = async (name: string) =>
      (await database.rows<{ then: number; now: number }>(`FROM ${name}`)).map(
        ({ then, now }) => [then, now] as const,
      );
    const positions = (await pairs("earlier_area")).map(
      ([then, now]) => [then, tree.positions.get(now)!] as const,
    );
    const sourceKeys = new Map(await pairs("earlier_source"));
    return new EarlierSnapshot(database, tree, new Map(positions), sourceKeys);
  }

  private constructor(
    database: Duckdb,
    tree: AreaTree,
    positions: ReadonlyMap<number, number>,
    sourceKeys: ReadonlyMap<number, number>,
  ) {
    this.#database = database;
    this.#tree = tree;
    this.#positions = positions;
    this.#sourceKeys = sourceKeys;
  }

  async detach(): Promise<void> {
    await this.#database.run("DETACH earlier");
    await this.#database.run("DETACH earlier_cube");
  }

  /**
   * Prepares the temporary tables of a fact.
   * @param isProtected by the area's position
   */
  async prepare(fact: FactName, isProtected: readonly boolean[]): Promise<EarlierFact> {
    const database = this.#database;
    const years = await this.#changedYears(fact);
    const release: Release = { schema: "earlier", years };
    const open = [...this.#positions].filter(([, position]) => !isProtected[position]);
    const openKeys = open.map(([key]) => key);
    if (years.length > 0) await preparePeriods(database, fact, openKeys, release);
    const published = await this.#readPublished(fact);
    const changed = new Set(years);
    return {
      readChanged: async (columns, groupings, months) =>
        changed.size === 0
          ? new Map()
          : readCells(database, fact, columns, groupings, months, this.#positions, {
              ...release,
              sourceKeys: this.#sourceKeys,
            }),
      releaseOf: (table, key, months, { column, whole, now, then }) => {
        const grains = published.get(table.id);
        if (!grains) return undefined;
        const { year } = parseYearKey(key);
        const bits = grains.get(key) ?? new Uint8Array(this.#tree.keys.length);
        return {
          cells: cellsOf(changed.has(year) ? then : now, column, whole, key),
          published: bits.map((own) => ((own & grainBits[months]!) > 0 ? 1 : 0)),
        };
      },
    };
  }

  /** The years whose rows are not the same in both releases. */
  async #changedYears(fact: FactName): Promise<number[]> {
    const columns = Object.keys(starTable(fact).columns).filter(
      (name) => name !== "area_key" && name !== "source_key",
    );
    const hasSource = "source_key" in starTable(fact).columns;
    const hashOf = (area: string, source: string) =>
      `sum(hash(${[area, ...(hasSource ? [source] : []), ...columns.map((name) => `f.${name}`)].join(", ")})::HUGEINT)`;
    const rows = await this.#database.rows<{ year: number }>(
      `SELECT year FROM (SELECT f.month_key // 100 AS year, ${hashOf("f.area_key", "f.source_key")} AS now
        FROM star.${fact} f GROUP BY year)
      FULL JOIN (SELECT f.month_key // 100 AS year, ${hashOf("a.now", "s.now")} AS "then"
        FROM earlier.${fact} f LEFT JOIN earlier_area a ON a."then" = f.area_key
        ${hasSource ? `LEFT JOIN earlier_source s ON s."then" = f.source_key` : ""} GROUP BY year)
      USING (year) WHERE now IS DISTINCT FROM "then" ORDER BY year`,
    );
    return rows.map(({ year }) => year);
  }

  /** By table id and scope and year: the bits of the grains by the area's position. */
  async #readPublished(fact: FactName): Promise<Map<string, Map<string, Uint8Array>>> {
    const ids = await this.#database.rows<{ id: string; key: number }>(
      `SELECT id, table_key AS key FROM earlier_cube.published_table WHERE fact = '${fact}'`,
    );
    const rows = (await this.#database.columns(
      `SELECT p.* REPLACE (coalesce(s.now, p.source_key) AS source_key), a.now AS now
      FROM earlier_cube.published p JOIN earlier_area a ON a."then" = p.area_key
      LEFT JOIN earlier_source s ON s."then" = p.source_key
      WHERE p.table_key IN (${ids.map(({ key }) => key).join(", ") || "NULL"})`,
    )) as Record<string, number[]>;
    const names = new Map(ids.map(({ id, key }) => [key, id]));
    const published = new Map<string, Map<string, Uint8Array>>(
      ids.map(({ id }) => [id, new Map()]),
    );
    for (let row = 0; row < (rows.now?.length ?? 0); row++) {
      const byKey = published.get(names.get(rows.table_key![row]!)!)!;
      const scope = {
        source: rows.source_key![row]!,
        authoritative: rows.authoritative![row]!,
        base: rows.population_base_key![row]!,
      };
      const key = yearKey(scope, rows.year![row]!);
      const grains = byKey.get(key) ?? new Uint8Array(this.#tree.keys.length);
      byKey.set(key, grains);
      grains[this.#tree.positions.get(rows.now![row]!)!] = rows.grains![row]!;
    }
    return published;
  }
}
