/** Publishing as a whole: repeatable, one at a time, by coverage, and never visible half done. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { load } from "#etl/load.ts";
import { makeCurrent } from "#etl/publish/make-current.ts";
import { publish } from "#etl/publish/publish.ts";
import { verifySnapshots } from "#etl/publish/verify-snapshots.ts";
import { BusyError, withLock } from "#etl/vault/lock.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { readCurrent, snapshotFile } from "#warehouse/engine/snapshot-files.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import {
  county,
  type SmallCounty,
  smallCounty,
  towns,
  villages,
  writeCorrection,
} from "../../small-county.ts";

let small: SmallCounty;

beforeAll(async () => {
  small = await smallCounty();
});
afterAll(() => small.remove());

/** Births of 2011 by area, as the current snapshot answers. */
async function birthsOf2011(dataFolder: string): Promise<Record<string, number | null>> {
  const warehouse = await Warehouse.open(dataFolder);
  const areas = [county, ...towns, ...villages];
  const [estimates] = await queryEstimates(await warehouse.snapshot(), warehouse.measures, [
    { measures: ["crudeBirthRate"], areas, periods: ["2011"] },
  ]);
  await warehouse.close();
  return Object.fromEntries(estimates!.map(({ area, numerator }) => [area, numerator]));
}

function files(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name)).toString("base64")]),
  );
}

test("publishing again changes no byte and gives the same snapshot", async () => {
  const before = files(small.dataFolder);
  const again = await publish(small.dataFolder);
  expect(again).toEqual({ manifest: small.manifest, built: false });
  expect(files(small.dataFolder)).toEqual(before);
});

test("loading the same extracts again gives the same snapshot", async () => {
  expect((await small.add(small.extracts)).id).toBe(small.manifest.id);
});

test("the same extracts in another data folder hold the same rows under the same id", async () => {
  const other = await smallCounty();
  const content = async ({ dataFolder, manifest }: SmallCounty) => {
    const database = await Duckdb.open(snapshotFile(dataFolder, manifest.id), { readOnly: true });
    const tables = manifest.tables.map(async ({ name }) => [
      name,
      await database.rows(`SELECT COLUMNS(*)::VARCHAR FROM ${name}`),
    ]);
    const rows = Object.fromEntries(await Promise.all(tables));
    database.close();
    return rows;
  };
  expect(other.manifest.id).toBe(small.manifest.id);
  expect(await content(other)).toEqual(await content(small));
  other.remove();
});

test("the files of a data folder are for their owner alone", () => {
  const names = readdirSync(small.dataFolder, { recursive: true, encoding: "utf8" });
  const open = names.filter((name) => statSync(join(small.dataFolder, name)).mode & 0o077);
  expect(open).toEqual([]);
});

test("a second publish at the same time ends busy and says who holds the folder", async () => {
  const [one, other] = await Promise.allSettled([
    publish(small.dataFolder),
    publish(small.dataFolder),
  ]);
  expect(one.status).toBe("fulfilled");
  const error = (other as PromiseRejectedResult).reason;
  expect(error).toBeInstanceOf(BusyError);
  expect(error.code).toBe(75);
  expect(error.message).toContain(`is in use by process ${process.pid} since`);
});

test("publishing waits for nobody: a held lock is busy at once, and free afterwards", async () => {
  await withLock(small.dataFolder, async () => {
    await expect(publish(small.dataFolder)).rejects.toBeInstanceOf(BusyError);
  });
  expect((await publish(small.dataFolder)).built).toBe(false);
});

describe("a corrected extract", () => {
  let corrected: SmallCounty;
  beforeAll(async () => {
    corrected = await smallCounty();
  });
  afterAll(() => corrected.remove());

  test("replaces what it covers, the silent quarter included, and nothing else", async () => {
    expect(await birthsOf2011(corrected.dataFolder)).toEqual({
      "990001": 43,
      "990001101": 23,
      "990001102": 20,
      "990001101001": 12,
      "990001101002": 11,
      "990001102001": 5,
      "990001102002": 15,
    });
    const after = await corrected.add(writeCorrection(join(corrected.folder, "next")));
    expect(after.before).toBe(corrected.manifest.id);
    expect(after.added).toHaveLength(1);
    expect(after.removed).toEqual([]);
    expect(await birthsOf2011(corrected.dataFolder)).toEqual({
      "990001": 49,
      "990001101": 23,
      "990001102": 26,
      "990001101001": 12,
      "990001101002": 11,
      "990001102001": 6,
      "990001102002": 20,
    });
  });

  test("leaves the earlier snapshot to be put back", async () => {
    const corrections = readCurrent(corrected.dataFolder)!;
    await makeCurrent(corrected.dataFolder, corrected.manifest.id);
    expect((await birthsOf2011(corrected.dataFolder))["990001"]).toBe(43);
    await makeCurrent(corrected.dataFolder, corrections);
    expect((await birthsOf2011(corrected.dataFolder))["990001"]).toBe(49);
  });

  test("leaves every snapshot as it was published", async () => {
    const results = await verifySnapshots(corrected.dataFolder);
    expect(results.map((result) => result.problem)).toEqual([null, null]);
  });
});

test("the newer received wins, whatever is loaded first; the snapshot is the same", async () => {
  const inOrder = await smallCounty();
  const { id } = await inOrder.add(writeCorrection(join(inOrder.folder, "next")));
  const other = join(inOrder.folder, "other-data");
  const births = join(inOrder.extracts, "births-2011.csv");
  const rest = readdirSync(inOrder.extracts)
    .filter((name) => name.endsWith(".csv") && name !== "births-2011.csv")
    .map((name) => join(inOrder.extracts, name));
  await load(rest, { dataFolder: other });
  await load([join(inOrder.folder, "next", "births-2011-corrected.csv")], { dataFolder: other });
  const { files } = await load([births], { dataFolder: other });
  expect(files.map(({ outcome, supersedes }) => [outcome, supersedes])).toEqual([["accepted", []]]);
  expect((await publish(other)).manifest.id).toBe(id);
  expect((await birthsOf2011(other))["990001"]).toBe(49);
  inOrder.remove();
});

test("publishing without areas names what to load first", async () => {
  await expect(publish(join(small.folder, "nothing"))).rejects.toThrow(
    "Load an areas extract first: demograph load areas.csv",
  );
});
