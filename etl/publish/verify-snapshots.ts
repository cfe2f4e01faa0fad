/** Compares the snapshot files with the hashes they were published with. */
import { existsSync } from "node:fs";
import { readSnapshotManifests, snapshotFile } from "#warehouse/engine/snapshot-files.ts";
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
  for (const { id, fileHash } of manifests) {
    const file = snapshotFile(dataFolder, id);
    const found = existsSync(file) ? await hashFile(file) : null;
    const problem =
      found === null
        ? `"${file}" is gone. Run "demograph publish".`
        : found === fileHash
          ? null
          : `"${file}" was changed: its hash is ${found}, published was ${fileHash}. Remove it and run "demograph publish".`;
    results.push({ id, problem });
  }
  return results;
}
