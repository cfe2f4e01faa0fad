/** `demograph snapshots`: which snapshots are kept, and which one answers. */
import { readCurrent, readSnapshotManifests } from "#warehouse/engine/snapshot-files.ts";
import { InputError } from "#warehouse/input-error.ts";
import { defineCommand } from "../define-command.ts";

export default defineCommand({
  summary: "list the snapshots kept, newest first",
  usage: "snapshots",
  words: [0, 0],
  options: {},
  async run({ dataFolder }) {
    const manifests = readSnapshotManifests(dataFolder);
    if (manifests.length === 0) {
      throw new InputError(`No warehouse in "${dataFolder}". Run "demograph load <files>" first.`);
    }
    const current = readCurrent(dataFolder);
    for (const { id, publishedAt, asOf, extracts, added, removed } of manifests) {
      const mark = id === current ? "*" : " ";
      console.log(
        `${mark} ${id}  published ${publishedAt}  data as of ${asOf}  ` +
          `${extracts.length} extracts (+${added.length} −${removed.length})`,
      );
    }
    return 0;
  },
});
