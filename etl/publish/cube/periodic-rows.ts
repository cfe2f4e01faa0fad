/**
 * The rows of a fact by area and calendar period, for every area with all below it, out of the facts and
 * rollups of the raw star: what the tables of the protected cube are summed from.
 */
import type { Grouping } from "#warehouse/disclosure/published-tables.ts";
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { type FactName, rollupName, starTable, timeKind } from "#warehouse/star.ts";

/** The lengths of the periods that a fact is published by, in months, the longest first. */
export function periodLengths(fact: FactName): readonly number[] {
  // A stock is told by its last count of the year, and month by month above the protected levels.
  return timeKind(fact) === "stock" ? [12, 1] : [12, 6, 3, 1];
}

/** The columns that say whose rows they are; a fact has some of them. */
export const scopeColumns = ["source_key", "authoritative", "population_base_key"] as const;

/**
 * The temporary table to sum a table of the lattice from: area_key, from_month (yyyymm), months, the
 * scope (0 for what a fact has not), key columns and sums. Periods below the year are there by category
 * for open areas, and for all areas as totals.
 */
export function periodicTable(
  fact: FactName,
  months: number,
  groupings: readonly Grouping[],
): string {
  if (months === 12 || timeKind(fact) === "distinct") return `periodic_${months}`;
  const detail = groupings.length > 0 || timeKind(fact) === "stock" ? "open" : "totals";
  return `periodic_${detail}_${months}`;
}

/**
 * Makes the temporary tables of a fact in place of those of the fact before. The raw star is attached as
 * `star`.
 * @param openAreas the area_keys whose counts are not protected in this fact
 */
export async function preparePeriods(
  database: Duckdb,
  fact: FactName,
  openAreas: readonly number[],
): Promise<void> {
  const { keys, sums } = columnsOf(fact);
  const kind = timeKind(fact);
  const make = (name: string, query: string) =>
    database.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${query}`);
  const scope = scopeOf(fact);
  // Only one pair of sources counts: those of others are no part of what is published.
  const counting = fact === "fact_birth_matches" ? "WHERE authoritative = 1" : "";
  if (kind === "distinct") {
    for (const months of periodLengths(fact)) {
      await make(
        `periodic_${months}`,
        `SELECT area_key, month_key AS from_month, period_months AS months,
          ${[scope, ...keys, ...sums].join(", ")}
        FROM ${byMonth(fact)} WHERE period_months = ${months}`,
      );
    }
    return;
  }
  await make(
    "periodic_12",
    `SELECT area_key, year * 100 + 1 AS from_month, 12 AS months,
      ${[scope, ...keys, ...sums].join(", ")} FROM star.${rollupName(fact, "year")} ${counting}`,
  );
  const added = sums.map((name) => `sum(${name}) AS ${name}`);
  const listed = openAreas.length > 0 ? openAreas.join(", ") : "NULL";
  await make(
    "periodic_open_1",
    `SELECT area_key, month_key AS from_month, 1 AS months, ${[scope, ...keys, ...sums].join(", ")}
    FROM ${byMonth(fact)} ${counting || "WHERE TRUE"} AND area_key IN (${listed})`,
  );
  if (kind === "stock") return;
  await make(
    "periodic_totals_1",
    `SELECT area_key, month_key AS from_month, 1 AS months, ${[scope, ...added].join(", ")}
    FROM ${byMonth(fact)} ${counting} GROUP BY ALL`,
  );
  for (const months of [3, 6]) {
    const first = `from_month // 100 * 100
      + (from_month % 100 - 1) // ${months} * ${months} + 1 AS from_month, ${months} AS months`;
    const parts = (detail: string[]) =>
      ["area_key", first, ...scopeColumns, ...detail, ...added].join(", ");
    await make(
      `periodic_open_${months}`,
      `SELECT ${parts(keys)} FROM periodic_open_1 GROUP BY ALL`,
    );
    await make(
      `periodic_totals_${months}`,
      `SELECT ${parts([])} FROM periodic_totals_1 GROUP BY ALL`,
    );
  }
}

function columnsOf(fact: FactName): { readonly keys: string[]; readonly sums: string[] } {
  const own = ["area_key", "month_key", "period_months", ...scopeColumns];
  const columns = Object.entries(starTable(fact).columns).filter(([name]) => !own.includes(name));
  const named = (isWanted: (additivity: string) => boolean) =>
    columns.filter(([, { additivity }]) => isWanted(additivity)).map(([name]) => name);
  return {
    keys: named((additivity) => additivity === "key"),
    sums: named((additivity) => additivity !== "key" && additivity !== "attribute"),
  };
}

/** The scope columns of a fact, with 0 in place of those that it has not. */
function scopeOf(fact: FactName): string {
  const { columns } = starTable(fact);
  return scopeColumns.map((name) => (name in columns ? name : `0::SMALLINT AS ${name}`)).join(", ");
}

/** Every area by month: those with others below from the rollup, the lowest from the fact. */
function byMonth(fact: FactName): string {
  return `(FROM star.${rollupName(fact, "month")} UNION ALL BY NAME
    SELECT f.* FROM star.${fact} f JOIN star.dim_area a USING (area_key) WHERE a.area_key = a.last_key)`;
}
