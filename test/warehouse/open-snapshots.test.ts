import { afterAll, beforeAll, expect, test } from "vitest";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { snapshotFile } from "#warehouse/engine/snapshot-files.ts";
import { OpenSnapshots } from "#warehouse/open-snapshots.ts";
import { Snapshot } from "#warehouse/snapshot.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { type SmallCounty, smallCounty } from "../small-county.ts";

let small: SmallCounty;
beforeAll(async () => {
  small = await smallCounty();
});
afterAll(() => small.remove());

/** The county's snapshot opened as if it were the one of this id. */
async function opened(id: string): Promise<Snapshot> {
  const file = snapshotFile(small.dataFolder, small.manifest.id);
  const database = await Duckdb.open(file, { readOnly: true, threads: 1 });
  return Snapshot.read({ ...small.manifest, id }, database);
}

/** Whether statements are still answered. */
async function isOpen({ database }: Snapshot): Promise<boolean> {
  return database.rows("SELECT 1").then(
    () => true,
    () => false,
  );
}

const longIdle = 3_600_000;

test("a snapshot is opened once for all who hold it, and stays open after the last", async () => {
  const store = new OpenSnapshots({ isCurrent: () => false, idleMilliseconds: longIdle });
  let openings = 0;
  const open = () => {
    openings++;
    return opened("a");
  };
  const leases = await Promise.all([store.lease("a", open), store.lease("a", open)]);
  for (const { release } of leases) release();
  expect((await store.lease("a", open)).snapshot).toBe(leases[0].snapshot);
  expect([openings, store.size]).toEqual([1, 1]);
  await store.close();
});

test("more than the most: the longest idle is closed, never a held one or the current one", async () => {
  const isCurrent = (id: string) => id === "current";
  const store = new OpenSnapshots({ isCurrent, most: 2, idleMilliseconds: longIdle });
  const lease = (id: string) => store.lease(id, () => opened(id));
  const [current, held, first, second] = [
    await lease("current"),
    await lease("held"),
    await lease("first"),
    await lease("second"),
  ];
  current.release();
  expect(store.size).toBe(4);
  first.release();
  expect(store.size).toBe(3);
  second.release();
  const open = [current, held, first, second].map(({ snapshot }) => isOpen(snapshot));
  expect(await Promise.all(open)).toEqual([true, true, false, false]);
  held.release();
  held.release();
  expect(store.size).toBe(2);
  const again = await lease("first");
  expect(again.snapshot).not.toBe(first.snapshot);
  expect(await isOpen(again.snapshot)).toBe(true);
  await store.close();
});

test("an idle one is closed after its time, but not under a running statement", async () => {
  const store = new OpenSnapshots({ isCurrent: () => false, idleMilliseconds: longIdle });
  const { snapshot, release } = await store.lease("a", () => opened("a"));
  release();
  store.closeIdle();
  expect(store.size).toBe(1);
  const running = snapshot.database.rows<{ sum: number }>(
    "SELECT sum(i) AS sum FROM range(1000) t(i)",
  );
  store.closeIdle(0);
  expect(await running).toEqual([{ sum: 499_500 }]);
  expect(store.size).toBe(1);
  store.closeIdle(0);
  expect([store.size, await isOpen(snapshot)]).toEqual([0, false]);
  await store.close();
});

test("one that could not be opened is told to all who asked, and tried again", async () => {
  const store = new OpenSnapshots({ isCurrent: () => false, idleMilliseconds: longIdle });
  const fail = () => Promise.reject(new Error("damaged"));
  const asked = [store.lease("a", fail), store.lease("a", fail)];
  for (const lease of asked) await expect(lease).rejects.toThrow("damaged");
  expect(store.size).toBe(0);
  expect((await store.lease("a", () => opened("a"))).snapshot.id).toBe("a");
  await store.close();
});

test("the warehouse keeps its current snapshot open and answers from a lease by id", async () => {
  const warehouse = await Warehouse.open(small.dataFolder);
  const { snapshot, release } = await warehouse.lease(small.manifest.id);
  release();
  warehouse.closeIdle(0);
  expect([warehouse.openSnapshots, await isOpen(snapshot)]).toEqual([1, true]);
  await expect(warehouse.lease("0123")).rejects.toThrow('Unknown snapshot "0123".');
  expect(warehouse.openSnapshots).toBe(1);
  await warehouse.close();
});
