/**
 * One load and publish in a process of its own, so that its peak of memory is nobody else's. The
 * argument is a {@link LoadOnce} as JSON; the answer, a {@link LoadedOnce} as JSON, is its output.
 */
import { readFileSync } from "node:fs";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { type Lap, lap } from "./stopwatch.ts";

export interface LoadOnce {
  readonly dataFolder: string;
  /** Loaded before the clock starts. */
  readonly first: readonly string[];
  readonly files: readonly string[];
  readonly mapping?: string;
  /** Takes totals that are far from those before. */
  readonly accept?: boolean;
}

export interface LoadedOnce {
  readonly rows: number;
  /** The snapshot. */
  readonly id: string;
  /** Why files were not accepted. */
  readonly refusals: readonly string[];
  readonly load: Lap;
  readonly publish: Lap;
  /** Most memory of the process up to the end of the load, and of all, in bytes. */
  readonly loadPeak: number;
  readonly peak: number;
}

const { dataFolder, first, files, mapping, accept } = JSON.parse(process.argv[2]!) as LoadOnce;
const options = { dataFolder, ...(mapping ? { mapping } : {}), ...(accept ? { accept } : {}) };
if (first.length > 0) await load(first, options);
const loading = await lap(() => load(files, options));
const loadPeak = peakBytes();
const publishing = await lap(() => publish(dataFolder));
const { files: loaded } = loading.result;
const answer: LoadedOnce = {
  rows: loaded.reduce((sum, file) => sum + (file.rows?.read ?? 0), 0),
  id: publishing.result.manifest.id,
  refusals: loaded.flatMap(({ refusal }) => refusal ?? []),
  load: loading.lap,
  publish: publishing.lap,
  loadPeak,
  peak: peakBytes(),
};
process.stdout.write(JSON.stringify(answer));

/** Linux tells it to the kilobyte; elsewhere the resource usage of the process does. */
function peakBytes(): number {
  try {
    const status = readFileSync("/proc/self/status", "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
