/** Reads the cells of published tables out of the raw star, by scope and period, area by area. */

import type { PublishedScope } from "#warehouse/disclosure/cube-tables.ts";
import type { Grouping } from "#warehouse/disclosure/published-tables.ts";
import type { PatternCells } from "#warehouse/disclosure/sibling-pattern.ts";
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { FactName } from "#warehouse/star.ts";
import { periodicTable, type Release, scopeColumns, thisRelease } from "./periodic-rows.ts";

/** The cells of one column: scope and year → counts by the area's position. */
export type CellsByYear = Map<string, Map<number, Float64Array>>;

/** A text for a scope and year, and back. */
export const yearKey = ({ source, authoritative, base }: PublishedScope, year: number) =>
  `${source}/${authoritative}/${base}/${year}`;
export function parseYearKey(key: string): PublishedScope & { readonly year: number } {
  const [source, authoritative, base, year] = key.split("/").map(Number);
  return { source: source!, authoritative: authoritative!, base: base!, year: year! };
}

/**
 * The cells of columns by the same groupings: of the periods of a year that are so many months long,
 * one after the other, each with all groups of the groupings.
 * @param positions the release's area_key → position in the tree
 * @param release whose rows; with what its source_keys are in this one, where they differ
 */
export async function readCells(
  database: Duckdb,
  fact: FactName,
  columns: readonly string[],
  groupings: readonly Grouping[],
  months: number,
  positions: ReadonlyMap<number, number>,
  release: Release & { readonly sourceKeys?: ReadonlyMap<number, number> } = thisRelease,
): Promise<Map<string, CellsByYear>> {
  const groups = groupings.map(
    ({ keyColumn, groups }, i) => `${groupOf(keyColumn, groups)} AS group${i}`,
  );
  const conditions = groupings.map(({ keyColumn, groups }) => isIn(keyColumn, groups));
  const sums = columns.map((column, i) => `sum(${column})::DOUBLE AS sum${i}`);
  const rows = await database.columns(
    `SELECT ${["area_key", "from_month", ...scopeColumns, ...groups, ...sums].join(", ")}
    FROM ${periodicTable(fact, months, groupings, release)}
    ${conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : ""} GROUP BY ALL`,
  );
  const read = rows as Record<string, number[]>;
  const sizes = groupings.map(({ groups }) => groups.length);
  const cellsOfPeriod = sizes.reduce((product, size) => product * size, 1);
  const size = cellsOfPeriod * (12 / months);
  const found = new Map<string, CellsByYear>(columns.map((column) => [column, new Map()]));
  for (let row = 0; row < (read.area_key?.length ?? 0); row++) {
    const position = positions.get(read.area_key![row]!);
    if (position === undefined) continue;
    const month = read.from_month![row]!;
    const source = read.source_key![row]!;
    const key = yearKey(
      {
        source: release.sourceKeys?.get(source) ?? source,
        authoritative: read.authoritative![row]!,
        base: read.population_base_key![row]!,
      },
      Math.floor(month / 100),
    );
    const inPeriod = groupings.reduce(
      (cell, _, i) => cell * sizes[i]! + read[`group${i}`]![row]!,
      0,
    );
    const cell = Math.floor(((month % 100) - 1) / months) * cellsOfPeriod + inPeriod;
    columns.forEach((column, i) => {
      const byArea = found.get(column)!;
      const areas = byArea.get(key) ?? new Map<number, Float64Array>();
      byArea.set(key, areas);
      const counts = areas.get(position) ?? new Float64Array(size);
      areas.set(position, counts);
      counts[cell]! += read[`sum${i}`]![row] ?? 0;
    });
  }
  return found;
}

/** The cells of a column with those of its whole, of one scope and year. */
export function cellsOf(
  cells: ReadonlyMap<string, CellsByYear>,
  column: string,
  whole: string | null,
  key: string,
): PatternCells {
  return {
    counts: cells.get(column)?.get(key) ?? new Map(),
    wholes: whole === null ? undefined : (cells.get(whole)?.get(key) ?? new Map()),
  };
}

/** The position of a row's group. */
function groupOf(keyColumn: string, groups: readonly (readonly number[])[]): string {
  const cases = groups.map((keys, i) => `WHEN ${keyColumn} IN (${keys.join(", ")}) THEN ${i}`);
  return `CASE ${cases.join(" ")} END`;
}

/** The condition that a row is in one of the groups. */
export function isIn(keyColumn: string, groups: readonly (readonly number[])[]): string {
  return `${keyColumn} IN (${groups.flat().join(", ")})`;
}
