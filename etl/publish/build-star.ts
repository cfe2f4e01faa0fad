/** Fills an empty database with the star of a set of extracts, table by table, in a fixed order. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { type FactName, hasPopulationBase, star, starTable } from "#warehouse/star.ts";
import { bookFact } from "./book-fact.ts";
import { buildAreas } from "./build-areas.ts";
import { buildChanges, buildConcordance, cutsOf } from "./build-concordance.ts";
import { buildCoverage, buildExtractCoverage } from "./build-coverage.ts";
import { buildCodeLists, buildExtracts, buildPeriods, buildSources } from "./build-dimensions.ts";
import { buildGeometries } from "./build-geometries.ts";
import { buildMatches } from "./build-matches.ts";
import { buildPersonYears, livePersonYears } from "./build-person-years.ts";
import { buildRegistrations } from "./build-registrations.ts";
import { buildReturns } from "./build-returns.ts";
import { buildRollups } from "./build-rollups.ts";
import { deflateFunding } from "./deflate-funding.ts";
import type { EffectiveExtract } from "./effective-extracts.ts";

/** Facts that are made of others or of manifests; to all others rows are booked as they are. */
const derivedFacts: readonly FactName[] = [
  "fact_birth_matches",
  "fact_birth_registrations",
  "fact_coverage",
  "fact_person_years",
  "fact_returns",
];
const facts = Object.keys(star).filter((name): name is FactName => name.startsWith("fact_"));
const bookedFacts = facts.filter((fact) => !derivedFacts.includes(fact));

/** Builds every table of star.ts and the rollups. `extracts` must hold at least one areas extract. */
export async function buildStar(
  database: Duckdb,
  extracts: readonly EffectiveExtract[],
): Promise<void> {
  const loading = (table: string) => extracts.filter((e) => e.source.loads === table);
  const changes = await buildChanges(database, loading("dim_area_change"));
  const areas = await buildAreas(database, loading("dim_area"), cutsOf(changes));
  await buildConcordance(database, changes);
  await buildGeometries(database, loading("dim_area_geometry"));
  const reporting = extracts.filter((e) => e.manifest.coverage !== null);
  const [first, last] = monthsCovered(reporting);
  await buildPeriods(database, first, last);
  await buildCodeLists(database);
  await buildExtracts(database, extracts);
  await buildExtractCoverage(database, reporting, areas);
  for (const fact of bookedFacts) await bookFact(database, fact, reporting, areas);
  await livePersonYears(database, reporting, areas);
  await buildSources(database, extracts, bookedFacts);
  await buildCoverage(database, bookedFacts, extracts);
  await buildPersonYears(database);
  await settleDefaultBase(database);
  await buildRegistrations(database, reporting, areas);
  await buildMatches(database, reporting, areas);
  await buildReturns(database);
  await deflateFunding(database);
  for (const fact of bookedFacts) await settleFact(database, fact);
  for (const fact of facts) if (starTable(fact).rollup) await buildRollups(database, fact);
}

/** First and last covered month; a warehouse of areas alone gets a single empty year. */
export function monthsCovered(extracts: readonly EffectiveExtract[]): readonly [number, number] {
  const covers = extracts.flatMap((e) => e.manifest.coverage?.covers ?? []);
  if (covers.length === 0) return [200001, 200012];
  return [
    covers.reduce((month, c) => Math.min(month, c.from), Number.POSITIVE_INFINITY),
    covers.reduce((month, c) => Math.max(month, c.to), 0),
  ];
}

/** Turns `booked_<fact>` into the fact: one row a cell, in storage order, with its authority. */
async function settleFact(database: Duckdb, fact: FactName): Promise<void> {
  const { columns, order } = starTable(fact);
  const base = hasPopulationBase(fact) ? "b.population_base_key" : "0";
  const select = Object.entries(columns).map(([name, { type, additivity }]) => {
    if (name === "authoritative") return "coalesce(c.authoritative, 0)::SMALLINT AS authoritative";
    if (additivity === "key") return `b.${name}`;
    const aggregate = additivity === "attribute" ? "any_value" : "sum";
    return `${aggregate}(b.${name})::${type} AS ${name}`;
  });
  const authority = `SELECT DISTINCT a.root_key, c.source_key, c.population_base_key, c.authoritative
    FROM fact_coverage c JOIN dim_area a USING (area_key)`;
  const join =
    "source_key" in columns
      ? `LEFT JOIN (${authority}) c ON c.root_key = a.root_key AND c.source_key = b.source_key
        AND c.population_base_key = ${base}`
      : "";
  const keys = Object.entries(columns)
    .filter(([, c]) => c.additivity === "key")
    .map(([n]) => n);
  const sort = [...new Set([...order, ...keys])].join(", ");
  await database.run(`CREATE TABLE ${fact} AS SELECT ${select.join(", ")}
    FROM booked_${fact} b JOIN dim_area a USING (area_key) ${join} GROUP BY ALL ORDER BY ${sort}`);
  await database.run(`DROP TABLE booked_${fact}`);
}

/** The base that answers when a question names none: that of the births that count, else the first. */
async function settleDefaultBase(database: Duckdb): Promise<void> {
  await database.run(`UPDATE dim_area SET default_base_key = chosen.base FROM (
      SELECT root_key, arg_min(base, choice) AS base FROM (
        SELECT a.root_key, c.population_base_key AS base, min(c.population_base_key) AS choice
        FROM fact_coverage c JOIN dim_area a USING (area_key) JOIN dim_source s USING (source_key)
        WHERE s.fact = 'fact_births' AND c.authoritative = 1 GROUP BY ALL
        UNION ALL
        SELECT a.root_key, l.population_base_key, 100 + min(l.population_base_key)
        FROM fact_person_years l JOIN dim_area a USING (area_key) GROUP BY ALL) GROUP BY root_key) chosen
    WHERE dim_area.root_key = chosen.root_key`);
}
