/** All rows of a question as everybody may read them, in memory: for files beside built pages. */
import { randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { publicRole } from "#warehouse/role.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";
import { type Log, logToStandardError } from "../log.ts";
import { type ExportFormat, withExport } from "./export-file.ts";
import type { ExportQuestion } from "./export-query.ts";

export interface PublicRows {
  readonly bytes: Buffer;
  /** The id of the snapshot that was current. */
  readonly snapshot: string;
}

/** @throws as `withExport` does */
export async function publicRows(
  warehouse: Warehouse,
  question: ExportQuestion,
  format: ExportFormat,
  log: Log = logToStandardError,
): Promise<PublicRows> {
  const options = { role: publicRole, requestId: randomUUID(), log };
  return withExport(warehouse, question, format, options, async ({ stream, snapshot }) => ({
    bytes: await buffer(stream),
    snapshot,
  }));
}
