/** Whose counts a fact has: each source and population base, in which top areas, and the years. */
import type { PublishedScope } from "#warehouse/disclosure/cube-tables.ts";
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { type FactName, hasPopulationBase, starTable, timeKind } from "#warehouse/star.ts";
import { periodicTable, periodLengths, scopeColumns } from "./periodic-rows.ts";

/** One source and base of a fact. */
export interface FactScope {
  readonly scope: PublishedScope;
  /** The area_keys of the top areas that it counts in. */
  readonly roots: ReadonlySet<number>;
  /** Every year of the snapshot: a year without rows may be one of zeros. */
  readonly years: readonly number[];
}

/** The scopes that have rows, and those that reported without any; none for an empty fact. */
export async function readScopes(database: Duckdb, fact: FactName): Promise<FactScope[]> {
  const base = hasPopulationBase(fact) ? "c.population_base_key" : "0::SMALLINT";
  const reported =
    "source_key" in starTable(fact).columns && fact !== "fact_birth_matches"
      ? `UNION SELECT a.root_key, c.source_key, c.authoritative, ${base}
        FROM star.rollup_coverage_year c JOIN star.dim_source s USING (source_key)
        JOIN star.dim_area a USING (area_key) WHERE s.fact = '${fact}'`
      : "";
  const lengths = timeKind(fact) === "distinct" ? periodLengths(fact) : [12];
  const rows = await database.rows<{ [name: string]: number }>(
    `SELECT DISTINCT a.root_key, ${scopeColumns.map((name) => `f.${name}`).join(", ")}
    FROM (${lengths.map((months) => `FROM ${periodicTable(fact, months, [])}`).join(" UNION ALL BY NAME ")}) f
    JOIN star.dim_area a USING (area_key) ${reported} ORDER BY ALL`,
  );
  if (rows.length === 0) return [];
  const years = await database.rows<{ year: number }>(
    "SELECT DISTINCT year FROM star.dim_period ORDER BY year",
  );
  const scopes = new Map<string, { scope: PublishedScope; roots: Set<number> }>();
  for (const row of rows) {
    const scope = {
      source: row.source_key!,
      authoritative: row.authoritative!,
      base: row.population_base_key!,
    };
    const id = JSON.stringify(scope);
    const known = scopes.get(id) ?? { scope, roots: new Set<number>() };
    scopes.set(id, known);
    known.roots.add(row.root_key!);
  }
  return [...scopes.values()].map((one) => ({ ...one, years: years.map(({ year }) => year) }));
}
