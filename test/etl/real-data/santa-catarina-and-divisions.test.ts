/** Real extracts of other countries load through the committed mappings, no code in between. */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { load } from "#etl/load.ts";
import { vaultFile } from "#etl/vault/vault-file.ts";
import { Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { sharedFolder, sharedIsThere } from "../../shared-folder.ts";
import { temporaryFolder } from "../load-fixture.ts";

const example = (name: string) =>
  fileURLToPath(new URL(`../../../etl/mappings/examples/${name}`, import.meta.url));
const shared = (name: string) => fileURLToPath(new URL(`data/${name}`, sharedFolder));

describe.skipIf(!sharedIsThere)("real data", () => {
  test("Santa Catarina: 954,806 births and 477,900 population rows load", async () => {
    const dataFolder = temporaryFolder();
    const { files, skipped } = await load([shared("brazil-sc-births")], {
      dataFolder,
      mapping: example("brazil-sc-births.yaml"),
    });
    expect(files.map(({ file, outcome, rows }) => [file, outcome, rows!.accepted])).toEqual([
      ["areas_sc.csv", "accepted", 312],
      ["population_2012_2021.csv.gz", "accepted", 477_900],
      ["births_2012.csv.gz", "accepted", 88_772],
      ["births_2013.csv.gz", "accepted", 89_875],
      ["births_2014.csv.gz", "accepted", 93_232],
      ["births_2015.csv.gz", "accepted", 97_223],
      ["births_2016.csv.gz", "accepted", 95_313],
      ["births_2017.csv.gz", "accepted", 98_335],
      ["births_2018.csv.gz", "accepted", 99_609],
      ["births_2019.csv.gz", "accepted", 98_032],
      ["births_2020.csv.gz", "accepted", 97_916],
      ["births_2021.csv.gz", "accepted", 96_499],
    ]);
    expect(skipped.map(({ file }) => file)).toEqual(["README.md", "published_births.csv"]);
    expect(files.flatMap(({ rejects }) => rejects)).toEqual([]);
    expect(files.at(-1)!.coverage).toEqual({
      covers: [{ area: "42", from: 202101, to: 202112 }],
      except: [],
      origin: "stated",
    });
    const [areas, population] = files;
    expect(
      await query(
        `SELECT level, count(*) AS n, count(valid_from) AS dated
          FROM ${rows(dataFolder, areas!.manifest!)} GROUP BY 1 ORDER BY 2`,
      ),
    ).toEqual([
      { level: "state", n: 1, dated: 0 },
      { level: "health_region", n: 16, dated: 0 },
      { level: "municipality", n: 295, dated: 2 },
    ]);
    expect(
      await query(
        `SELECT year, sum(population_count)::BIGINT AS population,
            (sum(population_count) FILTER (sex = 'female' AND age BETWEEN 15 AND 45))::BIGINT AS women
          FROM ${rows(dataFolder, population!.manifest!)} WHERE year IN (2012, 2021)
          GROUP BY 1 ORDER BY 1`,
      ),
    ).toEqual([
      { year: 2012, population: 6_553_841, women: 1_859_429 },
      { year: 2021, population: 7_671_648, women: 2_048_846 },
    ]);
    const births2012 = files.find(({ file }) => file === "births_2012.csv.gz")!;
    expect(
      await query(
        `SELECT min(month) AS first, max(month) AS last, sum(births_count)::BIGINT AS births,
            count(*) FILTER (area = '42') AS nowhere, bool_and(sex = 'unknown') AS sexless
          FROM ${rows(dataFolder, births2012.manifest!)}`,
      ),
    ).toMatchObject([{ first: 201201, last: 201212, births: 88_772, sexless: true }]);
  });

  test("China's divisions: 665,276 areas of five levels load", async () => {
    const dataFolder = temporaryFolder();
    const { files } = await load([shared("china-divisions")], {
      dataFolder,
      mapping: example("china-divisions.yaml"),
    });
    expect(files.map(({ file, outcome, rows }) => [file, outcome, rows!.accepted])).toEqual([
      ["provinces.csv", "accepted", 31],
      ["cities.csv", "accepted", 342],
      ["areas.csv", "accepted", 2_978],
      ["streets.csv", "accepted", 41_352],
      ["villages.csv.gz", "accepted", 620_573],
    ]);
  });
});

function rows(dataFolder: string, manifest: { source: string; hash: string }): string {
  return `read_parquet(${textLiteral(vaultFile(dataFolder, manifest))})`;
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const database = await Duckdb.open(":memory:");
  try {
    return await database.rows(sql);
  } finally {
    database.close();
  }
}
