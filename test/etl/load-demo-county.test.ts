/** The demo county counts every fault that it plants; the loader must report exactly those. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { PlantedManifest } from "#etl/demo-county/planted-manifest.ts";
import { writeDemoCounty } from "#etl/demo-county/write-demo-county.ts";
import { load } from "#etl/load.ts";
import type { LoadReport } from "#etl/load-report.ts";
import { rejectsFile, vaultFile } from "#etl/vault/vault-file.ts";
import { parquetRows, temporaryFolder } from "./load-fixture.ts";

describe("the demo county", () => {
  const folder = temporaryFolder();
  const dataFolder = join(folder, "data");
  let planted: PlantedManifest;
  let report: LoadReport;

  beforeAll(async () => {
    planted = await writeDemoCounty(join(folder, "extracts"));
    report = await load([join(folder, "extracts")], { dataFolder });
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
  });
});

function byFile(a: { file: string }, b: { file: string }): number {
  return a.file < b.file ? -1 : 1;
}
