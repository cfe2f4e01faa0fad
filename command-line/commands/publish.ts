/** `demograph publish`: what the vault holds becomes the current snapshot. */
import { publish } from "#etl/publish/publish.ts";
import { defineCommand } from "../define-command.ts";

export default defineCommand({
  summary: "make a snapshot of the accepted extracts and make it current",
  usage: "publish",
  words: [0, 0],
  options: {},
  async run({ dataFolder }) {
    const { manifest, built } = await publish(dataFolder);
    console.log(
      built
        ? `Published snapshot ${manifest.id}: ${manifest.extracts.length} extracts in force.`
        : `Snapshot ${manifest.id} is what the vault holds already; it is current.`,
    );
    return 0;
  },
});
