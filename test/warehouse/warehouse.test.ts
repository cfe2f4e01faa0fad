import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { snapshotManifestFile } from "#warehouse/engine/snapshot-files.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { type SmallCounty, smallCounty } from "../small-county.ts";

let small: SmallCounty;
beforeEach(async () => {
  small = await smallCounty();
});
afterEach(() => small.remove());

test("a folder without a snapshot names the next command", async () => {
  await expect(Warehouse.open("/nowhere")).rejects.toThrow(
    'No warehouse in "/nowhere". Run "demograph load <files>" first.',
  );
});

test("an unknown snapshot and a moment before the first are told in words", async () => {
  const warehouse = await Warehouse.open(small.dataFolder);
  await expect(warehouse.snapshot("0123")).rejects.toThrow('Unknown snapshot "0123".');
  await expect(warehouse.snapshot(null, "1999-01-01T00:00:00Z")).rejects.toThrow(
    "No snapshot had been published by 1999-01-01T00:00:00Z.",
  );
  await expect(warehouse.snapshot(null, "yesterday")).rejects.toThrow('"yesterday" is no moment.');
  await warehouse.close();
});

test("a snapshot made with another star is refused with the way out", async () => {
  const file = snapshotManifestFile(small.dataFolder, small.manifest.id);
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...manifest, star: "0000000000000000" }));
  const warehouse = await Warehouse.open(small.dataFolder);
  await expect(warehouse.snapshot()).rejects.toThrow('Run "demograph publish".');
  await warehouse.close();
});

test("an open snapshot is answered by its id, and a closed one fails instead of waiting", async () => {
  const warehouse = await Warehouse.open(small.dataFolder);
  const before = await warehouse.snapshot();
  const [area] = await before.findAreas([small.manifest.roots[0]!]);
  expect(area!.parentCode).toBeNull();
  expect((await warehouse.snapshot(before.id)).id).toBe(before.id);
  expect(warehouse.manifests().map(({ id }) => id)).toEqual([before.id]);
  await warehouse.close();
  await expect(before.database.rows("SELECT 1")).rejects.toThrow("The database is closed.");
});
