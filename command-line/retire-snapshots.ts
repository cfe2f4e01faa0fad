/**
 * Ends snapshots that are kept no longer: their files go, and what names them is answered "unknown
 * snapshot". The extracts stay in the vault, but the vault has moved on, so no publish brings them back.
 */
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "#etl/vault/lock.ts";
import {
  cubeFile,
  readCurrent,
  readSnapshotManifests,
  type SnapshotManifest,
  snapshotFile,
  snapshotManifestFile,
  snapshotsFolder,
} from "#warehouse/engine/snapshot-files.ts";
import { didYouMean, InputError } from "#warehouse/input-error.ts";

/** Which snapshots end: those named, or all but the newest so many. */
export type Retention = { readonly ids: readonly string[] } | { readonly keep: number };

export interface RetiredSnapshot {
  readonly id: string;
  readonly publishedAt: string;
  /** Of its files. */
  readonly bytes: number;
}

/**
 * The snapshots that a retention ends, newest first; they are removed only when `remove` is set. The
 * current one is never among them. A server that has one open answers from it until it is idle. Run
 * twice, the second time finds nothing.
 * @throws InputError for an id that is not kept or is current; BusyError while somebody writes
 */
export function retireSnapshots(
  dataFolder: string,
  retention: Retention,
  { remove }: { readonly remove: boolean },
): Promise<RetiredSnapshot[]> {
  return withLock(dataFolder, async () => {
    const ending = chosen(dataFolder, retention);
    const retired = ending.map(({ id, publishedAt }) => {
      const bytes = filesOf(dataFolder, id).reduce((sum, file) => sum + statSync(file).size, 0);
      return { id, publishedAt, bytes };
    });
    if (remove) {
      for (const { id } of ending) removeSnapshot(dataFolder, id);
      removeOrphans(dataFolder);
    }
    return retired;
  });
}

function chosen(dataFolder: string, retention: Retention): SnapshotManifest[] {
  const manifests = readSnapshotManifests(dataFolder);
  const current = readCurrent(dataFolder);
  if ("keep" in retention) {
    return manifests.slice(retention.keep).filter(({ id }) => id !== current);
  }
  const known = manifests.map(({ id }) => id);
  for (const id of retention.ids) {
    if (id === current) {
      throw new InputError(
        `Snapshot "${id}" is current. Make another one current first: demograph use SNAPSHOT`,
      );
    }
    if (!known.includes(id)) {
      const hint = didYouMean(id, known);
      throw new InputError(`Unknown snapshot "${id}".${hint} Run "demograph snapshots".`);
    }
  }
  return manifests.filter(({ id }) => retention.ids.includes(id));
}

function filesOf(dataFolder: string, id: string): string[] {
  return [snapshotFile(dataFolder, id), cubeFile(dataFolder, id)].filter(existsSync);
}

/** The manifest first: killed in between, the snapshot is unknown, and the next run takes the rest. */
function removeSnapshot(dataFolder: string, id: string): void {
  rmSync(snapshotManifestFile(dataFolder, id), { force: true });
  for (const file of filesOf(dataFolder, id)) rmSync(file, { force: true });
}

/** Database files whose manifest is gone; a publish that is under way would hold the lock. */
function removeOrphans(dataFolder: string): void {
  const current = readCurrent(dataFolder);
  const folder = snapshotsFolder(dataFolder);
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const id = /^([0-9a-f]+)(\.public)?\.duckdb$/.exec(name)?.[1];
    if (!id || id === current || existsSync(snapshotManifestFile(dataFolder, id))) continue;
    rmSync(join(folder, name));
  }
}
