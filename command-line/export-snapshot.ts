/** All tables of a snapshot as files in a new folder, with a list of them that says what they are. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import {
  type ExportedTable,
  exportTables,
  type TableFormat,
} from "#warehouse/engine/export-tables.ts";
import { cubeFile, snapshotFile } from "#warehouse/engine/snapshot-files.ts";
import type { Role } from "#warehouse/role.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";

export interface SnapshotExport {
  /** The current snapshot without it. */
  readonly id?: string | undefined;
  /** The public gets the protected cube, a steward the star. */
  readonly role: Role;
  readonly format: TableFormat;
  /** Not there yet, or empty. */
  readonly folder: string;
}

export interface ExportedSnapshot {
  readonly snapshot: string;
  readonly tables: readonly ExportedTable[];
}

/**
 * Writes the tables and `snapshot.json` (snapshot, role, disclosure settings, and each table with its rows
 * and the SHA-256 of its file). The folder is there whole or not at all.
 * @throws InputError for a snapshot that is not kept or of another version of the program
 */
export async function exportSnapshot(
  warehouse: Warehouse,
  { id, role, format, folder }: SnapshotExport,
): Promise<ExportedSnapshot> {
  const { snapshot, release } = await warehouse.lease(id, null, role);
  const whole = resolve(folder);
  await mkdir(dirname(whole), { recursive: true });
  const unfinished = await mkdtemp(join(dirname(whole), `.${basename(whole)}-`));
  try {
    const { publishedAt, asOf, disclosure } = snapshot.manifest;
    const isProtected = role.kind === "public" && disclosure.mode !== "none";
    const fileOf = isProtected ? cubeFile : snapshotFile;
    const database = fileOf(warehouse.dataFolder, snapshot.id);
    const tables = await exportTables(database, unfinished, format);
    const listed = await Promise.all(
      tables.map(async (table) => ({
        ...table,
        sha256: await hashOf(join(unfinished, table.file)),
      })),
    );
    const list = { snapshot: snapshot.id, role: role.kind, publishedAt, asOf, disclosure };
    const text = JSON.stringify({ ...list, tables: listed }, null, 2);
    await writeFile(join(unfinished, "snapshot.json"), `${text}\n`);
    await rename(unfinished, whole);
    return { snapshot: snapshot.id, tables };
  } finally {
    release();
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
