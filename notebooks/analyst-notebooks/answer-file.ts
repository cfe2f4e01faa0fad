/**
 * Framework's data loader for questions: `births.csv.graphql` beside a notebook is the file
 * `births.csv`, the answer of the public cube to the question in it. The endings `.csv`, `.json`,
 * `.parquet` and `.arrow` say how the rows are written.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { answerRows } from "../ask-warehouse.ts";
import { notebookSettings } from "./notebook-settings.ts";

/** What the endings are written by; JSON and Arrow are made of what the exports have. */
const formats = { csv: "csv", json: "jsonl", parquet: "parquet", arrow: "parquet" } as const;

/**
 * The bytes of the file that a question stands for, asked of one snapshot.
 * @throws Error with one sentence for a question that is not answered, or from another snapshot
 */
export async function answerFile(
  file: string,
  dataFolder: string,
  snapshotId: string,
): Promise<Buffer> {
  const name = basename(file);
  if (!name.endsWith(".graphql"))
    throw new Error(
      `"${name}" is not run: a program could publish what is withheld. Ask for its data in ` +
        `"${name.replace(/\.\w+$/, ".graphql")}", or put the file that it makes here.`,
    );
  const ending = /\.(\w+)\.graphql$/.exec(name)?.[1] ?? "";
  if (!(ending in formats))
    throw new Error(
      `"${name}" does not say what file it makes. Name it "rows.csv.graphql": csv, json, parquet or arrow.`,
    );
  const source = readFileSync(file, "utf8");
  const format = formats[ending as keyof typeof formats];
  const bytes = await answerRows(dataFolder, snapshotId, source, format).catch((error: Error) => {
    throw new Error(`${name}: ${error.message}`, { cause: error });
  });
  if (ending === "json") return jsonOf(bytes);
  return ending === "arrow" ? arrowOf(bytes) : bytes;
}

/** An array of the lines. */
function jsonOf(lines: Buffer): Buffer {
  const rows = lines.toString("utf8").split("\n").filter(Boolean);
  return Buffer.from(`[${rows.join(",\n")}]\n`);
}

/** The stream format, the only one that DuckDB in the browser reads. */
async function arrowOf(parquet: Buffer): Promise<Buffer> {
  const { readParquet } = await import("parquet-wasm");
  return Buffer.from(readParquet(new Uint8Array(parquet)).intoIPCStream());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { dataFolder, snapshotId } = notebookSettings();
  try {
    const bytes = await answerFile(process.argv[2]!, dataFolder, snapshotId);
    await new Promise<void>((done) => process.stdout.write(bytes, () => done()));
  } catch (error) {
    // Framework passes on what stands last on the error stream.
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
