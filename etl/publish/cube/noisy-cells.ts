/**
 * The cells of a published table with noise (mode `perturb`, METHODS.md 11.5): each count by its own key,
 * totals too, so that tables need not add up.
 */

import { defaultColumnWrap } from "#warehouse/disclosure/cell-key.ts";
import { perturbationTable } from "#warehouse/disclosure/perturbation-table.ts";
import {
  decidingColumn,
  isSensitiveColumn,
  isSensitiveGroup,
  wholeOf,
} from "#warehouse/disclosure/protected-columns.ts";
import type { PublishedTable } from "#warehouse/disclosure/published-tables.ts";
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { starTable } from "#warehouse/star.ts";
import { periodicTable, scopeColumns } from "./periodic-rows.ts";
import { keyModulus } from "./record-keys.ts";

/** The offsets, one row of one list: by top byte of the key, within it by column of the count. */
export async function createNoise(database: Duckdb, secret: string): Promise<void> {
  const { columns } = perturbationTable({ seed: secret });
  const offsets = Array.from({ length: 256 }, (_, byte) => columns.map((column) => column[byte]!));
  await database.run(`CREATE TEMP TABLE noise AS
    SELECT [${offsets.flat().join(", ")}]::TINYINT[] AS offsets`);
}

/** Which areas of a fact have no noise but in what is sensitive. */
export async function createOpenAreas(database: Duckdb, open: readonly number[]): Promise<void> {
  const list = open.length > 0 ? open.join(", ") : "NULL";
  await database.run(`CREATE OR REPLACE TEMP TABLE open_area AS
    SELECT area_key FROM dim_area WHERE area_key IN (${list})`);
}

/**
 * A query of the cells: area_key, from_month, months, scope, key columns, and the column with noise. A part
 * is never more than its whole; a sum of what persons are follows its count, where that is large enough to
 * be told.
 * @param groups the select list of the key columns over `f`
 * @param condition over `f`
 */
export function noisyCells(
  table: PublishedTable,
  months: number,
  groups: readonly string[],
  condition: string,
  threshold: number,
): string {
  const { fact, column, groupings } = table;
  const deciding = decidingColumn(table);
  const whole = wholeOf({ fact, column: deciding });
  const columns = [...new Set([column, deciding, ...(whole ? [whole] : [])])];
  const names = ["area_key", "from_month", "months", ...scopeColumns];
  const keyColumns = groupings.map(({ keyColumn }) => keyColumn);
  const list = [...names.map((name) => `f.${name}`), ...groups].join(", ");
  const summed = (schema: "star" | "keys", prefix: string) =>
    `SELECT ${list}, ${columns.map((name) => `sum(f.${name}) AS ${prefix}_${name}`).join(", ")}
    FROM ${periodicTable(fact, months, groupings, { schema, years: null })} f
    WHERE ${condition} GROUP BY ALL`;
  const noisy = (name: string) => noisyCount(table, name);
  const count = whole ? `least(${noisy(deciding)}, ${noisy(whole)})` : noisy(deciding);
  const told =
    column === deciding
      ? count
      : `CASE WHEN own_${deciding} >= ${threshold} THEN own_${column} * ${count} / own_${deciding} END`;
  const sensitive = groupings.map(({ keyColumn, groups: members }) => {
    const keys = members.filter((group) => isSensitiveGroup(keyColumn, group)).flat();
    return keys.length > 0 ? `${keyColumn} IN (${keys.join(", ")})` : "FALSE";
  });
  const isOpen = isSensitiveColumn({ fact, column: deciding })
    ? "FALSE"
    : `area_key IN (FROM open_area) AND NOT (${["FALSE", ...sensitive].join(" OR ")})`;
  return `SELECT ${[...names, ...keyColumns].join(", ")},
      (CASE WHEN ${isOpen} THEN own_${column} ELSE ${told} END)::DOUBLE AS ${column}
    FROM (${summed("star", "own")})
    JOIN (${summed("keys", "key")}) USING (${[...names, ...keyColumns].join(", ")}) CROSS JOIN noise
    WHERE own_${column} IS NOT NULL`;
}

/** A zero stays zero; any other count moves by the entry of its key's top byte and its own column. */
function noisyCount({ fact }: PublishedTable, name: string): string {
  const { columns, turns } = defaultColumnWrap;
  const modulus = keyModulus(starTable(fact).columns[name]!);
  const count = `round(own_${name})::BIGINT`;
  const byte = `(key_${name}::HUGEINT % ${modulus} // ${modulus / 256})`;
  const column = `CASE WHEN ${count} <= ${columns} THEN ${count}
    ELSE ${columns - turns + 1} + ${count} % ${turns} END`;
  return `CASE WHEN ${count} <= 0 THEN own_${name}
    ELSE own_${name} + noise.offsets[(${byte} * ${columns} + ${column})::INTEGER] END`;
}
