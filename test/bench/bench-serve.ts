/**
 * Serving: 64 connections of mixed questions for a minute while three snapshots are published. Every
 * part of every answer is checked to be of one snapshot. The memory of the server is followed, with what
 * is left of it when the garbage is collected: over more minutes (DEMOGRAPH_BENCH_SECONDS) it is flat.
 */
import { join } from "node:path";
import { type CountySize, publishStamp } from "../graphql/abuse/stamped-county.ts";
import { StampCheck, stampedQuestions } from "../graphql/abuse/stamped-questions.ts";
import { figure, printTable } from "./print-table.ts";
import { type ServedWarehouse, type SettledMemory, startServer } from "./served-warehouse.ts";
import { quantile } from "./stopwatch.ts";

const size: CountySize = { towns: 12, villages: 15 };
const connections = 64;
/**
 * The cache of answers is full soon, so that what grows after that is something else; a machine that is
 * busy with other things may take longer than we would let it.
 */
const limits = { cacheBytes: 8e6, mostSeconds: 120 };
/** One in so many questions was asked before. */
const repeats = 4;
const seconds = Number(process.env.DEMOGRAPH_BENCH_SECONDS ?? 60);
/** A row of the table is for so many seconds, at the end of which the garbage is collected. */
const windowSeconds = 10;
const windows = Math.ceil(seconds / windowSeconds);
/** Three in the first minute, as many in each that follows. */
const publishes = Math.max(3, Math.round(seconds / 20));

interface Sample {
  /** Milliseconds since the start, and how many it took. */
  readonly at: number;
  readonly took: number;
}

/** Publishes the stamped county into `folder`, serves it, asks and publishes, and prints the table. */
export async function benchServe(folder: string): Promise<void> {
  const [extracts, dataFolder] = [join(folder, "serve-extracts"), join(folder, "serve")];
  const publish = (stamp: number) => publishStamp(extracts, dataFolder, size, stamp);
  const first = await publish(1);
  const server = await startServer(dataFolder, limits);
  try {
    const check = new StampCheck();
    for (const { name, query } of stampedQuestions) {
      check.learn(name, await answer(server, query, 0.95, first));
    }
    const memory: Memory = { resident: [], settled: [] };
    const start = performance.now();
    const since = () => performance.now() - start;
    let failed = false;
    const isOver = () => failed || since() > seconds * 1000;
    const [samples, published] = await Promise.all([
      askAll(server, check, first, since, isOver).catch((error) => {
        failed = true;
        throw error;
      }),
      publishAll(publish, since),
      followMemory(server, memory, since, isOver),
    ]);
    for (const { id, stamp } of [{ id: first, stamp: 1 }, ...published]) {
      const found = check.stampsOf(id);
      if (found.some((one) => one !== stamp)) throw new Error(`${id} answered stamps ${found}.`);
    }
    print(samples, memory, published, check.snapshots.length);
  } finally {
    await server.stop();
  }
}

async function answer(
  server: ServedWarehouse,
  query: string,
  confidence: number,
  old: string,
): Promise<unknown> {
  const { data, errors } = JSON.parse(await server.ask(query, { confidence, old }));
  if (errors) throw new Error(JSON.stringify(errors).slice(0, 500));
  return data;
}

/** Asks from all connections until it is over; an error or a mixed answer is thrown. */
async function askAll(
  server: ServedWarehouse,
  check: StampCheck,
  old: string,
  since: () => number,
  isOver: () => boolean,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  let next = 0;
  const side = async () => {
    while (!isOver()) {
      const index = next++;
      const { name, query } = stampedQuestions[index % stampedQuestions.length]!;
      const confidence = index % repeats === 0 ? 0.95 : 0.9 + (index % 90_000) * 1e-6;
      const began = since();
      check.check(name, await answer(server, query, confidence, old), old);
      samples.push({ at: since(), took: since() - began });
    }
  };
  await Promise.all(Array.from({ length: connections }, side));
  return samples;
}

interface Published {
  readonly stamp: number;
  readonly id: string;
  readonly at: number;
}

/** One publish after the other, evenly over the time, the last some time before its end. */
async function publishAll(
  publish: (stamp: number) => Promise<string>,
  since: () => number,
): Promise<Published[]> {
  const published: Published[] = [];
  for (let stamp = 2; stamp < publishes + 2; stamp++) {
    const begin = ((stamp - 1.5) * seconds * 1000) / (publishes + 0.5);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, begin - since())));
    published.push({ stamp, id: await publish(stamp), at: since() });
  }
  return published;
}

interface Memory {
  /** Four times a second; `took` is bytes. */
  readonly resident: Sample[];
  /** At the end of each window. */
  readonly settled: SettledMemory[];
}

async function followMemory(
  server: ServedWarehouse,
  { resident, settled }: Memory,
  since: () => number,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    resident.push({ took: await server.residentBytes(), at: since() });
    await new Promise((resolve) => setTimeout(resolve, 250));
    const ended = Math.floor(since() / (windowSeconds * 1000));
    if (settled.length < Math.min(ended, windows)) settled.push(await server.settledBytes());
  }
}

function print(
  samples: readonly Sample[],
  memory: Memory,
  published: readonly Published[],
  snapshots: number,
): void {
  const width = windowSeconds * 1000;
  const inside = ({ at }: { readonly at: number }, window: number) =>
    Math.min(windows - 1, Math.floor(at / width)) === window;
  const rows = Array.from({ length: windows }, (_, window) => {
    const took = samples.filter((sample) => inside(sample, window)).map((sample) => sample.took);
    const bytes = memory.resident.filter((one) => inside(one, window)).map((one) => one.took);
    const stamps = published.filter((one) => inside(one, window)).map(({ stamp }) => stamp);
    const settled = memory.settled[window];
    return [
      figure((window + 1) * windowSeconds),
      String(took.length),
      figure((took.length * 1000) / width),
      figure(quantile(took, 0.5)),
      figure(quantile(took, 0.99)),
      megabytes(Math.max(...bytes)),
      settled ? megabytes(settled.resident) : "",
      settled ? megabytes(settled.held) : "",
      stamps.join(", "),
    ];
  });
  const names = ["until s", "answers", "per s", "p50 ms", "p99 ms"];
  printTable(
    `Serving ${connections} connections for ${seconds} s while ${publishes} snapshots are published: ` +
      `no error, no answer of two snapshots; ${snapshots} answered`,
    [...names, "MB, most", "MB, collected", "MB, held", "published"],
    rows,
  );
  console.log(
    "Each answer has 20 to 90 estimates with the snapshot of each. A quarter was asked before.\n" +
      "Memory is the server's process: the most it had, what it has when the garbage is collected, and\n" +
      "what of it JavaScript holds. The asking and the publishing side share the cores.",
  );
}

function megabytes(bytes: number): string {
  return figure(Math.round(bytes / 1e6));
}
