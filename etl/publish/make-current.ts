/** Puts `current` to a snapshot that is kept. */
import { join } from "node:path";
import { readSnapshotManifests } from "#warehouse/engine/snapshot-files.ts";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import { writeFileDurably } from "../vault/durable-file.ts";
import { withLock } from "../vault/lock.ts";

/** @throws InputError for an id that is not kept, with the nearest one. */
export async function makeCurrent(dataFolder: string, id: string): Promise<void> {
  await withLock(dataFolder, async () => {
    const known = readSnapshotManifests(dataFolder).map((manifest) => manifest.id);
    if (!known.includes(id)) {
      throw new InputError(
        `Unknown snapshot "${id}".${didYouMean(id, known)} Run "demograph snapshots".`,
      );
    }
    writeFileDurably(join(dataFolder, "current"), `${id}\n`);
  });
}
