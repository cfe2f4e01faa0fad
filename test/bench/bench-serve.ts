/**
 * Serving: 64 connections of mixed questions for a minute while three snapshots are published. Every
 * part of every answer is checked to be of one snapshot; the memory of the server is followed.
 */
import { join } from "node:path";
import { type CountySize, publishStamp } from "../graphql/abuse/stamped-county.ts";
import { StampCheck, stampedQuestions } from "../graphql/abuse/stamped-questions.ts";
import { figure, printTable } from "./print-table.ts";
import { type ServedWarehouse, startServer } from "./served-warehouse.ts";
import { quantile } from "./stopwatch.ts";

const size: CountySize = { towns: 12, villages: 15 };
const connections = 64;
/** One in so many questions was asked before. */
const repeats = 4;
const seconds = Number(process.env.DEMOGRAPH_BENCH_SECONDS ?? 60);
/** Rows of the table. */
const windows = 12;

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
  const server = await startServer(dataFolder);
  try {
    const check = new StampCheck();
    for (const { name, query } of stampedQuestions) {
      check.learn(name, await answer(server, query, 0.95, first));
    }
    const memory: Sample[] = [];
    const start = performance.now();
    const since = () => performance.now() - start;
    let failed = false;
    const isOver = () => failed || since() > seconds * 1000;
    const [samples, published] = await Promise.all([
      askAll(server, check, first, since, isOver).catch((error) => {
        failed = true;
        throw error;
      }),
      publishThree(publish, since),
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

/** One publish after the other, the first when a sixth of the time is over. */
async function publishThree(
  publish: (stamp: number) => Promise<string>,
  since: () => number,
): Promise<Published[]> {
  const published: Published[] = [];
  for (const stamp of [2, 3, 4]) {
    const begin = ((stamp - 1) * seconds * 1000) / 6;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, begin - since())));
    published.push({ stamp, id: await publish(stamp), at: since() });
  }
  return published;
}

async function followMemory(
  server: ServedWarehouse,
  memory: Sample[],
  since: () => number,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const took = await server.residentBytes();
    memory.push({ at: since(), took });
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function print(
  samples: readonly Sample[],
  memory: readonly Sample[],
  published: readonly Published[],
  snapshots: number,
): void {
  const width = (seconds * 1000) / windows;
  const inside = ({ at }: { readonly at: number }, window: number) =>
    Math.min(windows - 1, Math.floor(at / width)) === window;
  const rows = Array.from({ length: windows }, (_, window) => {
    const took = samples.filter((sample) => inside(sample, window)).map((sample) => sample.took);
    const bytes = memory.filter((sample) => inside(sample, window)).map((sample) => sample.took);
    const stamps = published.filter((one) => inside(one, window)).map(({ stamp }) => stamp);
    return rowOf(figure(((window + 1) * width) / 1000), took, width, bytes, stamps);
  });
  const all = samples.map(({ took }) => took);
  const bytes = memory.map(({ took }) => took);
  rows.push(
    rowOf(
      "all",
      all,
      seconds * 1000,
      bytes,
      published.map(({ stamp }) => stamp),
    ),
  );
  printTable(
    `Serving ${connections} connections for ${seconds} s while three snapshots are published: ` +
      `no error, no answer of two snapshots; ${snapshots} answered`,
    ["until s", "answers", "per s", "p50 ms", "p99 ms", "MB, least", "MB, most", "published"],
    rows,
  );
  console.log(
    "Each answer has 20 to 90 estimates with the snapshot of each. A quarter was asked before.\n" +
      "Memory is the server's process; the asking and the publishing side share the cores.",
  );
}

function rowOf(
  name: string,
  took: readonly number[],
  milliseconds: number,
  bytes: readonly number[],
  stamps: readonly number[],
): string[] {
  const megabytes = (value: number) => figure(Math.round(value / 1e6));
  return [
    name,
    String(took.length),
    figure((took.length * 1000) / milliseconds),
    figure(quantile(took, 0.5)),
    figure(quantile(took, 0.99)),
    megabytes(Math.min(...bytes)),
    megabytes(Math.max(...bytes)),
    stamps.join(", "),
  ];
}
