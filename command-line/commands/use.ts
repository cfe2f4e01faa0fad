/** `demograph use ID`: puts `current` back to a snapshot that is kept. */
import { makeCurrent } from "#etl/publish/make-current.ts";
import { defineCommand } from "../define-command.ts";

export default defineCommand({
  summary: "make a kept snapshot the current one",
  usage: "use SNAPSHOT",
  words: [1, 1],
  options: {},
  async run({ words: [id], dataFolder }) {
    await makeCurrent(dataFolder, id!);
    console.log(`Snapshot ${id} is current.`);
    return 0;
  },
});
