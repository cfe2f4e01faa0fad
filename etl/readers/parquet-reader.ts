/**
 * Reads Parquet through a throw-away process with a bound of memory and time, because a crafted or
 * damaged file can crash the engine that reads it.
 */
import { spawn } from "node:child_process";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { StagingTable } from "./clean-rows.ts";
import type { ExtractFile } from "./extract-file.ts";
import type { ReaderOptions } from "./read-extract.ts";
import { maximumColumns, type ReadRows } from "./read-rows.ts";

const worker = fileURLToPath(new URL("./parquet-worker.ts", import.meta.url));
/** Where `tsx` is found from, wherever the command was called. */
const packageFolder = fileURLToPath(new URL("../../", import.meta.url));
const timeLimitMilliseconds = 120_000;

/**
 * Every value as text: dates ISO, whole numbers without ".0". A row's line is its number.
 * @throws InputError when the file cannot be read, or has nested columns.
 */
export async function readParquet(
  file: ExtractFile,
  options: ReaderOptions,
  { database, table, scratch }: StagingTable,
): Promise<ReadRows> {
  // A copy, so that the bytes that were hashed are read and the path is never a pattern.
  const source = join(scratch, "source.parquet");
  const target = join(scratch, "text.parquet");
  await copyContent(file, source);
  const { header, nested } = await convert(file, source, target, scratch);
  if (header.length > maximumColumns) {
    throw new InputError(
      `"${file.name}" has ${header.length} columns; at most ${maximumColumns} are read. ` +
        "Ask for fewer columns.",
    );
  }
  if (nested.length > 0) {
    throw new InputError(
      `"${file.name}", column "${nested[0]}": it holds lists or structures. ` +
        "Send one plain value in each cell.",
    );
  }
  const scan = `read_parquet(${textLiteral(target)})`;
  const [found] = await database.rows<{ count: number }>(`select count(*) as count from ${scan}`);
  const rowsRead = Math.max(0, found!.count - (options.footerRows ?? 0));
  await database.run(
    `create or replace table ${identifier(table)} as ` +
      `select * from ${scan} where "row" <= ${rowsRead}`,
  );
  return {
    header,
    encoding: null,
    rowsRead,
    broken: [],
    warnings: [],
    lineOf: (row) => row,
    byteOffsetOf: () => null,
  };
}

async function copyContent(file: ExtractFile, target: string): Promise<void> {
  const copy = await open(target, "wx", 0o600);
  try {
    const buffer = Buffer.allocUnsafe(1024 * 1024);
    for (let position = 0; ; ) {
      const { bytesRead } = await file.handle.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) break;
      await copy.write(buffer, 0, bytesRead);
      position += bytesRead;
    }
  } finally {
    await copy.close();
  }
}

interface Converted {
  readonly header: readonly string[];
  readonly nested: readonly string[];
}

/** What the engine says of a foreign file may quote its content, so only the outcome is told. */
async function convert(
  file: ExtractFile,
  source: string,
  target: string,
  scratch: string,
): Promise<Converted> {
  const { code, signal, output } = await runWorker(
    [source, target, String(maximumColumns)],
    scratch,
  );
  if (code === 0) return JSON.parse(output) as Converted;
  const how =
    signal === "SIGKILL" ? "took too long or too much memory" : signal ? "crashed" : "gave up";
  throw new InputError(
    `"${file.name}" could not be read as Parquet: its reader ${how}. ` +
      "Write the file again, or send it as CSV.",
  );
}

/** No secret of ours is in the environment of a process that reads foreign bytes. */
function runWorker(
  parameters: readonly string[],
  temporaryFolder: string,
): Promise<{ code: number | null; signal: NodeJS.Signals | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["--max-old-space-size=512", "--import", "tsx", worker, ...parameters],
      {
        cwd: packageFolder,
        env: { PATH: process.env.PATH, TMPDIR: temporaryFolder },
        stdio: ["ignore", "pipe", "ignore"],
        timeout: timeLimitMilliseconds,
        killSignal: "SIGKILL",
      },
    );
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, output }));
  });
}
