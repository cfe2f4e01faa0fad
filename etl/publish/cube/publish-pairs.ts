/** Writes how the sources of births compare, in the open areas and by year, into the protected cube. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { listPeriods } from "#warehouse/periods.ts";
import {
  birthSources,
  publishedPairsTable,
  reconcileBirths,
} from "#warehouse/reconciliation/reconcile-births.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";

/**
 * Fills the table; it is empty without two sources of births.
 * @param openDepth the depth of the lowest level whose counts are open
 */
export async function publishPairs(
  database: Duckdb,
  star: Snapshot,
  openDepth: number,
): Promise<void> {
  await database.run(
    `CREATE TABLE ${publishedPairsTable} (area VARCHAR, period VARCHAR, pairs VARCHAR)`,
  );
  const { firstMonth, lastMonth } = star.manifest;
  if (firstMonth === null || lastMonth === null || birthSources(star).length < 2) return;
  const { areas } = await star.listAreas({});
  const open = areas.filter(({ depth }) => depth <= openDepth);
  const [from, to] = [firstMonth, lastMonth].map((month) => String(Math.floor(month / 100)));
  const cells = await reconcileBirths(star, open, listPeriods({ from, to }));
  const rows = cells.map(({ area, period, pairs }) => [
    area.code,
    period,
    JSON.stringify(
      pairs.map(({ first, second, ...pair }) => ({ ...pair, first: first.id, second: second.id })),
    ),
  ]);
  await database.appendText(
    publishedPairsTable,
    [0, 1, 2].map((column) => rows.map((row) => row[column]!)),
  );
}
