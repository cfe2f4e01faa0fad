/** `demograph verify`: are the snapshot files still the bytes that were published? */
import { verifySnapshots } from "#etl/publish/verify-snapshots.ts";
import { defineCommand } from "../define-command.ts";

export default defineCommand({
  summary: "compare every snapshot file with the hash it was published with",
  usage: "verify",
  words: [0, 0],
  options: {},
  async run({ dataFolder }) {
    const results = await verifySnapshots(dataFolder);
    for (const { id, problem } of results) console.log(`${id}  ${problem ?? "as published"}`);
    return results.some((result) => result.problem) ? 1 : 0;
  },
});
