/** `demograph load PATH…`: extracts in, with a report on each; then a new snapshot. */
import { statSync } from "node:fs";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { readCurrent } from "#warehouse/engine/snapshot-files.ts";
import { InputError } from "#warehouse/input-error.ts";
import { type CommandInput, defineCommand, textOption } from "../define-command.ts";
import { digestOf, hasRejects } from "../load-digest.ts";
import { loadProgress, summaryOf } from "../show-load.ts";

export default defineCommand({
  summary: "check extracts, take them into the vault and publish them",
  usage:
    "load PATH… [--source ID] [--mapping FILE] [--covers AREA:FROM..TO] " +
    "[--encoding NAME] [--accept] [--dry-run] [--no-publish]",
  words: [1, 9999],
  options: {
    source: { type: "string" },
    mapping: { type: "string" },
    covers: { type: "string", multiple: true },
    encoding: { type: "string" },
    accept: { type: "boolean" },
    "dry-run": { type: "boolean" },
    "no-publish": { type: "boolean" },
  },
  async run(input) {
    if (input.options.accept) requireFiles(input.words);
    const report = await loadWithProgress(input);
    for (const line of digestOf(report, process.stdout.columns)) console.log(line);
    console.log(`\n${summaryOf(report)}`);
    const refused = report.files.some(({ outcome }) => outcome === "refused" || outcome === "held");
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

/** Whoever accepts a held extract has looked at it, and names it. */
function requireFiles(paths: readonly string[]): void {
  const folder = paths.find((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  if (folder === undefined) return;
  throw new InputError(
    `"--accept" is for files that were held, and "${folder}" is a folder. Name the files.`,
  );
}

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
      accept: input.options.accept === true,
      dryRun: input.options["dry-run"] === true,
      progress,
    });
  } finally {
    finish();
  }
}
