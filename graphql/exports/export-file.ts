/** An export as a file or a stream of one format, in a temporary folder that goes when it is done. */
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { writeParquet } from "#warehouse/engine/write-parquet.ts";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";
import {
  type ExportedRows,
  type ExportOptions,
  type ExportQuestion,
  exportQuery,
} from "./export-query.ts";
import { csvOf } from "./write-csv.ts";

export const exportFormats = ["csv", "jsonl", "parquet"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: "application/jsonl; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
};

/** The format by its name. InputError with the names there are. */
export function exportFormat(name: unknown): ExportFormat {
  const found = exportFormats.find((format) => format === name);
  if (found) return found;
  const hint = didYouMean(String(name), exportFormats) || ` Known: ${exportFormats.join(", ")}.`;
  throw new InputError(`Unknown format "${String(name).slice(0, 40)}".${hint}`);
}

export interface ExportFile extends ExportedRows {
  /** The bytes in the format. */
  readonly stream: Readable;
}

/**
 * Exports a query and gives the bytes to `use`; every temporary file is gone when that ends.
 * @throws as `exportQuery` does
 */
export async function withExport<Result>(
  warehouse: Warehouse,
  question: ExportQuestion,
  format: ExportFormat,
  { mark = false, ...options }: ExportOptions & { readonly mark?: boolean },
  use: (file: ExportFile) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "demograph-export-"));
  try {
    const rows = await exportQuery(warehouse, question, join(folder, "rows.jsonl"), options);
    return await use({ ...rows, stream: await streamOf(rows, format, folder, mark) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function streamOf(
  rows: ExportedRows,
  format: ExportFormat,
  folder: string,
  mark: boolean,
): Promise<Readable> {
  if (format === "csv") return Readable.from(csvOf(rows, { mark }), { objectMode: false });
  if (format === "jsonl") return createReadStream(rows.file);
  const file = join(folder, "rows.parquet");
  await writeParquet(rows.file, rows.columns, file);
  return createReadStream(file);
}
