/** Time and processor time of a piece of work, and the middle of many. */
import { existsSync, readFileSync } from "node:fs";

export interface Lap {
  readonly seconds: number;
  /** User and system time of this process, all threads, and of the children that ended meanwhile. */
  readonly cpuSeconds: number;
}

/** Runs `work` and says how long it took. */
export async function lap<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly lap: Lap }> {
  const [start, cpu] = [performance.now(), cpuSeconds()];
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  return { result, lap: { seconds, cpuSeconds: cpuSeconds() - cpu } };
}

/** Linux alone tells a process what its ended children took, in hundredths of a second. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  const stat = "/proc/self/stat";
  // The name of the program, in parentheses, may hold spaces; after it come numbers from field 3 on.
  const fields = existsSync(stat)
    ? readFileSync(stat, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ")
    : [];
  const children = Number(fields[13] ?? 0) + Number(fields[14] ?? 0);
  return (user + system) / 1e6 + children / 100;
}

/** The middle value; the higher of the two middle ones. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The value that a share of all are at most: 0.99 for the slowest hundredth. NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export interface Pace {
  readonly requests: number;
  readonly p50: number;
  readonly perSecond: number;
}

/**
 * Calls `ask` from `connections` sides at once, each waiting for its answer before it asks again,
 * until `most` calls are made or `seconds` have passed. Milliseconds and calls per second.
 */
export async function pace(
  connections: number,
  ask: (index: number) => Promise<void>,
  most = 1000,
  seconds = 3,
): Promise<Pace> {
  const times: number[] = [];
  const start = performance.now();
  let next = 0;
  const side = async () => {
    while (next < most && performance.now() - start < seconds * 1000) {
      const index = next++;
      const began = performance.now();
      await ask(index);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, side));
  const elapsed = (performance.now() - start) / 1000;
  return { requests: times.length, p50: median(times), perSecond: times.length / elapsed };
}
