/** The demo county counts every fault that it plants; the loader must report exactly those. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlantedManifest } from "#etl/demo-county/planted-manifest.ts";
import { writeDemoCounty } from "#etl/demo-county/write-demo-county.ts";
import { load } from "#etl/load.ts";
import type { LoadReport } from "#etl/load-report.ts";
import { publish } from "#etl/publish/publish.ts";
import { rejectsFile } from "#etl/vault/vault-file.ts";
import { Duckdb, identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { parquetRows, temporaryFolder } from "./load-fixture.ts";

describe("the demo county", () => {
  const folder = temporaryFolder();
  const dataFolder = join(folder, "data");
  let planted: PlantedManifest;
  let report: LoadReport;

  beforeAll(async () => {
    planted = await writeDemoCounty(join(folder, "extracts"));
    report = await load([join(folder, "extracts")], { dataFolder });
    await publish(dataFolder);
  });

  test("loads every file to its planted outcome and counts", () => {
    const found = report.files.map(({ file, source, outcome, rows }) => ({
      file,
      source,
      outcome,
      rowsRead: rows?.read ?? 0,
      records: rows?.records ?? 0,
      accepted: rows?.accepted ?? 0,
      rejected: rows?.rejected ?? 0,
    }));
    const expected = planted.files.map(
      ({ file, source, outcome, rowsRead, records, accepted, rejected }) => ({
        file,
        source,
        outcome,
        rowsRead,
        records,
        accepted,
        rejected,
      }),
    );
    expect(found.sort(byFile)).toEqual(expected.sort(byFile));
    expect(report.skipped).toEqual([]);
  });

  test("supersedes what the planted corrections supersede", () => {
    const found = report.files.flatMap(({ file, supersedes }) =>
      supersedes.map((old) => `${file} > ${old.file}`),
    );
    const expected = planted.files.flatMap(({ file, supersedes }) =>
      supersedes ? [`${file} > ${supersedes}`] : [],
    );
    expect(found.sort()).toEqual(expected.sort());
  });

  test("is rejected fault by fault: file, line, column and rule", async () => {
    const found: string[] = [];
    for (const { manifest } of report.files) {
      if (!manifest) continue;
      for (const row of await parquetRows(rejectsFile(dataFolder, manifest))) {
        found.push(`${manifest.file} ${row.line} ${row.column ?? ""} ${row.rule}`);
      }
    }
    const expected = planted.faults
      .filter(({ rule }) => rule !== null)
      .map(({ file, line, column, rule }) => `${file} ${line} ${column} ${rule}`);
    expect(found.sort()).toEqual(expected.sort());
  });

  test("says what was found, but for what identifies people", async () => {
    const shown = planted.faults.filter(
      ({ rule, found }) => rule && rule !== "duplicate" && rule !== "unsplittable" && found,
    );
    const reasons = new Map<string, unknown>();
    for (const { manifest } of report.files) {
      if (!manifest) continue;
      for (const row of await parquetRows(rejectsFile(dataFolder, manifest))) {
        reasons.set(`${manifest.file} ${row.line}`, row.reason);
      }
    }
    for (const { file, line, found } of shown) {
      expect(reasons.get(`${file} ${line}`)).toContain(`found "${found}"`);
    }
  });

  test("leaves no identifier in any byte of the data folder, in its reports, or packed away", async () => {
    expect(planted.identifiers.length).toBeGreaterThan(300);
    expect(planted.identifiers.filter((identifier) => !identifying.test(identifier))).toEqual([]);
    const texts = [JSON.stringify(report), ...(await unpackedTexts(dataFolder))];
    for (const name of readdirSync(dataFolder, { recursive: true, encoding: "utf8" })) {
      const path = join(dataFolder, name);
      if (statSync(path).isFile()) texts.push(readFileSync(path, "utf8"));
    }
    // The villages' codes are in there, so that what is looked for could be found.
    expect(texts.filter((text) => text.includes("990521101001")).length).toBeGreaterThan(10);
    expect(texts.flatMap((text) => identifying.exec(text)?.[0] ?? [])).toEqual([]);
  });

  test("gives the same vault in whatever order its files come, under whatever names", async () => {
    const shuffled = join(folder, "shuffled");
    mkdirSync(shuffled);
    const files = planted.files.map(({ file }) => file.split("/")[0]!);
    for (const [index, file] of [...new Set(files)].entries()) {
      const name = `${String((index * 37) % 101).padStart(3, "0")}-${file}`;
      for (const end of ["", ".mapping.yaml"]) {
        const from = join(folder, "extracts", file + end);
        if (existsSync(from)) copyFileSync(from, join(shuffled, name + end));
      }
    }
    const again = await load([shuffled], { dataFolder: join(folder, "shuffled-data") });
    const outcome = ({ file, outcome, rows }: LoadReport["files"][number]) =>
      `${file.replace(/^\d{3}-/, "")} ${outcome} ${rows?.accepted ?? 0}`;
    expect(again.files.map(outcome).sort()).toEqual(report.files.map(outcome).sort());
  });

  test("is unchanged when it is loaded again", async () => {
    const again = await load([join(folder, "extracts")], { dataFolder });
    const accepted = again.files.filter(({ outcome }) => outcome !== "refused");
    expect(new Set(accepted.map(({ outcome }) => outcome))).toEqual(new Set(["unchanged"]));
    expect((await publish(dataFolder)).built).toBe(false);
  });

  describe("published", () => {
    let warehouse: Warehouse;
    let snapshot: Snapshot;

    beforeAll(async () => {
      warehouse = await Warehouse.open(dataFolder);
      snapshot = await warehouse.snapshot();
    });

    afterAll(() => warehouse.close());

    const ask = async (measure: string, areas: string[], periods: string[]) =>
      (
        await queryEstimates(snapshot, warehouse.measures, [
          { measures: [measure], areas, periods },
        ])
      )[0]!;

    test("counts the births that were planted, the corrected year by its correction", async () => {
      const years = planted.births.byYear.map(({ year }) => String(year));
      const rates = await ask("crudeBirthRate", [planted.county], years);
      expect(rates.map(({ period, numerator }) => [period, numerator])).toEqual(
        planted.births.byYear.map(({ year, familyPlanning }) => [String(year), familyPlanning]),
      );
    });

    test("has the deaths, the money and the people that were planted", async () => {
      const { deathsByYear, spentYuanByYear, populationByYear } = planted.totals;
      const deaths = await ask("crudeDeathRate", [planted.county], Object.keys(deathsByYear));
      expect(deaths.map(({ numerator }) => numerator)).toEqual(Object.values(deathsByYear));
      const money = await ask("fundingPerCapita", [planted.county], Object.keys(spentYuanByYear));
      expect(money.map(({ numerator }) => numerator)).toEqual(Object.values(spentYuanByYear));
      // Linear from one 31 December to the next, which is the last day of the year lived.
      const mean = (populationByYear["2010"]! + populationByYear["2011"]!) / 2;
      expect(deaths.find(({ period }) => period === "2011")!.denominator! / mean).toBeCloseTo(1, 4);
    });

    test("knows nothing of the silent villages' months, and says so up to the county", async () => {
      expect(planted.silent.length).toBe(2);
      for (const { area } of planted.silent) {
        const found = await ask("crudeBirthRate", [area], ["2009-04", "2009-Q2", "2009", "2010"]);
        expect(found.map(({ state, value }) => [state, value === null])).toEqual([
          ["NOT_REPORTED", true],
          ["NOT_REPORTED", true],
          ["INCOMPLETE", false],
          ["SHOWN", false],
        ]);
        expect(found[2]!.coverage).toBe(0.75);
      }
      const [county] = await ask("crudeBirthRate", [planted.county], ["2009"]);
      expect(county).toMatchObject({ state: "INCOMPLETE", coverage: 1 - 6 / (317 * 12) });
    });

    test("has a sex ratio that differs by birth order", async () => {
      const [orders] = await queryEstimates(snapshot, warehouse.measures, [
        {
          measures: ["sexRatioAtBirth"],
          areas: [planted.county],
          periods: ["2007"],
          by: ["birthOrder"],
        },
      ]);
      const ratio = (code: string) =>
        orders!.find(({ categories }) => categories[0]!.code === code)!.value!;
      expect(ratio("3+")).toBeGreaterThan(ratio("2"));
      expect(ratio("2")).toBeGreaterThan(ratio("1"));
    });
  });
});

/** Every text of every Parquet file and of every table of the snapshots, as their readers see it. */
async function unpackedTexts(dataFolder: string): Promise<string[]> {
  const texts: string[] = [];
  const names = readdirSync(dataFolder, { recursive: true, encoding: "utf8" });
  const database = await Duckdb.open(":memory:", { connections: 1 });
  try {
    for (const name of names.filter((file) => file.endsWith(".parquet"))) {
      const file = textLiteral(join(dataFolder, name));
      texts.push(...(await distinctTexts(database, `read_parquet(${file})`)));
    }
    for (const name of names.filter((file) => file.endsWith(".duckdb"))) {
      await database.run(`ATTACH ${textLiteral(join(dataFolder, name))} AS snapshot (READ_ONLY)`);
      const tables = await database.rows<{ name: string }>(
        "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'snapshot'",
      );
      expect(tables.length).toBeGreaterThan(20);
      for (const table of tables) {
        texts.push(...(await distinctTexts(database, `snapshot.${table.name}`)));
      }
      await database.run("DETACH snapshot");
    }
  } finally {
    database.close();
  }
  return texts;
}

async function distinctTexts(database: Duckdb, from: string): Promise<string[]> {
  const columns = await database.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${from}`);
  const texts: string[] = [];
  for (const { column_name } of columns) {
    const name = identifier(column_name);
    const [all] = await database.rows<{ text: string | null }>(
      `SELECT string_agg(DISTINCT ${name}::VARCHAR, ' ') AS text FROM ${from}`,
    );
    texts.push(all!.text ?? "");
  }
  return texts;
}

/**
 * Every name, identity number, telephone, address and number of a paper that the county has. Codes
 * of areas stand end to end in unpacked bytes: only with a day of birth is it a person's number.
 */
const identifying = new RegExp(
  [
    "[虚拟样测幻假仿][云霞溪竹雨雪兰菊荷萍莺燕珍珠琴棋书画春夏秋冬晨晚星月松柏]{2}",
    "990521(?:19|20)\\d{2}[01]\\d[0-3]\\d{4}[\\dX]",
    "1000521\\d{4}",
    "虚拟路",
    "[XDM]99\\d{8}",
    "L12\\d{5}",
  ].join("|"),
  "u",
);

function byFile(a: { file: string }, b: { file: string }): number {
  return a.file < b.file ? -1 : 1;
}
