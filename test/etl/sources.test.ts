/** What sources promise of the star holds of star.ts, and published samples are found in it. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadFrom } from "#etl/load.ts";
import { derivedColumns } from "#etl/publish/derived-columns.ts";
import { publish } from "#etl/publish/publish.ts";
import { readSources } from "#etl/read-sources.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { snapshotFile } from "#warehouse/engine/snapshot-files.ts";
import { codeListOf, type FactName, starTable } from "#warehouse/star.ts";
import { smallAreas, temporaryFolder, writeFiles } from "./load-fixture.ts";

const sources = [...(await readSources())];
const loading = sources.filter(([, { loads }]) => loads.startsWith("fact_"));
const facts = [...new Set(loading.map(([, { loads }]) => loads as FactName))];

describe("what a source loads", () => {
  test.each(loading)("%s loads columns that its fact has", (_, { columns, loads }) => {
    const has = Object.keys(starTable(loads as FactName).columns);
    const named = Object.values(columns).flatMap(({ to }) => to ?? []);
    expect(named.filter((to) => !has.includes(to))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  test.each(loading)("the categories of %s are the members of the star's lists", (_, source) => {
    for (const { to, type, values } of Object.values(source.columns)) {
      if (type !== "category" || !to) continue;
      const codes = codeListOf(to)!.map(({ code }) => code);
      expect(Object.keys(values!).filter((code) => !codes.includes(code))).toEqual([]);
    }
  });

  test.each(facts)("every count and amount of %s has a source, or is derived", (fact) => {
    const given = loading
      .filter(([, { loads }]) => loads === fact)
      .flatMap(([, { columns }]) => Object.values(columns).flatMap(({ to }) => to ?? []));
    const made = [...Object.keys(derivedColumns[fact] ?? {}), "spent_real_yuan"];
    const reported = ["births", "deaths", "services"].map((of) => `${of}_reported_person_years`);
    const wanted = Object.entries(starTable(fact).columns).filter(
      ([, c]) => c.additivity !== "key",
    );
    expect(
      wanted
        .map(([name]) => name)
        .filter((name) => ![...given, ...made, ...reported].includes(name)),
    ).toEqual([]);
  });
});

describe("published samples", () => {
  let database: Duckdb;
  beforeAll(async () => {
    const folder = temporaryFolder();
    const dataFolder = join(folder, "data");
    const [areas] = writeFiles(folder, { "areas.csv": smallAreas });
    await loadFrom(new Map(sources), [areas!], { dataFolder, source: "areas" });
    // A sample is bad in parts on purpose, more than an extract may be.
    const patient = new Map(sources.map(([id, source]) => [id, { ...source, rejectLimit: 1 }]));
    const ofTheCounty = loading.filter(([id]) => id !== "population-estimates");
    for (const [id, { sample }] of ofTheCounty) {
      const text = sample.rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\n");
      const [path] = writeFiles(folder, { [`${id}.csv`]: text });
      const { files } = await loadFrom(patient, [path!], { dataFolder, source: id });
      expect(files.map(({ refusal }) => refusal)).toEqual([null]);
    }
    const { manifest } = await publish(dataFolder);
    database = await Duckdb.open(snapshotFile(dataFolder, manifest.id), { readOnly: true });
  });
  afterAll(() => database.close());

  test.each<[string, string, Record<string, unknown>[]]>([
    [
      "an unknown age of a mother is an unknown age band, not the highest",
      "SELECT maternal_age_band_key AS band, births_count AS n FROM fact_births f JOIN dim_source s " +
        "USING (source_key) WHERE source = 'births-family-planning' ORDER BY band",
      [
        { band: -1, n: 1 },
        { band: 25, n: 1 },
      ],
    ],
    [
      "an unknown age at death is an unknown age band",
      "SELECT age_band_key AS band, deaths_count AS n FROM fact_deaths JOIN dim_source " +
        "USING (source_key) WHERE source = 'deaths' ORDER BY band",
      [
        { band: -1, n: 1 },
        { band: 80, n: 1 },
      ],
    ],
    [
      "a round across the new year has two months",
      "SELECT month_key AS month, period_months AS months, seen_count AS seen " +
        "FROM fact_checkup_rounds ORDER BY month",
      [
        { month: 201107, months: 3, seen: 205 },
        { month: 201112, months: 2, seen: 215 },
      ],
    ],
    [
      "the county's return counts for services, the stations' logs stand beside it",
      "SELECT source, authoritative, sum(services_count)::INTEGER AS n " +
        "FROM fact_contraception_services JOIN dim_source USING (source_key) GROUP BY ALL ORDER BY 1",
      [
        { source: "contraception-services", authoritative: 1, n: 1071 },
        { source: "service-station-logs", authoritative: 0, n: 2 },
      ],
    ],
    [
      "what a return is silent of is null and no zero",
      "SELECT population_base_key AS base, moved_in_count AS moved, certificates_due_count AS due " +
        "FROM fact_migrant_work ORDER BY 1",
      [
        { base: 3, moved: 37, due: null },
        { base: 4, moved: null, due: 25 },
      ],
    ],
    [
      "yes and no of a village are ones and zeros",
      "SELECT month_key AS month, villages_count AS villages, informed_choice_count AS informed, " +
        "self_governing_count AS governing FROM fact_village_practices ORDER BY 1",
      [
        { month: 201109, villages: 1, informed: 1, governing: null },
        { month: 201112, villages: 1, informed: 1, governing: 0 },
      ],
    ],
    [
      "women by method and children",
      "SELECT method_key AS method, children_key AS children, women_count AS women, " +
        "certificate_holders_count AS holders FROM fact_women ORDER BY 1",
      [
        { method: 0, children: 0, women: 9, holders: null },
        { method: 3, children: 1, women: 41, holders: 5 },
      ],
    ],
    [
      "a survey without strata and clusters has empty names for them",
      "SELECT topic_key AS topic, stratum, cluster, yes_count AS yes, valid_count AS valid " +
        "FROM fact_surveys ORDER BY 1",
      [
        { topic: 1, stratum: "城镇", cluster: "东门", yes: 47, valid: 50 },
        { topic: 5, stratum: "", cluster: "", yes: 81, valid: 90 },
      ],
    ],
    [
      "the items of a score card",
      "SELECT item, fulfilled_count AS fulfilled, cases_count AS cases, points::DOUBLE AS points " +
        "FROM fact_assessment_items ORDER BY item",
      [
        { item: "13", fulfilled: null, cases: null, points: 8.5 },
        { item: "1a", fulfilled: 1, cases: null, points: null },
        { item: "6", fulfilled: null, cases: 2, points: null },
      ],
    ],
    [
      "money spent in 2011 at the prices of 2010",
      "SELECT spent_yuan::DOUBLE AS spent, spent_real_yuan::DOUBLE AS constant FROM fact_funding",
      [{ spent: 175600.5, constant: 166603.89 }],
    ],
  ])("%s", async (_, sql, expected) => {
    expect(await database.rows(sql)).toEqual(expected);
  });

  test.each(facts.filter((fact) => fact !== "fact_person_years"))("%s has rows", async (fact) => {
    const [row] = await database.rows<{ n: number }>(`SELECT count(*) AS n FROM ${fact}`);
    expect(row!.n).toBeGreaterThan(0);
  });
});
