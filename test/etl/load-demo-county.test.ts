/** The demo county counts every fault that it plants; the loader must report exactly those. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlantedManifest } from "#etl/demo-county/planted-manifest.ts";
import { writeDemoCounty } from "#etl/demo-county/write-demo-county.ts";
import { load } from "#etl/load.ts";
import type { LoadReport } from "#etl/load-report.ts";
import { publish } from "#etl/publish/publish.ts";
import { rejectsFile, vaultFile } from "#etl/vault/vault-file.ts";
import { snapshotFile } from "#warehouse/engine/snapshot-files.ts";
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
      accepted: rows?.accepted ?? 0,
      rejected: rows?.rejected ?? 0,
    }));
    const expected = planted.files.map(
      ({ file, source, outcome, rowsRead, accepted, rejected }) => ({
        file,
        source,
        outcome,
        rowsRead,
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
    expect(found).toEqual(expected);
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

  test("leaves no identifier in any byte of the data folder, nor in rows or reports", async () => {
    expect(planted.identifiers.length).toBeGreaterThan(50);
    const vault = join(dataFolder, "vault");
    const texts = [JSON.stringify(report)];
    for (const name of readdirSync(vault, { recursive: true, encoding: "utf8" })) {
      if (/\.(parquet|json)$/.test(name)) texts.push(readFileSync(join(vault, name), "utf8"));
    }
    for (const { manifest } of report.files) {
      if (!manifest) continue;
      const paths = [vaultFile(dataFolder, manifest), rejectsFile(dataFolder, manifest)];
      for (const path of paths) texts.push(JSON.stringify(await parquetRows(path)));
    }
    const all = texts.join("\n");
    const found = planted.identifiers.filter((identifier) => all.includes(identifier));
    expect(found).toEqual([]);
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

    test("holds no person: no text of the snapshot is an identifier", async () => {
      const file = snapshotFile(dataFolder, snapshot.id);
      await warehouse.close();
      const bytes = readFileSync(file, "utf8");
      expect(planted.identifiers.filter((identifier) => bytes.includes(identifier))).toEqual([]);
      warehouse = await Warehouse.open(dataFolder);
    });
  });
});

function byFile(a: { file: string }, b: { file: string }): number {
  return a.file < b.file ? -1 : 1;
}
