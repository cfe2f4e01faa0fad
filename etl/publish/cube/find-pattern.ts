/**
 * The pattern of a snapshot: which area publishes which table of which year, by which lengths of periods.
 * It is found once, is the same for every reader, and is stored with the cube (METHODS.md 11.2).
 */
import { grainBits, type PublishedScope } from "#warehouse/disclosure/cube-tables.ts";
import {
  decidingColumn,
  isSensitiveColumn,
  isSensitiveGroup,
  isUnknownGroup,
  populationFacts,
  wholeOf,
} from "#warehouse/disclosure/protected-columns.ts";
import { isCoarserThan, type PublishedTable } from "#warehouse/disclosure/published-tables.ts";
import {
  type PatternRule,
  type PatternTree,
  publishedAreas,
} from "#warehouse/disclosure/sibling-pattern.ts";
import { denseAreas } from "#warehouse/disclosure/sparse-tables.ts";
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { SnapshotDisclosure } from "#warehouse/engine/snapshot-files.ts";
import { type FactName, timeKind } from "#warehouse/star.ts";
import type { AreaTree } from "./area-tree.ts";
import type { EarlierFact } from "./earlier-release.ts";
import { periodLengths } from "./periodic-rows.ts";
import { cellsOf, parseYearKey, readCells, yearKey } from "./read-cells.ts";
import type { FactScope } from "./read-scopes.ts";

/** One table of one scope and year: the grains that each area publishes, 0 for none. */
export interface TablePattern {
  readonly table: PublishedTable;
  readonly scope: PublishedScope;
  readonly year: number;
  /** By the area's position; areas that did not exist in the year have 0. */
  readonly grains: Uint8Array;
  /** The bits of the grains that there are counts of at all. */
  readonly counted: number;
}

/**
 * The patterns of all tables of one fact.
 * @param tables of that fact, coarser before finer
 * @param scopes whose rows there are or could be, with the years that are published
 * @param settings with noise a table is withheld only where its cells are too sparse
 * @param earlier the fact in the release before; null for the first one
 */
export async function findPattern(
  database: Duckdb,
  tree: AreaTree,
  fact: FactName,
  tables: readonly PublishedTable[],
  scopes: readonly FactScope[],
  { mode, threshold }: SnapshotDisclosure,
  earlier: EarlierFact | null,
): Promise<TablePattern[]> {
  const patterns = new PatternBook();
  const patternTree: PatternTree = {
    parents: tree.parents,
    protected: populationFacts.has(fact) ? tree.isVillage : tree.isProtected,
  };
  const hasProtected = patternTree.protected.some((isProtected) => isProtected);
  for (const months of periodLengths(fact)) {
    for (const group of byGroupings(tables)) {
      const columns = columnsOf(fact, group);
      const { groupings } = group[0]!;
      const cells = await readCells(database, fact, columns, groupings, months, tree.positions);
      const then = (await earlier?.readChanged(columns, groupings, months)) ?? new Map();
      for (const table of group) {
        const rule = ruleOf(table, months, threshold);
        const column = decidingColumn(table);
        const whole = wholeOf({ fact, column });
        const coarser = tables.filter((other) => isCoarserThan(other, table));
        for (const { scope, roots, years } of scopes) {
          for (const year of years) {
            const key = yearKey(scope, year);
            const isThere = (area: number) =>
              tree.existed(area, year) &&
              roots.has(tree.roots[area]!) &&
              !(tree.isVillage[area] && hasSensitiveGroup(table)) &&
              isInLattice(fact, table, months, patternTree.protected[area]!, hasProtected);
            const own = cellsOf(cells, column, whole, key);
            const published =
              mode === "perturb"
                ? denseAreas(patternTree, own, rule, isThere)
                : publishedAreas(
                    patternTree,
                    own,
                    rule,
                    (area) =>
                      isThere(area) &&
                      coarser.every((other) => patterns.has(other, key, months, area)) &&
                      isCoarserPublished(fact, patterns, table, key, months, area),
                    earlier?.releaseOf(table, key, months, { column, whole, now: cells, then }),
                  );
            const isCounted = (cells.get(column)?.get(key)?.size ?? 0) > 0;
            patterns.add(table, key, months, published, isCounted);
          }
        }
      }
    }
  }
  return patterns.list();
}

/** Policy classes, sterilisation and abortion are told of no village (METHODS.md section 13). */
function hasSensitiveGroup({ groupings }: PublishedTable): boolean {
  return groupings.some(({ keyColumn, groups }) =>
    groups.some((group) => isSensitiveGroup(keyColumn, group)),
  );
}

/** Below the open levels one dimension at a time is published, and periods below the year of totals. */
function isInLattice(
  fact: FactName,
  { groupings }: PublishedTable,
  months: number,
  isProtected: boolean,
  hasProtected: boolean,
): boolean {
  if (timeKind(fact) === "distinct") return !isProtected || groupings.length <= 1;
  if (!isProtected) return timeKind(fact) === "flow" || months === 12 || !hasProtected;
  return months === 12 ? groupings.length <= 1 : groupings.length === 0;
}

/** The next longer periods of the same table are published; a distinct count stands by itself. */
function isCoarserPublished(
  fact: FactName,
  patterns: PatternBook,
  table: PublishedTable,
  key: string,
  months: number,
  area: number,
): boolean {
  const kind = timeKind(fact);
  if (kind === "distinct" || months === 12) return true;
  const longer = kind === "stock" ? 12 : { 6: 12, 3: 6, 1: 3 }[months]!;
  return patterns.has(table, key, longer, area);
}

class PatternBook {
  readonly #grains = new Map<PublishedTable, Map<string, Uint8Array>>();
  readonly #counted = new Map<PublishedTable, Map<string, number>>();

  has(table: PublishedTable, key: string, months: number, area: number): boolean {
    return ((this.#grains.get(table)?.get(key)?.[area] ?? 0) & grainBits[months]!) > 0;
  }

  add(
    table: PublishedTable,
    key: string,
    months: number,
    published: Uint8Array,
    isCounted: boolean,
  ): void {
    const counted = this.#counted.get(table) ?? new Map<string, number>();
    this.#counted.set(table, counted);
    if (isCounted) counted.set(key, (counted.get(key) ?? 0) | grainBits[months]!);
    const byKey = this.#grains.get(table) ?? new Map<string, Uint8Array>();
    this.#grains.set(table, byKey);
    const grains = byKey.get(key) ?? new Uint8Array(published.length);
    byKey.set(key, grains);
    for (const [area, is] of published.entries()) if (is === 1) grains[area]! |= grainBits[months]!;
  }

  list(): TablePattern[] {
    return [...this.#grains].flatMap(([table, byKey]) =>
      [...byKey].map(([key, grains]) => {
        const { year, ...scope } = parseYearKey(key);
        const counted = this.#counted.get(table)?.get(key) ?? 0;
        return { table, scope, year, grains, counted };
      }),
    );
  }
}

/** Tables by the same groupings are read together. */
function byGroupings(tables: readonly PublishedTable[]): PublishedTable[][] {
  const groups = new Map<string, PublishedTable[]>();
  for (const table of tables) {
    const id = JSON.stringify(table.groupings);
    groups.set(id, [...(groups.get(id) ?? []), table]);
  }
  return [...groups.values()];
}

/** The columns whose cells decide about tables, with those that they are parts of. */
function columnsOf(fact: FactName, tables: readonly PublishedTable[]): string[] {
  const deciding = tables.map((table) => decidingColumn(table));
  const wholes = deciding.flatMap((column) => wholeOf({ fact, column }) ?? []);
  return [...new Set([...deciding, ...wholes])];
}

/** Which cells of a table are sensitive, and which tell of nobody, period after period. */
function ruleOf(table: PublishedTable, months: number, threshold: number): PatternRule {
  const { groupings } = table;
  let cells: { sensitive: boolean; unknown: boolean }[] = [
    {
      sensitive: isSensitiveColumn({ fact: table.fact, column: decidingColumn(table) }),
      unknown: false,
    },
  ];
  for (const { keyColumn, groups } of groupings) {
    cells = cells.flatMap((cell) =>
      groups.map((group) => ({
        sensitive: cell.sensitive || isSensitiveGroup(keyColumn, group),
        unknown: cell.unknown || isUnknownGroup(keyColumn, group),
      })),
    );
  }
  const periods = Array.from({ length: 12 / months }, () => cells).flat();
  return {
    threshold,
    sensitive: periods.map(({ sensitive }) => sensitive),
    unknown: periods.map(({ unknown }) => unknown),
  };
}
