/**
 * The private folder where one run unpacks, spills and stages: it may hold personal data, so it is
 * 0700, removed at the end, and what killed runs left is removed by the next one.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isTemporaryName } from "./durable-file.ts";
import { processStart } from "./process-start.ts";

/** Runs `work` with a fresh `<data>/.staging-<pid>-…` and removes the folder whatever happens. */
export async function withStagingFolder<Result>(
  dataFolder: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(dataFolder, `.staging-${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes staging folders of dead processes and half-written vault files. Call under the lock. */
export function sweepLeftovers(dataFolder: string): void {
  for (const name of readdirSync(dataFolder)) {
    const pid = /^\.staging-(\d+)-/.exec(name)?.[1];
    const left = pid ? processStart(Number(pid)) === null : isTemporaryName(name);
    if (left) rmSync(join(dataFolder, name), { recursive: true, force: true });
  }
  const vault = join(dataFolder, "vault");
  if (!existsSync(vault)) return;
  for (const name of readdirSync(vault, { recursive: true, encoding: "utf8" })) {
    if (isTemporaryName(name)) rmSync(join(vault, name), { force: true });
  }
}
