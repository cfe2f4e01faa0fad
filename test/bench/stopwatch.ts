/** Time and processor time of a piece of work, and the middle of many. */

export interface Lap {
  readonly seconds: number;
  /** User and system time of this process, all threads. */
  readonly cpuSeconds: number;
}

/** Runs `work` and says how long it took. */
export async function lap<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly lap: Lap }> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return {
    result,
    lap: { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 },
  };
}

/** The middle value; the higher of the two middle ones. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
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
