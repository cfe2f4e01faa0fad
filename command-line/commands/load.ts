/** `demograph load PATH…`: extracts in, with a report on each; then a new snapshot. */
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { readCurrent } from "#warehouse/engine/snapshot-files.ts";
import { type CommandInput, defineCommand, textOption } from "../define-command.ts";
import { hasRejects, loadProgress, summaryOf } from "../show-load.ts";

export default defineCommand({
  summary: "check extracts, take them into the vault and publish them",
  usage:
    "load PATH… [--source ID] [--mapping FILE] [--covers AREA:FROM..TO] " +
    "[--encoding NAME] [--dry-run] [--no-publish]",
  words: [1, 9999],
  options: {
    source: { type: "string" },
    mapping: { type: "string" },
    covers: { type: "string", multiple: true },
    encoding: { type: "string" },
    "dry-run": { type: "boolean" },
    "no-publish": { type: "boolean" },
  },
  async run(input) {
    const report = await loadWithProgress(input);
    console.log(summaryOf(report));
    const refused = report.files.some((file) => file.outcome === "refused");
    const accepted = report.files.some((file) => file.outcome === "accepted");
    const wanted = !input.options["dry-run"] && !input.options["no-publish"];
    // Also after a run that was killed between accepting and publishing: then nothing is new here.
    const behind = readCurrent(input.dataFolder) === null || accepted || !refused;
    if (wanted && behind && report.files.length > 0) {
      const { manifest, built } = await publish(input.dataFolder);
      console.log(
        built ? `Published snapshot ${manifest.id}.` : `Snapshot ${manifest.id} is unchanged.`,
      );
    }
    if (hasRejects(report)) console.log('See the rejected rows with "demograph rejects".');
    return refused ? 1 : 0;
  },
});

async function loadWithProgress(input: CommandInput) {
  const { progress, finish } = loadProgress();
  const optional = Object.entries({
    source: textOption(input, "source"),
    mapping: textOption(input, "mapping"),
    encoding: textOption(input, "encoding"),
    covers: input.options.covers as readonly string[] | undefined,
  }).filter(([, value]) => value !== undefined);
  try {
    return await load(input.words, {
      ...Object.fromEntries(optional),
      dataFolder: input.dataFolder,
      dryRun: input.options["dry-run"] === true,
      progress,
    });
  } finally {
    finish();
  }
}
