/**
 * One writer at a time: load and publish hold `<data>/.lock`. It names its process by id and start
 * time, so that the lock of a killed run is seen to be stale and taken over.
 */
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { processStart } from "./process-start.ts";

/** Another run holds the data folder: exit code 75, try again later. */
export class BusyError extends Error {
  override readonly name = "BusyError";
  /** The exit code (EX_TEMPFAIL). */
  readonly code = 75;
}

interface Holder {
  readonly pid: number;
  readonly started: string | null;
  readonly since: string;
}

/** Runs `work` while holding the lock of `dataFolder` (made with mode 0700); else `BusyError`. */
export async function withLock<Result>(
  dataFolder: string,
  work: () => Promise<Result>,
): Promise<Result> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, ".lock");
  takeLock(dataFolder, path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function takeLock(dataFolder: string, path: string): void {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (create(path)) return;
    const holder = readHolder(path);
    if (!holder) continue;
    if (isAlive(holder)) {
      throw new BusyError(
        `The data folder "${dataFolder}" is in use by process ${holder.pid} since ` +
          `${holder.since}. Wait until it ends, then run this again.`,
      );
    }
    removeStale(path);
  }
  throw new BusyError(
    `The data folder "${dataFolder}" is being taken over by another process. Run this again.`,
  );
}

/** A link appears with its whole content or not at all, unlike a file opened and then written. */
function create(path: string): boolean {
  const holder: Holder = {
    pid: process.pid,
    started: processStart(process.pid),
    since: new Date().toISOString(),
  };
  const temporary = `${path}.${process.pid}.partial`;
  writeFileSync(temporary, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    return { pid: -1, started: null, since: "" };
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.pid <= 0) return false;
  const start = processStart(holder.pid);
  return start !== null && start === holder.started;
}

/** Only one process may judge and remove a stale lock, or it could remove a fresh one. */
function removeStale(path: string): void {
  const guard = `${path}-takeover`;
  try {
    mkdirSync(guard, { mode: 0o700 });
  } catch {
    forgetAbandoned(guard);
    return;
  }
  try {
    const holder = readHolder(path);
    if (holder && !isAlive(holder)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { recursive: true, force: true });
  }
}

/** A takeover lasts milliseconds; one of ten seconds ago was killed in the middle. */
function forgetAbandoned(guard: string): void {
  try {
    if (Date.now() - statSync(guard).mtimeMs > 10_000) rmSync(guard, { recursive: true });
  } catch {
    // Its owner removed it meanwhile: the next attempt finds out.
  }
}
