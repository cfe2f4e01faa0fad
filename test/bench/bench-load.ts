/** Loading: files → checked vault → published snapshot, against DuckDB that only reads and inserts. */
import { isUtf8 } from "node:buffer";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { writeDemoCounty } from "#etl/demo-county/write-demo-county.ts";
import { Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { sharedFolder } from "../shared-folder.ts";
import type { LoadedOnce, LoadOnce } from "./load-once.ts";
import { figure, printTable, ratio } from "./print-table.ts";
import { type Lap, lap, median } from "./stopwatch.ts";
import { writeBirths } from "./write-births.ts";

/** Each side runs this often, one after the other; the middle of each counts. */
const rounds = 3;

interface Case {
  readonly name: string;
  /** Loaded before the clock starts: what the timed files refer to. */
  readonly first: readonly string[];
  /** What we load. */
  readonly ours: readonly string[];
  /** What DuckDB reads: the same rows, in files that it can read. */
  readonly theirs: readonly string[];
  readonly mapping?: string;
}

/** Measures every case in `folder` and prints the table. */
export async function benchLoad(folder: string): Promise<void> {
  const cases = [...plainBirths(folder), ...(await demoCounty(folder)), ...santaCatarina()];
  const rows: string[][] = [];
  for (const one of cases) rows.push(...(await measure(folder, one)));
  printTable(
    `Loading: files to a published snapshot, against DuckDB reading the files and inserting the rows ` +
      `into a table (middle of ${rounds})`,
    [
      "case",
      "rows",
      "load s",
      "publish s",
      "total s",
      "CPU s",
      "rows/s",
      "time to DuckDB's",
      "CPU to DuckDB's",
      "peak MB of load",
      "of both",
    ],
    rows,
  );
  console.log(
    "DuckDB guesses types, checks nothing, and keeps no rejects, coverage, star or rollups.\n" +
      "GB18030 files are decoded to UTF-8 for it before the clock starts; XLSX and ZIP files are left out.\n" +
      "In files with planted faults it takes one column or none; ignore_errors lets it drop rows.",
  );
}

/** Births in plain rows, as many as DEMOGRAPH_BENCH_BIRTHS says: a million. */
function plainBirths(folder: string): Case[] {
  const births = Number(process.env.DEMOGRAPH_BENCH_BIRTHS ?? 1e6);
  const count = births.toLocaleString("en");
  return [false, true].map((certified) => {
    const files = join(folder, certified ? "certified" : "plain");
    mkdirSync(files, { recursive: true });
    const written = writeBirths(files, births, certified);
    return {
      name: `${count} births${certified ? ", each with its certificate" : ""}`,
      first: [written.areas],
      ours: [written.births],
      theirs: [written.births],
      mapping: written.mapping,
    };
  });
}

async function demoCounty(folder: string): Promise<Case[]> {
  const extracts = join(folder, "demo-county");
  const planted = await writeDemoCounty(extracts);
  // Members of an archive are named behind it.
  const path = ({ file }: { readonly file: string }) => join(extracts, file.split("/")[0]!);
  const files = [...new Set(planted.files.map(path))];
  const readable = planted.files
    .filter(({ file, outcome }) => !/\.xlsx$|\//.test(file) && outcome === "accepted")
    .map(path);
  const theirs = readable.map((file) => asUtf8(file, join(folder, "decoded")));
  return [
    { name: "demo county without XLSX and ZIP", first: [], ours: readable, theirs },
    { name: "demo county, all extracts", first: [], ours: files, theirs },
  ];
}

/** DuckDB reads UTF-8 alone; what is in the other encoding is written again. */
function asUtf8(file: string, folder: string): string {
  const bytes = readFileSync(file);
  if (!file.endsWith(".csv") || isUtf8(bytes)) return file;
  const decoded = join(folder, basename(file));
  mkdirSync(folder, { recursive: true });
  writeFileSync(decoded, new TextDecoder("gb18030").decode(bytes));
  return decoded;
}

function santaCatarina(): Case[] {
  const extracts = fileURLToPath(new URL("data/brazil-sc-births/", sharedFolder));
  if (!existsSync(extracts)) {
    console.warn(
      "\n*** ../shared/data/brazil-sc-births is absent: Santa Catarina is NOT measured. ***",
    );
    return [];
  }
  const mapping = fileURLToPath(
    new URL("../../etl/mappings/examples/brazil-sc-births.yaml", import.meta.url),
  );
  const files = readdirSync(extracts).filter((name) => name.endsWith(".csv.gz"));
  const births = files.filter((name) => name.startsWith("births")).map((name) => extracts + name);
  const all = [`${extracts}areas_sc.csv`, ...files.map((name) => extracts + name)];
  const areas = all.slice(0, 1);
  return [
    { name: "Santa Catarina, births", first: areas, ours: births, theirs: births, mapping },
    { name: "Santa Catarina, all", first: [], ours: all, theirs: all, mapping },
  ];
}

interface Round {
  readonly rows: number;
  readonly load: Lap;
  readonly publish: Lap | null;
  readonly loadPeak?: number;
  readonly peak?: number;
}

async function measure(folder: string, one: Case): Promise<string[][]> {
  const ours: Round[] = [];
  const theirs: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await loadWithUs(join(folder, "data"), one));
    theirs.push(await readWithDuckdb(join(folder, "plain.duckdb"), one));
  }
  return [rowOf(one.name, ours, theirs), rowOf("  DuckDB, read and insert", theirs, theirs)];
}

const total = (laps: readonly Round[], of: keyof Lap) =>
  median(laps.map(({ load, publish }) => load[of] + (publish?.[of] ?? 0)));

/** Both ratios are of the time for one row. */
function rowOf(name: string, laps: readonly Round[], compared: readonly Round[]): string[] {
  const { rows, publish } = laps[0]!;
  const seconds = total(laps, "seconds");
  const megabytes = (bytes: number | undefined) =>
    bytes === undefined ? "-" : Math.round(bytes / 1e6).toLocaleString("en");
  const perRow = (of: keyof Lap) => {
    const theirs = total(compared, of) / compared[0]!.rows;
    return ratio(total(laps, of) / rows / theirs);
  };
  return [
    name,
    rows.toLocaleString("en"),
    figure(median(laps.map((l) => l.load.seconds))),
    publish ? figure(median(laps.map((l) => l.publish!.seconds))) : "-",
    figure(seconds),
    figure(total(laps, "cpuSeconds")),
    figure(rows / seconds),
    perRow("seconds"),
    perRow("cpuSeconds"),
    megabytes(laps[0]!.loadPeak),
    megabytes(laps[0]!.peak),
  ];
}

/** In a process of its own, whose memory is the load's alone. */
async function loadWithUs(dataFolder: string, { first, ours, mapping }: Case): Promise<Round> {
  rmSync(dataFolder, { recursive: true, force: true });
  const wanted: LoadOnce = { dataFolder, first, files: ours, ...(mapping ? { mapping } : {}) };
  const program = fileURLToPath(new URL("./load-once.ts", import.meta.url));
  const parameters = ["--import", "tsx", program, JSON.stringify(wanted)];
  const { stdout } = await promisify(execFile)(process.execPath, parameters);
  return JSON.parse(stdout) as LoadedOnce;
}

async function readWithDuckdb(file: string, one: Case): Promise<Round> {
  rmSync(file, { force: true });
  const database = await Duckdb.open(file, { threads: 2 });
  try {
    const { lap: reading } = await lap(async () => {
      for (const [i, path] of one.theirs.entries()) {
        const file = textLiteral(path);
        const reader = path.endsWith(".parquet")
          ? `read_parquet(${file})`
          : `read_csv(${file}, ignore_errors=true, strict_mode=false)`;
        await database.run(`CREATE TABLE t${i} AS FROM ${reader}`);
      }
      await database.run("CHECKPOINT");
    });
    let rows = 0;
    for (const i of one.theirs.keys()) {
      const [count] = await database.rows<{ n: number }>(`SELECT count(*) AS n FROM t${i}`);
      rows += count!.n;
    }
    return { rows, load: reading, publish: null };
  } finally {
    database.close();
  }
}
