/** Books the rows of one fact's sources: canonical values become keys, counts become sums by cell. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { codeListOf, type FactName, starTable, timeKind } from "#warehouse/star.ts";
import type { SourceColumn } from "../define-source.ts";
import { derivedColumns } from "./derived-columns.ts";
import {
  type AreaKeys,
  atItsPlace,
  type EffectiveExtract,
  inForce,
  rowsOf,
} from "./effective-extracts.ts";

/**
 * Creates `booked_<fact>`: the fact's cells from every source, each with `authoritative` still 0.
 * Sources that load no row leave an empty table.
 */
export async function bookFact(
  database: Duckdb,
  fact: FactName,
  extracts: readonly EffectiveExtract[],
  areas: AreaKeys,
): Promise<void> {
  const table = starTable(fact);
  const columns = Object.entries(table.columns).filter(([name]) => name !== "period_months");
  const definition = columns.map(([name, { type }]) => `${name} ${type}`).join(", ");
  await database.run(`CREATE TEMP TABLE booked_${fact} (${definition}, period_months SMALLINT)`);
  for (const extract of extracts.filter((e) => e.source.loads === fact)) {
    await database.run(
      `INSERT INTO booked_${fact} BY NAME ${bookingOf(fact, extract, extracts, areas)}`,
    );
  }
}

function bookingOf(
  fact: FactName,
  extract: EffectiveExtract,
  extracts: readonly EffectiveExtract[],
  areas: AreaKeys,
): string {
  const { source } = extract;
  const time = source.columns[source.time!]!;
  const month = monthOf(time, source.time!);
  const keys: string[] = [];
  const sums: string[] = [];
  for (const [name, { type, additivity }] of Object.entries(starTable(fact).columns)) {
    const [canonical, column] = Object.entries(source.columns).find(([, c]) => c.to === name) ?? [];
    const derived = derivedColumns[fact]?.[name];
    if (name === "period_months") continue;
    if (name === "area_key") keys.push("a.area_key");
    else if (name === "month_key") keys.push(`${month} AS month_key`);
    else if (name === "source_key") keys.push(`${extract.sourceKey}::SMALLINT AS source_key`);
    else if (name === "authoritative") keys.push("0::SMALLINT AS authoritative");
    else if (additivity === "key" && type === "VARCHAR")
      keys.push(`${canonical ? `coalesce(r.${canonical}, '')` : "''"} AS ${name}`);
    else if (additivity === "key")
      keys.push(`${keyOf(name, canonical, column)}::SMALLINT AS ${name}`);
    else if (derived && derived.needs in source.columns)
      sums.push(`${derived.sql}::${type} AS ${name}`);
    else if (canonical && additivity === "attribute")
      sums.push(`any_value(r.${canonical})::${type} AS ${name}`);
    else if (canonical) sums.push(`sum(r.${canonical})::${type} AS ${name}`);
  }
  const periodMonths =
    time.type === "period" ? `r.${source.time}_months` : `${source.periodMonths}`;
  const rows = timeKind(fact) === "stock" ? lastOfMonth(extract, source.time!) : rowsOf(extract);
  return `SELECT ${[...keys, `${periodMonths} AS period_months`, ...sums].join(", ")}
    FROM ${rows} r ${atItsPlace(month)}
    WHERE ${inForce(extract, extracts, areas, "a.area_key", month)} GROUP BY ALL`;
}

/** Of two counts of one area in one month the later stands: stocks are never summed over time. */
function lastOfMonth(extract: EffectiveExtract, time: string): string {
  const rows = rowsOf(extract);
  const { columns } = extract.source;
  if (columns[time]!.type !== "date") return rows;
  const base = columns.population_base ? "s.population_base, " : "";
  return `(SELECT * FROM ${rows} s QUALIFY s.${time} = max(s.${time})
    OVER (PARTITION BY s.area, ${base}date_trunc('month', s.${time})))`;
}

/** The month (yyyymm) that a row is booked to. */
export function monthOf(column: SourceColumn, name: string): string {
  if (column.type === "date") return `(year(r.${name}) * 100 + month(r.${name}))::INTEGER`;
  if (column.type === "year") return `(r.${name} * 100 + 1)::INTEGER`;
  return `r.${name}::INTEGER`;
}

/** The key of a code list's member; a missing or foreign value takes the list's unknown member. */
export function keyOf(
  key: string,
  canonical: string | undefined,
  column: SourceColumn | undefined,
): string {
  const members = codeListOf(key) ?? [];
  const unknown = members.find((member) => member.code === "unknown")?.key ?? 0;
  if (!canonical || !column) return String(unknown);
  if (column.type === "age") {
    const [lowest, highest] = key === "maternal_age_band_key" ? [10, 50] : [0, 85];
    // Outside of CASE the bounds would swallow an unknown age: least(85, NULL) is 85.
    return `CASE WHEN r.${canonical} IS NULL THEN ${unknown}
      ELSE greatest(${lowest}, least(${highest}, r.${canonical})) END`;
  }
  const cases = members.map((m) => `WHEN '${m.code}' THEN ${m.key}`).join(" ");
  return `CASE r.${canonical} ${cases} ELSE ${unknown} END`;
}
