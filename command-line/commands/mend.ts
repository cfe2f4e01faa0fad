/** `demograph mend HASH FILE`: rejected rows, mended, join the extract that they come from. */
import { mend } from "#etl/mending/mend.ts";
import { publish } from "#etl/publish/publish.ts";
import { defineCommand, textOption } from "../define-command.ts";
import { digestOf } from "../load-digest.ts";
import { lineOf } from "../show-load.ts";

export default defineCommand({
  summary: "take rejected rows that were mended into the extract they come from, and publish",
  usage: "mend HASH FILE [--mapping FILE] [--no-publish]",
  words: [2, 2],
  options: { mapping: { type: "string" }, "no-publish": { type: "boolean" } },
  async run(input) {
    const [hash, file] = input.words as [string, string];
    const mapping = textOption(input, "mapping");
    const { dataFolder } = input;
    const report = await mend(hash, file, { dataFolder, ...(mapping ? { mapping } : {}) });
    console.log(lineOf(report));
    const digest = digestOf({ files: [report], skipped: [] }, process.stdout.columns);
    for (const line of digest) console.log(line);
    if (report.outcome === "accepted" && !input.options["no-publish"]) {
      const { manifest } = await publish(dataFolder);
      console.log(`Published snapshot ${manifest.id}.`);
    }
    return report.outcome === "refused" ? 1 : 0;
  },
});
