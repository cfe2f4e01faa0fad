/** Writes the published tables of a fact: which areas publish what, and the cells that they publish. */

import { cubeName, grainBits } from "#warehouse/disclosure/cube-tables.ts";
import type { PublishedTable } from "#warehouse/disclosure/published-tables.ts";
import { type Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { type FactName, starTable } from "#warehouse/star.ts";
import type { AreaTree } from "./area-tree.ts";
import type { TablePattern } from "./find-pattern.ts";
import { noisyCells } from "./noisy-cells.ts";
import { periodicTable, periodLengths, scopeColumns } from "./periodic-rows.ts";
import { isIn } from "./read-cells.ts";
import type { FactScope } from "./read-scopes.ts";

/** Creates what every fact writes to: the list of tables, of scopes, and of what is published. */
export async function createCube(
  database: Duckdb,
  tables: readonly PublishedTable[],
): Promise<void> {
  const values = tables.map(({ id, fact }, key) => `(${key}, '${fact}', ${textLiteral(id)})`);
  await database.run(`CREATE TABLE published_table AS
    SELECT key::SMALLINT AS table_key, fact, id FROM (VALUES ${values.join(", ")}) t(key, fact, id)`);
  await database.run(`CREATE TABLE published_scope (fact VARCHAR, root_key INTEGER,
    source_key SMALLINT, authoritative SMALLINT, population_base_key SMALLINT)`);
  await database.run(`CREATE TABLE published (table_key SMALLINT, area_key INTEGER, year SMALLINT,
    source_key SMALLINT, authoritative SMALLINT, population_base_key SMALLINT, grains SMALLINT)`);
}

/**
 * Writes one fact.
 * @param tables gives the key of each of its tables
 * @param noise the threshold of sums with noise; null where counts are told as they are
 */
export async function writeCube(
  database: Duckdb,
  tree: AreaTree,
  fact: FactName,
  tables: ReadonlyMap<PublishedTable, number>,
  scopes: readonly FactScope[],
  patterns: readonly TablePattern[],
  noise: number | null,
): Promise<void> {
  await createTable(database, fact, [...tables.keys()]);
  if (patterns.length === 0) return;
  for (const { scope, roots } of scopes) {
    const { source, authoritative, base } = scope;
    const values = [...roots].map(
      (root) => `('${fact}', ${root}, ${source}, ${authoritative}, ${base})`,
    );
    await database.run(`INSERT INTO published_scope VALUES ${values.join(", ")}`);
  }
  await writePublished(database, tree, tables, scopes, patterns);
  for (const months of periodLengths(fact)) {
    const bit = grainBits[months]!;
    const counted = [...tables].filter(([table]) =>
      patterns.some((one) => one.table === table && (one.counted & bit) > 0),
    );
    if (counted.length === 0) continue;
    const cells = counted.map(([table, key]) => `(${cellsOf(table, key, months, noise)})`);
    await database.run(
      `INSERT INTO ${cubeName(fact)} BY NAME ${cells.join(" UNION ALL BY NAME ")}`,
    );
  }
}

async function createTable(
  database: Duckdb,
  fact: FactName,
  tables: readonly PublishedTable[],
): Promise<void> {
  const keys = new Set(tables.flatMap(({ groupings }) => groupings.map((g) => g.keyColumn)));
  const columns = new Set(tables.map(({ column }) => column));
  const { columns: all } = starTable(fact);
  const list = [
    "table_key SMALLINT, area_key INTEGER, from_month INTEGER, months SMALLINT",
    ...scopeColumns.map((name) => `${name} SMALLINT`),
    ...[...keys].map((name) => `${name} ${all[name]!.type}`),
    ...[...columns].map((name) => `${name} DOUBLE`),
  ];
  await database.run(`CREATE TABLE ${cubeName(fact)} (${list.join(", ")})`);
}

/** An area that moved has rows of nothing too: one place that withholds withholds the area. */
async function writePublished(
  database: Duckdb,
  tree: AreaTree,
  tables: ReadonlyMap<PublishedTable, number>,
  scopes: readonly FactScope[],
  patterns: readonly TablePattern[],
): Promise<void> {
  const rootsOf = new Map(scopes.map(({ scope, roots }) => [JSON.stringify(scope), roots]));
  const columns: string[][] = Array.from({ length: 7 }, () => []);
  for (const { table, scope, year, grains } of patterns) {
    const roots = rootsOf.get(JSON.stringify(scope))!;
    const { source, authoritative, base } = scope;
    for (const [position, bits] of grains.entries()) {
      const area = tree.keys[position]!;
      if (!roots.has(tree.roots[position]!)) continue;
      const isKept = tree.isOneOfSeveral[position] && tree.existed(position, year);
      if (bits === 0 && !isKept) continue;
      const row = [tables.get(table)!, area, year, source, authoritative, base, bits];
      for (const [i, value] of row.entries()) columns[i]!.push(String(value));
    }
  }
  const texts = columns.map((_, i) => `c${i} VARCHAR`);
  await database.run(`CREATE OR REPLACE TEMP TABLE published_text (${texts.join(", ")})`);
  await database.appendText("published_text", columns);
  await database.run("INSERT INTO published FROM published_text ORDER BY c0::INT, c1::INT, c2");
}

/** The published cells of a table, in the order of areas and periods. */
function cellsOf(table: PublishedTable, key: number, months: number, noise: number | null): string {
  const { fact, column, groupings } = table;
  const groups = groupings.map(({ keyColumn, groups }) => {
    const cases = groups.map(
      (keys) => `WHEN f.${keyColumn} IN (${keys.join(", ")}) THEN ${keys[0]}`,
    );
    return `CASE ${cases.join(" ")} END AS ${keyColumn}`;
  });
  const conditions = groupings.map((grouping) => isIn(`f.${grouping.keyColumn}`, grouping.groups));
  const condition = [...conditions, "TRUE"].join(" AND ");
  const scope = scopeColumns.map((name) => `f.${name}`);
  const list = ["f.area_key", "f.from_month", "f.months", ...scope, ...groups];
  const cells =
    noise === null
      ? `SELECT ${list.join(", ")}, sum(f.${column})::DOUBLE AS ${column}
        FROM ${periodicTable(fact, months, groupings)} f
        WHERE ${condition} AND f.${column} IS NOT NULL GROUP BY ALL`
      : noisyCells(table, months, groups, condition, noise);
  return `SELECT ${key} AS table_key, c.* FROM (${cells}) c JOIN published p ON p.table_key = ${key}
      AND p.area_key = c.area_key AND p.year = c.from_month // 100
      AND ${scopeColumns.map((name) => `p.${name} = c.${name}`).join(" AND ")}
      AND p.grains & ${grainBits[months]} > 0
    ORDER BY ALL`;
}
