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
 * The schema of a release, and which of its years: the star that is published, the one before it,
 * attached as `earlier`, or that of the record keys, attached as `keys`.
 */
export interface Release {
  readonly schema: "star" | "earlier" | "keys";
  /** Null: all. */
  readonly years: readonly number[] | null;
}
export const thisRelease: Release = { schema: "star", years: null };

/**
 * The temporary table to sum a table of the lattice from: area_key, from_month (yyyymm), months, the
 * scope (0 for what a fact has not), key columns and sums. Periods below the year are there by category
 * for open areas, and for all areas as totals.
 */
export function periodicTable(
  fact: FactName,
  months: number,
  groupings: readonly Grouping[],
  { schema } = thisRelease,
): string {
  if (months === 12 || timeKind(fact) === "distinct") return `${schema}_periodic_${months}`;
  const detail = groupings.length > 0 || timeKind(fact) === "stock" ? "open" : "totals";
  return `${schema}_periodic_${detail}_${months}`;
}

/**
 * Makes the temporary tables of a fact in place of those of the fact before. The raw star is attached by
 * the release's schema.
 * @param openAreas the area_keys whose counts are not protected in this fact
 */
export async function preparePeriods(
  database: Duckdb,
  fact: FactName,
  openAreas: readonly number[],
  { schema, years } = thisRelease,
): Promise<void> {
  const { keys, sums } = columnsOf(fact);
  const kind = timeKind(fact);
  const make = (name: string, query: string) =>
    database.run(`CREATE OR REPLACE TEMP TABLE ${schema}_${name} AS ${query}`);
  const scope = scopeOf(fact);
  // Only one pair of sources counts: those of others are no part of what is published.
  const counting = fact === "fact_birth_matches" ? "authoritative = 1" : "TRUE";
  const during = (year: string) => (years === null ? "TRUE" : `${year} IN (${years.join(", ")})`);
  const rows = byMonth(schema, fact);
  const wanted = `${counting} AND ${during("month_key // 100")}`;
  if (kind === "distinct") {
    for (const months of periodLengths(fact)) {
      await make(
        `periodic_${months}`,
        `SELECT area_key, month_key AS from_month, period_months AS months,
          ${[scope, ...keys, ...sums].join(", ")}
        FROM ${rows} WHERE period_months = ${months} AND ${wanted}`,
      );
    }
    return;
  }
  await make(
    "periodic_12",
    `SELECT area_key, year * 100 + 1 AS from_month, 12 AS months,
      ${[scope, ...keys, ...sums].join(", ")}
    FROM ${schema}.${rollupName(fact, "year")} WHERE ${counting} AND ${during("year")}`,
  );
  const added = sums.map((name) => `sum(${name}) AS ${name}`);
  const listed = openAreas.length > 0 ? openAreas.join(", ") : "NULL";
  await make(
    "periodic_open_1",
    `SELECT area_key, month_key AS from_month, 1 AS months, ${[scope, ...keys, ...sums].join(", ")}
    FROM ${rows} WHERE ${wanted} AND area_key IN (${listed})`,
  );
  if (kind === "stock") return;
  await make(
    "periodic_totals_1",
    `SELECT area_key, month_key AS from_month, 1 AS months, ${[scope, ...added].join(", ")}
    FROM ${rows} WHERE ${wanted} GROUP BY ALL`,
  );
  for (const months of [3, 6]) {
    const first = `from_month // 100 * 100
      + (from_month % 100 - 1) // ${months} * ${months} + 1 AS from_month, ${months} AS months`;
    const parts = (detail: string[]) =>
      ["area_key", first, ...scopeColumns, ...detail, ...added].join(", ");
    await make(
      `periodic_open_${months}`,
      `SELECT ${parts(keys)} FROM ${schema}_periodic_open_1 GROUP BY ALL`,
    );
    await make(
      `periodic_totals_${months}`,
      `SELECT ${parts([])} FROM ${schema}_periodic_totals_1 GROUP BY ALL`,
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
function byMonth(schema: Release["schema"], fact: FactName): string {
  return `(FROM ${schema}.${rollupName(fact, "month")} UNION ALL BY NAME
    SELECT f.* FROM ${schema}.${fact} f JOIN ${schema}.dim_area a USING (area_key)
    WHERE a.area_key = a.last_key)`;
}
