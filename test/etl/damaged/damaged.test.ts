/**
 * Every damaged file that a department can send gets the right answer: refused with the right
 * sentence, or loaded with the right rejects, and never by halves.
 */
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { load } from "#etl/load.ts";
import type { FileReport } from "#etl/load-report.ts";
import { smallAreas, temporaryFolder, writeFiles } from "../load-fixture.ts";
import { archives } from "./archives.ts";
import { brokenWorkbooks } from "./broken-workbooks.ts";
import { csvStructure } from "./csv-structure.ts";
import type { DamagedFile, Loaded } from "./damaged-file.ts";
import { daysAndCodes } from "./days-and-codes.ts";
import { encodings } from "./encodings.ts";
import { json } from "./json.ts";
import { oddWorkbooks } from "./odd-workbooks.ts";
import { otherKinds } from "./other-kinds.ts";
import { parquet } from "./parquet.ts";
import { values } from "./values.ts";

const groups: Readonly<Record<string, readonly DamagedFile[]>> = {
  encodings,
  csvStructure,
  values,
  daysAndCodes,
  brokenWorkbooks,
  oddWorkbooks,
  json,
  parquet,
  archives,
  otherKinds,
};
const all = Object.values(groups).flat();

const source = "births-police";
const folder = temporaryFolder();
/** Areas alone; every file is loaded into a copy of it. */
const before = join(folder, "before");
const fileSystem = join(folder, "files");

beforeAll(async () => {
  const [areas] = writeFiles(folder, { "areas.csv": smallAreas });
  await load([areas!], { dataFolder: before, source: "areas" });
  mkdirSync(fileSystem);
});

/** The file's report, and which files the data folder has that it had not. */
async function loadDamaged({ name, make, sidecar }: DamagedFile) {
  const path = join(fileSystem, name);
  const dataFolder = join(folder, `data of ${name}`);
  if (typeof make === "function") writeFileSync(path, make());
  else await make.at(path);
  if (sidecar) writeFileSync(`${path}.mapping.yaml`, sidecar);
  cpSync(before, dataFolder, { recursive: true });
  const { files } = await load([path], { dataFolder, source });
  const added = filesBelow(dataFolder).filter((file) => !filesBelow(before).includes(file));
  rmSync(dataFolder, { recursive: true });
  rmSync(path, { recursive: true });
  return { report: files[0]!, reports: files.length, added };
}

function filesBelow(path: string): string[] {
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  return names.filter((name) => !statSync(join(path, name)).isDirectory()).sort();
}

test("the corpus has at least 60 files, each under a name of its own", () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(60);
});

for (const [group, files] of Object.entries(groups)) {
  describe(group, () => {
    test.each(files)("$name", async (file) => {
      const { report, reports, added } = await loadDamaged(file);
      expect(reports).toBe(1);
      expectNoRowLost(report);
      if ("refused" in file.becomes) {
        expect(report.refusal).toBe(file.becomes.refused);
        expect(report).toMatchObject({ outcome: "refused", manifest: null });
        expect(added).toEqual([]);
        return;
      }
      expect(toldOf(report)).toEqual({ dropped: 0, rejects: [], warnings: [], ...file.becomes });
      const extract = `vault/${source}/${report.manifest!.hash}`;
      expect(added).toEqual([
        `${extract}.json`,
        `${extract}.parquet`,
        `${extract}.rejects.parquet`,
      ]);
    });
  });
}

test("a folder that is called like an extract is no extract", async () => {
  const inbox = join(fileSystem, "inbox");
  mkdirSync(join(inbox, "births.csv"), { recursive: true });
  const { files } = await load([inbox], { dataFolder: join(folder, "data of a folder"), source });
  expect(files.map(({ refusal }) => refusal)).toEqual([
    '"births.csv" is a folder, not a file. Name the file itself.',
  ]);
});

test("all of them together take less than a gigabyte", () => {
  expect(process.resourceUsage().maxRSS * 1024).toBeLessThan(1e9);
});

function expectNoRowLost({ rows }: FileReport): void {
  if (!rows) return;
  expect(rows.dropped + rows.records).toBe(rows.read);
  expect(rows.accepted + rows.rejected).toBe(rows.records);
}

function toldOf({ refusal, rows, rejects, warnings }: FileReport): Required<Loaded> | string {
  if (refusal !== null) return refusal;
  return {
    accepted: rows!.accepted,
    dropped: rows!.dropped,
    rejects: rejects.map(({ count, example }) => [count, example]),
    warnings,
  };
}
