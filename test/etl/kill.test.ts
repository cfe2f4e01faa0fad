/**
 * Promise 1 of RELIABILITY.md: a run killed at any moment leaves the warehouse answering as before or
 * as after, and the next run needs no repair.
 */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seededRandom } from "#etl/demo-county/seeded-random.ts";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { verifySnapshots } from "#etl/publish/verify-snapshots.ts";
import { readManifests } from "#etl/vault/read-manifests.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { county, smallCounty, towns, villages, writeCorrection } from "../small-county.ts";

const kills = 50;
/** Of them, this many hit a process that has not yet touched the data folder. */
const earlyKills = 6;
const program = fileURLToPath(new URL("../../bin/demograph.js", import.meta.url));

let folder: string;
let original: string;
let correction: string;
let before: string;
let after: string;

beforeAll(async () => {
  const small = await smallCounty();
  folder = mkdtempSync(join(tmpdir(), "demograph-kill-"));
  original = join(folder, "original");
  cpSync(small.dataFolder, original, { recursive: true });
  correction = writeCorrection(folder);
  before = await answers(small.dataFolder);
  await small.add(correction);
  after = await answers(small.dataFolder);
  small.remove();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every measure of every area, with the id of the snapshot that answers. */
async function answers(dataFolder: string): Promise<string> {
  const warehouse = await Warehouse.open(dataFolder);
  try {
    const [estimates] = await queryEstimates(await warehouse.snapshot(), warehouse.measures, [
      {
        measures: [...warehouse.measures.keys()],
        areas: [county, ...towns, ...villages],
        periods: ["2010", "2011", "2011-Q3"],
      },
    ]);
    return JSON.stringify(estimates);
  } finally {
    await warehouse.close();
  }
}

interface Run {
  /** Milliseconds from the start of the process to its lock, and from there to its end. */
  readonly starting: number;
  readonly working: number;
  readonly wasKilled: boolean;
}

/**
 * Loads the correction in a process of its own. It and all its children are killed `delay` ms after
 * they start, or after they take the lock; an infinite delay lets them end.
 */
async function loadInChild(
  dataFolder: string,
  from: "start" | "lock",
  delay: number,
): Promise<Run> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, "load", correction, "--data", dataFolder], {
    detached: true,
    stdio: "ignore",
  });
  const closed = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (_, signal) => resolve(signal));
  });
  const lock = join(dataFolder, ".lock");
  while (from === "lock" && !existsSync(lock) && child.exitCode === null) await pause(1);
  const locked = performance.now();
  if (Number.isFinite(delay)) {
    await Promise.race([closed, pause(delay)]);
    if (child.exitCode === null) process.kill(-child.pid!, "SIGKILL");
  }
  const signal = await closed;
  const ended = performance.now();
  return {
    starting: locked - started,
    working: ended - locked,
    wasKilled: signal === "SIGKILL",
  };
}

function copyOfOriginal(name: string): string {
  const dataFolder = join(folder, name);
  cpSync(original, dataFolder, { recursive: true });
  return dataFolder;
}

/** What a killed run may leave for the next one to sweep away. */
function leftovers(dataFolder: string): string[] {
  return readdirSync(dataFolder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.partial|\.staging|\.lock|\.wal/.test(name),
  );
}

/** Kills one run, judges what is left, runs again, and judges that. */
async function killOnce(name: string, from: "start" | "lock", delay: number) {
  const dataFolder = copyOfOriginal(name);
  const { wasKilled } = await loadInChild(dataFolder, from, delay);
  const left = await answers(dataFolder);
  const found = left === before ? "before" : left === after ? "after" : left;
  const accepted = readManifests(dataFolder).length > readManifests(original).length;
  await load([correction], { dataFolder });
  await publish(dataFolder);
  const problems = (await verifySnapshots(dataFolder)).flatMap(({ problem }) => problem ?? []);
  const next = (await answers(dataFolder)) === after ? "after" : "something else";
  const state = { name, wasKilled, found, accepted, next, problems };
  const result = { ...state, leftovers: leftovers(dataFolder) };
  rmSync(dataFolder, { recursive: true });
  return result;
}

/** Two workers over the list, one for each core. */
async function inPairs<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all([worker(), worker()]);
  return results;
}

test("50 kills over the whole of a load: as before or as after, and the next load goes through", async () => {
  const undisturbed = await inPairs(["first", "second"], (name) =>
    loadInChild(copyOfOriginal(name), "lock", Number.POSITIVE_INFINITY),
  );
  const starting = Math.min(...undisturbed.map((run) => run.starting));
  const working = Math.max(...undisturbed.map((run) => run.working));
  const random = seededRandom("kills");
  const late = kills - earlyKills;
  // A quarter longer than the run, so that the moments around its end are hit on a slow day too.
  const plan = Array.from({ length: kills }, (_, i) =>
    i < earlyKills
      ? { name: `kill-${i}`, from: "start" as const, delay: starting * random.next() }
      : {
          name: `kill-${i}`,
          from: "lock" as const,
          delay: (1.25 * working * (i - earlyKills + random.next())) / late,
        },
  );
  const results = await inPairs(plan, ({ name, from, delay }) => killOnce(name, from, delay));
  const faults = results.filter(
    ({ found, next, problems, leftovers }) =>
      !["before", "after"].includes(found) ||
      next !== "after" ||
      problems.length > 0 ||
      leftovers.length > 0,
  );
  expect(faults).toEqual([]);
  // The kills fell on every part of a run: before and after the vault took the extract, and at the end.
  const part = ({ wasKilled, found, accepted }: (typeof results)[number]) =>
    `${found}, ${accepted ? "" : "not "}accepted${wasKilled ? "" : ", ended by itself"}`;
  const parts = new Set(results.map(part));
  expect(parts).toContain("before, not accepted");
  expect(parts).toContain("before, accepted");
  expect([...parts].some((text) => text.startsWith("after, accepted"))).toBe(true);
}, 400_000);
