/** One build at a time: Framework's cache is one folder, where two builds would mix their data. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";

/** Longer than any build takes; then the lock is taken for a leftover. */
const patienceSeconds = 600;

/** Runs `work` holding the lock file; waits for its turn. A dead holder's lock is taken over. */
export async function withBuildLock<Result>(
  file: string,
  work: () => Promise<Result>,
): Promise<Result> {
  mkdirSync(dirname(file), { recursive: true });
  const giveUp = Date.now() + patienceSeconds * 1000;
  while (!take(file)) {
    if (!holderLives(file) || Date.now() > giveUp) rmSync(file, { force: true });
    else await setTimeout(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function holderLives(file: string): boolean {
  try {
    const holder = Number(readFileSync(file, "utf8"));
    if (!Number.isInteger(holder) || holder <= 0) return false;
    // Signal 0 only asks whether the process is there. Our own waiting build holds it, too.
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
