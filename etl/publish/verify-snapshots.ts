/** Compares the snapshot files with the hashes they were published with. */
import { existsSync } from "node:fs";
import { cubeFile, readSnapshotManifests, snapshotFile } from "#warehouse/engine/snapshot-files.ts";
import { InputError } from "#warehouse/input-error.ts";
import { hashFile } from "../vault/hash-file.ts";

export interface VerifiedSnapshot {
  readonly id: string;
  /** What is wrong in words, null when the file is as published. */
  readonly problem: string | null;
}

/** @throws InputError when nothing has been published. */
export async function verifySnapshots(dataFolder: string): Promise<VerifiedSnapshot[]> {
  const manifests = readSnapshotManifests(dataFolder);
  if (manifests.length === 0) {
    throw new InputError(`No warehouse in "${dataFolder}". Run "demograph load <files>" first.`);
  }
  const results: VerifiedSnapshot[] = [];
  for (const { id, fileHash, cubeHash } of manifests) {
    const star = await problemOf(snapshotFile(dataFolder, id), fileHash);
    const cube = cubeHash === null ? null : await problemOf(cubeFile(dataFolder, id), cubeHash);
    results.push({ id, problem: star ?? cube });
  }
  return results;
}

async function problemOf(file: string, published: string): Promise<string | null> {
  if (!existsSync(file)) return `"${file}" is gone. Run "demograph publish".`;
  const found = await hashFile(file);
  if (found === published) return null;
  return `"${file}" was changed: its hash is ${found}, published was ${published}. Remove it and run "demograph publish".`;
}
